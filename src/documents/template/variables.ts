import type { Warning } from '../../model/document.ts'
import type { Line, Order } from '../../model/order/order.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { Charset } from '../../text/charset.ts'
import { dayWords } from '../../text/date-words.ts'
import { findUnsupported, type Repertoire } from '../characters/repertoire.ts'
import { transliterate } from '../characters/transliteration.ts'
import { namePath, type Path } from '../content/elements.ts'
import { isVisible, numberInstead } from '../content/line-name.ts'
import { priceQuantity, unitPrice } from '../content/prices.ts'
import { rolesOf } from '../content/roles.ts'
import { articlesOf, customerOf } from '../content/tables.ts'
import type { RenderContext } from '../format.ts'

/** The fields of a supplier that templates read, so that a sample needs no complete configuration. */
export type Addressee = Pick<Supplier, 'name' | 'currency' | 'language' | 'price' | 'articles' | 'customers'>

interface Filling {
  readonly order: Order
  readonly supplier: Addressee
  readonly occasion: RenderContext
  readonly charset: Charset
  /** The characters that the text can hold. */
  readonly wording: Repertoire
  /** An extra treatment of the customers' words. */
  readonly sanitise?: (text: string) => string
  readonly warnings: Warning[]
}

const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/

/**
 * The variables that a template may name; templates/README.md explains each variable. Wording holds only characters
 * that the text can hold.
 */
export function templateVariables(filling: Filling): object {
  const { order, supplier, occasion, charset, wording, sanitise, warnings } = filling
  const articles = articlesOf(order, supplier)
  const customer = customerOf(order, supplier)
  const { soldTo, shipTo, billTo } = rolesOf(order, supplier)
  const priced = supplier.price !== 'omit'
  const carry = (text: string): string =>
    findUnsupported(text, wording) === null ? text : transliterate(text, wording)
  const safe = (text: string): string => (sanitise ? sanitise(carry(text)) : carry(text))
  const word = (text: string, path: Path): string => {
    const became = safe(text)
    if (became !== text)
      warnings.push({ path: path(), code: became === '' ? 'omitted' : 'replaced', was: text, became })
    return became
  }
  const nameOf = (line: Line, index: number): string =>
    isVisible(safe(line.name)) ? word(line.name, () => namePath(index)) : numberInstead(line, index, warnings)
  // With a point for thousands, 1.125 kg would be read as more than a ton.
  const mark = supplier.language === 'en' ? '.' : ','
  const local = (number: string | null): string | null => number?.replace('.', mark) ?? null
  const { remarks, remarkLines } = remarksOf(order.remarks, safe, wording, warnings)
  return {
    order: {
      id: carry(order.id),
      number: order.number,
      customer: order.customer,
      orderedOn: { ...order.orderedOn },
      deliveryDate: order.deliveryDate,
      deliveryTime: order.deliveryTime?.time ?? null,
      deliveryOffset: order.deliveryTime?.offset ?? null,
      person: word(order.person ?? '', () => 'owned_by.username') || null,
      remarks: remarks || null,
      remarkLines,
      lines: order.lines.map((line, index) => {
        const row = articles.get(line)
        const price = priced ? priceOfOne(line, index, warnings) : null
        return {
          number: index + 1,
          article: line.article,
          name: nameOf(line, index),
          quantity: line.quantity,
          unit: row?.unit || null,
          gtin: row?.gtin || null,
          price,
          total: priced ? line.total : null,
          local: { quantity: local(line.quantity), price: local(price), total: local(priced ? line.total : null) },
        }
      }),
      total: priced ? order.total : null,
      local: {
        deliveryDay: order.deliveryDate === null ? null : carry(dayWords(order.deliveryDate, supplier.language)),
        total: local(priced ? order.total : null),
      },
    },
    customer: {
      name: carry(customer?.name ?? '') || null,
      gln: customer?.gln || null,
      soldTo,
      shipTo,
      billTo: billTo ?? order.customer,
    },
    supplier: {
      name: carry(supplier.name),
      currency: supplier.currency,
      language: supplier.language,
      prices: supplier.price,
    },
    document: {
      charset,
      controlNumber: occasion.controlNumber,
      preparedAt: { ...occasion.preparedAt },
      version: occasion.version,
      purpose: occasion.purpose,
      replacement: occasion.purpose === 'replacement',
      cancellation: occasion.purpose === 'cancellation',
      possibleRepeat: occasion.possibleRepeat,
      confirmUrl: occasion.confirmUrl ?? null,
    },
  }
}

/** A layout shows the price next to the quantity, so the price must be for a quantity of 1. */
const priceOfOne = (line: Line, index: number, warnings: Warning[]): string | null =>
  priceQuantity(line) === '1' ? line.price : unitPrice(line, index, ANY_DIGITS, warnings)

const ANY_DIGITS = { kind: 'number', max: Number.POSITIVE_INFINITY } as const

/** `remarks` may have no room for a line break. `remarkLines` keeps the lines, whatever line ends were posted. */
function remarksOf(
  posted: string,
  safe: (text: string) => string,
  wording: Repertoire,
  warnings: Warning[],
): { remarks: string; remarkLines: readonly string[] } {
  const remarkLines = posted === '' ? [] : posted.split(LINE_END).map(safe)
  const hasLines = wording.has(0x0a)
  const remarks = hasLines ? safe(posted) : remarkLines.join(' ')
  const became = hasLines ? remarks : remarkLines.join('\n')
  if (became !== (hasLines ? posted : posted.replace(/\r\n?/g, '\n')))
    warnings.push({ path: 'order_remarks', code: became === '' ? 'omitted' : 'replaced', was: posted, became })
  return { remarks, remarkLines }
}
