import type { Charset, Warning } from '../../document.ts'
import type { Line, Order } from '../../order/order.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { findUnsupported, type Repertoire } from '../characters/repertoire.ts'
import { transliterate } from '../characters/transliteration.ts'
import { namePath, type Path } from '../content/elements.ts'
import { isVisible, numberInstead } from '../content/line-name.ts'
import { priceQuantity, unitPrice } from '../content/prices.ts'
import { rolesOf } from '../content/roles.ts'
import { articlesOf, customerOf } from '../content/tables.ts'
import type { RenderContext } from '../format.ts'

/** What is read of a supplier: so that a specimen can be made without a whole configuration. */
export type Addressee = Pick<Supplier, 'name' | 'currency' | 'language' | 'price' | 'articles' | 'customers'>

interface Filling {
  readonly order: Order
  readonly supplier: Addressee
  readonly occasion: RenderContext
  readonly charset: Charset
  /** What the text can hold. */
  readonly wording: Repertoire
  /** What else is done to the customers' words. */
  readonly sanitise?: (text: string) => string
  readonly warnings: Warning[]
}

const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/

/** What a template may name; templates/README.md explains each. Wording holds no character that its text can't. */
export function templateVariables(filling: Filling): object {
  const { order, supplier, occasion, charset, wording, sanitise: temper, warnings } = filling
  const articles = articlesOf(order, supplier)
  const customer = customerOf(order, supplier)
  const { soldTo, shipTo, billTo } = rolesOf(order, supplier)
  const priced = supplier.price !== 'omit'
  const carry = (text: string): string =>
    findUnsupported(text, wording) === null ? text : transliterate(text, wording)
  const said = (text: string): string => (temper ? temper(carry(text)) : carry(text))
  const word = (text: string, path: Path): string => {
    const became = said(text)
    if (became !== text)
      warnings.push({ path: path(), code: became === '' ? 'omitted' : 'replaced', was: text, became })
    return became
  }
  const nameOf = (line: Line, index: number): string =>
    isVisible(said(line.name)) ? word(line.name, () => namePath(index)) : numberInstead(line, index, warnings)
  // 1.125 kg is more than a ton to whoever parts thousands by a point.
  const mark = supplier.language === 'en' ? '.' : ','
  const local = (number: string | null): string | null => number?.replace('.', mark) ?? null
  const { remarks, remarkLines } = remarksOf(order.remarks, said, wording, warnings)
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
      local: { total: local(priced ? order.total : null) },
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

/** A layout says a price beside what is counted, so that it must be the price of one of those. */
const priceOfOne = (line: Line, index: number, warnings: Warning[]): string | null =>
  priceQuantity(line) === '1' ? line.price : unitPrice(line, index, ANY_DIGITS, warnings)

const ANY_DIGITS = { kind: 'number', max: Number.POSITIVE_INFINITY } as const

/** A line break is not lost where `remarks` has no room for one: `remarkLines` has the lines, however they ended. */
function remarksOf(
  posted: string,
  said: (text: string) => string,
  wording: Repertoire,
  warnings: Warning[],
): { remarks: string; remarkLines: readonly string[] } {
  const remarkLines = posted === '' ? [] : posted.split(LINE_END).map(said)
  const hasLines = wording.has(0x0a)
  const remarks = hasLines ? said(posted) : remarkLines.join(' ')
  const became = hasLines ? remarks : remarkLines.join('\n')
  if (became !== (hasLines ? posted : posted.replace(/\r\n?/g, '\n')))
    warnings.push({ path: 'order_remarks', code: became === '' ? 'omitted' : 'replaced', was: posted, became })
  return { remarks, remarkLines }
}
