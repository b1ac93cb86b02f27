import { deliveryMoment, deliveryText, type LocalMoment, type Order } from '../../src/order/order.ts'
import type { Case } from '../conformance/generated-orders.ts'

/** What a document says, by the path that each field has in the posted JSON; a field it does not speak of is absent. */
export type Said = Map<string, string>

export const PATHS = {
  id: 'id',
  number: 'order_number',
  customer: 'supplier_customer_number',
  // The supplier's own numbers, of the customers table: no warning but that of the customer number may speak of them.
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
  // What the price in the document is for; one where it says nothing.
  priceQuantity: (index: number) => `packages[${index}] price quantity`,
  lineTotal: (index: number) => `packages[${index}].total_theoretical_price`,
} as const

export type Field = keyof typeof PATHS | keyof typeof LINE_PATHS

/** One format's field map, as a reader who has never seen the writer knows it from docs/formats.md. */
export interface Reading {
  /** The route's settings for this case, `format` excepted. */
  settings(one: Case): object
  read(text: string, one: Case): Said
  /** The fields the format has no place for: docs/formats.md says so of each. */
  readonly without: readonly Field[]
  /** What of `ordered_on` the format has a place for. */
  orderedOn(moment: LocalMoment): string
  /** What of the time of delivery the format has a place for: the minute unless given. */
  delivery?(order: Order): string
  /** Whether amounts stand in the document at all. */
  priced(one: Case): boolean
  /** What stands where an amount must and none may. */
  readonly unpriced?: string
  /** Numbers are compared by value where the syntax allows one spelling only. */
  readonly byValue?: boolean
  /** Lines, which end in CR, LF or both alike. */
  readonly lines?: boolean
  /** What validators by other authors find wrong. */
  findings?(text: string, one: Case): string[]
}

export const TO = {
  day: ({ date }: LocalMoment): string => date,
  minute: ({ date, time }: LocalMoment): string => `${date}T${time.slice(0, 5)}`,
  second: ({ date, time }: LocalMoment): string => `${date}T${time}`,
  zone: ({ date, time, offset }: LocalMoment): string => `${date}T${time}${offset}`,
} as const

/** As readers say what was asked for: a day, and where the order has one the time. */
export const ASKED = {
  minute: (order: Order): string => (deliveryText(order) ?? '').replace(' ', 'T'),
  zone: (order: Order): string => deliveryMoment(order) ?? order.deliveryDate ?? '',
} as const

/** Of a day and a time, in digits or with marks between them, as far as they are there. */
export const askedFor = (day: string | undefined, time: string | undefined): string | undefined =>
  day && time ? `${day}T${time.replace(/:/g, '').slice(0, 4).replace(/^(..)/, '$1:')}` : day

/** Unless the supplier wants no prices. */
export const unlessOmitted = ({ price }: Case): boolean => price !== 'omit'

/** Adds what was read, once a field; a second reading must say the same. */
export function say(said: Said, path: string, text: string | undefined): void {
  if (text === undefined) return
  const before = said.get(path)
  if (before !== undefined && before !== text) throw new Error(`${path} is both ${before} and ${text}`)
  said.set(path, text)
}

/** `YYYY-MM-DD` of CCYYMMDD. */
export const dashed = (digits: string): string => digits.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
