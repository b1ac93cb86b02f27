import { deliveryMoment, deliveryText, type LocalMoment, type Order } from '../../src/model/order/order.ts'
import type { Case } from '../conformance/generated-orders.ts'

/** Values of a document, by the field's path in the posted JSON. A field that the document lacks is absent. */
export type Said = Map<string, string>

export const PATHS = {
  id: 'id',
  number: 'order_number',
  customer: 'supplier_customer_number',
  // The supplier's numbers in the customers table. Only warnings about the customer number may mention these numbers.
  soldTo: 'soldTo',
  shipTo: 'shipTo',
  billTo: 'billTo',
  orderedOn: 'ordered_on',
  deliveryDate: 'expected_delivery_date',
  remarks: 'order_remarks',
  person: 'owned_by.username',
  total: 'theoretical_price',
} as const

export const LINE_PATHS = {
  article: (index: number) => `packages[${index}].supplier_package.supplier_article_number`,
  name: (index: number) => `packages[${index}].stock_item.name`,
  quantity: (index: number) => `packages[${index}].quantity_ordered`,
  price: (index: number) => `packages[${index}].supplier_package.theoretical_price_per_package`,
  // The quantity that the price in the document is for; default: 1.
  priceQuantity: (index: number) => `packages[${index}] price quantity`,
  lineTotal: (index: number) => `packages[${index}].total_theoretical_price`,
} as const

export type Field = keyof typeof PATHS | keyof typeof LINE_PATHS

/** The field map of one format, as docs/formats gives the map to a reader who has never seen the writer. */
export interface Reading {
  /** The id of the format. */
  readonly format: string
  /** The template, for a format with more than one reading. */
  readonly layout?: string
  /** What the file in test/golden needs besides the smallest settings and net prices. */
  readonly golden?: {
    /** Default: the id and the extension of the format. */
    readonly file?: string
    readonly settings?: object
    readonly supplier?: Readonly<Record<string, unknown>>
  }
  /** The text about each order in a document of several orders, without positions in the document. */
  parts?(text: string): readonly string[]
  /** A cancellation names the order and has no lines to read back. */
  readonly cancelsWithoutLines?: true
  /** A combined document of one order differs from the order's own document. */
  readonly listsOne?: true
  /** The route's settings for this case, without `format`. */
  settings(one: Case): object
  read(text: string, one: Case): Said
  /** Fields without a place in the format, as docs/formats says. */
  readonly without: readonly Field[]
  /** The part of `ordered_on` that the format can hold. */
  orderedOn(moment: LocalMoment): string
  /** The part of the time of delivery that the format can hold; default: the minute. */
  delivery?(order: Order): string
  /** Whether the document has amounts. */
  priced(one: Case): boolean
  /** The value in a mandatory amount if there is no price. */
  readonly unpriced?: string
  /** Compares numbers by value, if the syntax allows only one spelling. */
  readonly byValue?: boolean
  /** Compares texts by line, whether a line ends in CR, LF or both. */
  readonly lines?: boolean
  /** Findings of validators by other authors. */
  findings?(text: string, one: Case): string[]
}

export const TO = {
  day: ({ date }: LocalMoment): string => date,
  minute: ({ date, time }: LocalMoment): string => `${date}T${time.slice(0, 5)}`,
  second: ({ date, time }: LocalMoment): string => `${date}T${time}`,
  zone: ({ date, time, offset }: LocalMoment): string => `${date}T${time}${offset}`,
} as const

/** The requested day and, if the order has a time, the time. */
export const ASKED = {
  minute: (order: Order): string => (deliveryText(order) ?? '').replace(' ', 'T'),
  zone: (order: Order): string => deliveryMoment(order) ?? order.deliveryDate ?? '',
} as const

/** Formats a day and a time, with or without separators, as far as present. */
export const askedFor = (day: string | undefined, time: string | undefined): string | undefined =>
  day && time ? `${day}T${time.replace(/:/g, '').slice(0, 4).replace(/^(..)/, '$1:')}` : day

/** False if the supplier wants no prices. */
export const unlessOmitted = ({ price }: Case): boolean => price !== 'omit'

/** Adds a value once for each field. A second value must be equal. */
export function say(said: Said, path: string, text: string | undefined): void {
  if (text === undefined) return
  const before = said.get(path)
  if (before !== undefined && before !== text) throw new Error(`${path} is both ${before} and ${text}`)
  said.set(path, text)
}

/** Converts CCYYMMDD to `YYYY-MM-DD`. */
export const dashed = (digits: string): string => digits.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')

/** Adds the price of one piece, or the price of a package such as `3.10 / 6 pieces`. */
export function sayPrice(said: Said, index: number, text: string, pointed: (number: string) => string): void {
  const [price = '', per] = text.split(' / ')
  say(said, LINE_PATHS.price(index), pointed(price))
  if (per !== undefined) say(said, LINE_PATHS.priceQuantity(index), pointed(per.replace(/ .*$/, '')))
}
