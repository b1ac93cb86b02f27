import { orderWording } from '../../../templates/order-words.ts'
import type { Warning } from '../../model/document.ts'
import type { Line, LocalMoment, Order } from '../../model/order/order.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { Charset } from '../../text/charset.ts'
import { dateWords, dayWords } from '../../text/date-words.ts'
import { localNumber } from '../../text/local-number.ts'
import { splitLines } from '../../text/split-lines.ts'
import { findUnsupported, type Repertoire } from '../characters/repertoire.ts'
import { transliterate } from '../characters/transliteration.ts'
import { namePath, type Path } from '../content/elements.ts'
import { isVisible, numberInstead } from '../content/line-name.ts'
import { priceQuantity, unitPrice } from '../content/prices.ts'
import { rolesOf } from '../content/roles.ts'
import { articlesOf, customerOf } from '../content/tables.ts'
import type { RenderContext } from '../format.ts'
import { changesIn } from './changes.ts'
import { amountText, packagesText } from './readable-amounts.ts'
import { widest } from './widest.ts'

/** The fields of a supplier that templates read, so that a sample needs no complete configuration. */
export type Addressee = Pick<Supplier, 'name' | 'currency' | 'language' | 'price' | 'articles' | 'customers'>

export interface Filling {
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
  const { language } = supplier
  const local = (number: string | null): string | null => (number === null ? null : localNumber(number, language))
  const { remarks, remarkLines } = remarksOf(order.remarks, safe, wording, warnings)
  const words = orderWording[language]
  const amountOf = (line: Line): string => carry(amountText(line.quantity, articles.get(line)?.unit || null, language))
  /** The price with its quantity, where the price of one piece has endless decimals. */
  const packagePrice = ({ price, priceQuantity: per = '1' }: Line, unit: string | null): string | null =>
    price === null ? null : carry(`${localNumber(price, language)} / ${amountText(per, unit, language)}`)
  const widths = widthsOf(order.lines, amountOf)
  const moment = ({ date, time }: LocalMoment): string => carry(dateWords(`${date} ${time.slice(0, 5)}`, language))
  const changes = changesIn(filling, { words, carry, safe, amountOf })
  return {
    words,
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
          local: {
            quantity: local(line.quantity),
            price: priced && price === null ? packagePrice(line, row?.unit || null) : local(price),
            total: local(priced ? line.total : null),
            amount: amountOf(line),
            packages: carry(packagesText(line, row?.unit || null, language) ?? '') || null,
          },
          column: { article: line.article.padEnd(widths.article), amount: amountOf(line).padEnd(widths.amount) },
        }
      }),
      total: priced ? order.total : null,
      local: {
        deliveryDay: order.deliveryDate === null ? null : carry(dayWords(order.deliveryDate, language)),
        deliveryDate: order.deliveryDate === null ? null : carry(dateWords(order.deliveryDate, language)),
        orderedOn: moment(order.orderedOn),
        cutOff: occasion.cutOff === undefined ? null : moment(occasion.cutOff),
        lineCount: order.lines.length === 1 ? words.oneLine : `${order.lines.length} ${words.lines}`,
        preview: preview(remarkLines.join(' ')),
        total: local(priced ? order.total : null),
      },
      hasPrices: priced,
    },
    customer: {
      name: carry(customer?.name ?? '') || null,
      gln: customer?.gln || null,
      soldTo,
      shipTo,
      billTo: billTo ?? order.customer,
      hasSoldTo: soldTo !== order.customer,
      hasShipTo: shipTo !== order.customer,
      hasBillTo: (billTo ?? order.customer) !== order.customer,
    },
    supplier: {
      name: carry(supplier.name),
      currency: supplier.currency,
      language: supplier.language,
      prices: supplier.price,
      arePricesInformation: supplier.price === 'information',
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
      reminder: occasion.reminder === true,
      refusal: occasion.refusal === undefined ? null : safe(occasion.refusal),
      standsIn: occasion.standsIn !== undefined,
      perhapsThere: occasion.standsIn?.isPerhapsThere === true,
      insteadOf: occasion.standsIn?.route ?? null,
      reportUrl: occasion.standsIn?.reportUrl ?? null,
      confirmUrl: occasion.confirmUrl ?? null,
      hasChanges: changes.isAny,
      changes,
    },
  }
}

const widthsOf = (lines: readonly Line[], amountOf: (line: Line) => string) => ({
  article: widest(lines.map(({ article }) => article)),
  amount: widest(lines.map(amountOf)),
})

const PREVIEW_LENGTH = 90

/** The beginning of the remarks, as a list of mails shows it beside the subject. */
const preview = (text: string): string => text.slice(0, PREVIEW_LENGTH).toWellFormed()

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
  const remarkLines = posted === '' ? [] : splitLines(posted).map(safe)
  const hasLines = wording.has(0x0a)
  const remarks = hasLines ? safe(posted) : remarkLines.join(' ')
  const became = hasLines ? remarks : remarkLines.join('\n')
  if (became !== (hasLines ? posted : posted.replace(/\r\n?/g, '\n')))
    warnings.push({ path: 'order_remarks', code: became === '' ? 'omitted' : 'replaced', was: posted, became })
  return { remarks, remarkLines }
}
