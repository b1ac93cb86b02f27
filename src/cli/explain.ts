import { deliveryText, type Order } from '../model/order/order.ts'

/** A field of an order, and the order with another value in that field. */
interface Variant {
  readonly field: string
  readonly value: string
  readonly order: Order
}

/** Lines of the document that a change of the field would change. */
interface Whereabouts {
  readonly field: string
  readonly value: string
  readonly lines: readonly string[]
}

/** Returns null for an order that cannot be written. */
type Write = (order: Order) => Promise<string | null>

/**
 * Finds the lines of each field by experiment: changes the field and compares the documents. So the result is correct
 * for every format, and for every template of a supplier.
 */
export async function explain(order: Order, write: Write): Promise<Whereabouts[]> {
  const written = lines((await write(order)) ?? '').filter((line) => !isTrailer(line))
  const found: Whereabouts[] = []
  for (const { field, value, order: varied } of variants(order)) {
    const other = await write(varied)
    // A refused variant, such as a customer missing from the tables, allows only a text search.
    const differing = other === null ? written.filter((line) => line.includes(value)) : missing(written, lines(other))
    found.push({ field, value, lines: differing })
  }
  return found
}

/** A trailer counts segments and lines, so any added line changes the trailer; a trailer holds no field. */
export const isTrailer = (line: string): boolean => /^\s*(UNT|UNE|UNZ|SE|GE|IEA|OTR|MTR|EOB|RSG|END)[+*=]/.test(line)

/** Respects repeated lines: two lines of an order can have the same quantity. */
function missing(written: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const line of other) left.set(line, (left.get(line) ?? 0) + 1)
  return written.filter((line) => {
    const count = left.get(line) ?? 0
    left.set(line, count - 1)
    return count <= 0
  })
}

const lines = (text: string): string[] => text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')

function variants(order: Order): Variant[] {
  const [first] = order.lines
  const withLine = (change: object): Order => ({ ...order, lines: [{ ...first, ...change }, ...order.lines.slice(1)] })
  const all: [string, string | null, Order][] = [
    ['id', order.id, { ...order, id: other(order.id) }],
    ['order_number', order.number, { ...order, number: other(order.number) }],
    ['ordered_on', `${order.orderedOn.date} ${order.orderedOn.time}`, { ...order, orderedOn: OTHER_MOMENT }],
    ['owned_by.username', order.person, { ...order, person: other(order.person ?? '') }],
    ['order_remarks', order.remarks, { ...order, remarks: other(order.remarks) }],
    ['expected_delivery_date', deliveryText(order), atAnotherTime(order)],
    ['supplier_customer_number', order.customer, { ...order, customer: other(order.customer) }],
    ['packages[0]…supplier_article_number', first.article, withLine({ article: other(first.article) })],
    ['packages[0].stock_item.name', first.name, withLine({ name: other(first.name) })],
    ['packages[0].quantity_ordered', first.quantity, withLine({ quantity: otherNumber(first.quantity) })],
    ['packages[0]…theoretical_price_per_package', first.price, withLine({ price: otherNumber(first.price) })],
    ['packages[0].total_theoretical_price', first.total, withLine({ total: otherNumber(first.total) })],
    ['theoretical_price', order.total, { ...order, total: otherNumber(order.total) }],
  ]
  return all.flatMap(([field, value, varied]) =>
    value === null || value === '' ? [] : [{ field, value, order: varied }],
  )
}

const atAnotherTime = (order: Order): Order => ({
  ...order,
  deliveryDate: OTHER_MOMENT.date,
  ...(order.deliveryTime ? { deliveryTime: { time: OTHER_MOMENT.time.slice(0, 5), offset: OTHER_MOMENT.offset } } : {}),
})

const OTHER_MOMENT = { date: '2031-07-19', time: '23:47:51', offset: '+00:00' }

/**
 * Keeps the length and changes each letter and digit: the document may cut the text, or wrap the text over several
 * lines.
 */
const other = (text: string): string => text.replace(/[\p{L}\p{N}]/gu, (letter) => (letter === '7' ? '8' : '7'))

const otherNumber = (number: string | null): string | null =>
  number?.replace(/\d(?!.*\d)/, (last) => (last === '7' ? '8' : '7')) ?? null
