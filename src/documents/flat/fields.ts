import type { Line, Order } from '../../model/order/order.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { articlePath, namePath, pricePath, quantityPath, totalPath } from '../content/elements.ts'
import { priceQuantity } from '../content/prices.ts'
import { headerRemarks } from '../content/remarks.ts'
import { rolesOf } from '../content/roles.ts'
import { articlesOf, customerOf } from '../content/tables.ts'
import type { RenderContext } from '../format.ts'

/**
 * The treatment of a value. `key`, `quantity`, `date`, `time` and `code` are written exactly, or the order is refused.
 * `amount` and `reference` are written exactly or left out. `wording` is respelled and cut. `count` is a number of the
 * gateway.
 */
export type FieldKind = 'key' | 'quantity' | 'date' | 'time' | 'code' | 'amount' | 'reference' | 'wording' | 'count'

/** A value that a column can hold: from the order, the supplier's tables, or the occasion. */
interface Field<Read> {
  readonly treatment: FieldKind
  /** The name for people. */
  readonly noun: string
  /** The gateway's words for this field, or words of the same length: a column must have room for each word. */
  readonly words?: readonly string[]
  readonly read: Read
}

/** The values that the columns of one document read. */
export type Facts = Readonly<ReturnType<typeof readFields>>

type OrderField = Field<(facts: Facts) => string> & { readonly path: string }
type LineField = Field<(facts: Facts, line: Line, index: number) => string> & {
  readonly path: (index: number) => string
}

const ANY_OCCASION: RenderContext = {
  controlNumber: 0,
  groupNumber: null,
  preparedAt: { date: '2000-01-01', time: '00:00:00', offset: '+00:00' },
  version: 1,
  purpose: 'original',
  possibleRepeat: false,
}

/** `findProblems` has no occasion. The default is safe: the layout check made room for each of the gateway's words. */
export const readFields = (order: Order, supplier: Supplier, occasion = ANY_OCCASION) => ({
  order,
  /** The number of orders in the file; 1 in the record of an order. */
  orders: 1,
  supplier,
  occasion,
  articles: articlesOf(order, supplier),
  customer: customerOf(order, supplier),
  priced: supplier.price !== 'omit',
})

const REPEAT = 'POSSIBLE REPEAT'
/** For a column of date and time if the order has no time: the receiver asked for digits. */
const MIDNIGHT = '00:00'

/** Fields of the order. A line repeats the fields. */
const ORDER_FIELDS = {
  orderNumber: { treatment: 'key', noun: 'order number', path: 'order_number', read: ({ order }) => order.number },
  customerNumber: {
    treatment: 'key',
    noun: 'customer number',
    path: 'supplier_customer_number',
    read: ({ order }) => order.customer,
  },
  soldTo: {
    treatment: 'key',
    noun: 'sold-to number',
    path: 'supplier_customer_number',
    read: ({ order, supplier }) => rolesOf(order, supplier).soldTo,
  },
  shipTo: {
    treatment: 'key',
    noun: 'ship-to number',
    path: 'supplier_customer_number',
    read: ({ order, supplier }) => rolesOf(order, supplier).shipTo,
  },
  billTo: {
    treatment: 'key',
    noun: 'bill-to number',
    path: 'supplier_customer_number',
    read: ({ order, supplier }) => rolesOf(order, supplier).billTo ?? order.customer,
  },
  customerName: { treatment: 'wording', noun: 'customer name', path: '', read: ({ customer }) => customer?.name ?? '' },
  customerGln: {
    treatment: 'code',
    noun: 'GLN in the customers table',
    path: 'supplier_customer_number',
    read: ({ customer }) => customer?.gln ?? '',
  },
  supplierName: { treatment: 'wording', noun: 'supplier name', path: '', read: ({ supplier }) => supplier.name },
  orderedOn: {
    treatment: 'date',
    noun: 'order date',
    path: 'ordered_on',
    read: ({ order }) => `${order.orderedOn.date}T${order.orderedOn.time}`,
  },
  deliveryDate: {
    treatment: 'date',
    noun: 'delivery date',
    path: 'expected_delivery_date',
    read: ({ order }) =>
      order.deliveryDate === null ? '' : `${order.deliveryDate}T${order.deliveryTime?.time ?? MIDNIGHT}`,
  },
  /** Empty if the order has a day only. */
  deliveryTime: {
    treatment: 'time',
    noun: 'time of delivery',
    path: 'expected_delivery_date',
    read: ({ order }) => order.deliveryTime?.time ?? '',
  },
  preparedOn: {
    treatment: 'date',
    noun: 'date of this document',
    path: '',
    read: ({ occasion }) => `${occasion.preparedAt.date}T${occasion.preparedAt.time}`,
  },
  orderedBy: {
    treatment: 'wording',
    noun: 'person',
    path: 'owned_by.username',
    read: ({ order }) => order.person ?? '',
  },
  remarks: {
    treatment: 'wording',
    noun: 'remarks',
    path: 'order_remarks',
    read: ({ order, supplier }) => headerRemarks(order, supplier),
  },
  id: { treatment: 'reference', noun: 'id', path: 'id', read: ({ order }) => order.id },
  currency: {
    treatment: 'code',
    noun: 'currency',
    path: '',
    words: ['EUR'],
    read: ({ supplier }) => supplier.currency,
  },
  total: {
    treatment: 'amount',
    noun: 'total',
    path: 'theoretical_price',
    read: ({ order, priced }) => (priced ? (order.total ?? '') : ''),
  },
  orderCount: { treatment: 'count', noun: 'number of orders', path: '', read: ({ orders }) => String(orders) },
  lineCount: { treatment: 'count', noun: 'number of lines', path: '', read: ({ order }) => String(order.lines.length) },
  version: {
    treatment: 'count',
    noun: 'version',
    path: '',
    words: ['9999'],
    read: ({ occasion }) => String(occasion.version),
  },
  /** `original`; `replacement` of every earlier version; `cancellation`: the order must not be delivered. */
  purpose: {
    treatment: 'code',
    noun: 'purpose',
    path: '',
    words: ['original', 'replacement'],
    read: ({ occasion }) => occasion.purpose,
  },
  /** POSSIBLE REPEAT, or empty. */
  notice: {
    treatment: 'code',
    noun: 'notice',
    path: '',
    words: [REPEAT],
    read: ({ occasion }) => (occasion.possibleRepeat ? REPEAT : ''),
  },
} as const satisfies Record<string, OrderField>

/** Fields of one line. */
const LINE_FIELDS = {
  line: { treatment: 'count', noun: 'line number', path: () => '', read: (_, __, index) => String(index + 1) },
  articleNumber: { treatment: 'key', noun: 'article number', path: articlePath, read: (_, line) => line.article },
  name: { treatment: 'wording', noun: 'name', path: namePath, read: (_, line) => line.name },
  quantity: { treatment: 'quantity', noun: 'quantity', path: quantityPath, read: (_, line) => line.quantity },
  unit: {
    treatment: 'code',
    noun: 'unit in the articles table',
    path: articlePath,
    read: ({ articles }, line) => articles.get(line)?.unit ?? '',
  },
  gtin: {
    treatment: 'code',
    noun: 'GTIN in the articles table',
    path: articlePath,
    read: ({ articles }, line) => articles.get(line)?.gtin ?? '',
  },
  pricePerPackage: {
    treatment: 'amount',
    noun: 'price',
    path: pricePath,
    read: ({ priced }, line) => (priced ? (line.price ?? '') : ''),
  },
  /** The quantity that the price is for. A layout with this field writes prices as posted. */
  priceQuantity: {
    treatment: 'quantity',
    noun: 'quantity that a price is for',
    path: pricePath,
    read: ({ priced }, line) => (priced && line.price !== null ? priceQuantity(line) : ''),
  },
  lineTotal: {
    treatment: 'amount',
    noun: 'total of the line',
    path: totalPath,
    read: ({ priced }, line) => (priced ? (line.total ?? '') : ''),
  },
} as const satisfies Record<string, LineField>

type OrderFieldName = keyof typeof ORDER_FIELDS
type LineFieldName = keyof typeof LINE_FIELDS
export type FieldName = OrderFieldName | LineFieldName

export const FIELD_NAMES = [...Object.keys(ORDER_FIELDS), ...Object.keys(LINE_FIELDS)] as FieldName[]

export const isLineField = (name: FieldName): name is LineFieldName => Object.hasOwn(LINE_FIELDS, name)
export const orderField = (name: OrderFieldName): OrderField => ORDER_FIELDS[name]
export const lineField = (name: LineFieldName): LineField => LINE_FIELDS[name]
export const treatmentOf = (name: FieldName): FieldKind =>
  isLineField(name) ? lineField(name).treatment : orderField(name).treatment
