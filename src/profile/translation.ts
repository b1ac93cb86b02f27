import { multiply, toDecimal } from '../model/decimal.ts'
import type { Warning } from '../model/document.ts'
import { clipped } from '../model/order/clipped.ts'
import type { Line, Order } from '../model/order/order.ts'
import type { Route, Supplier } from './supplier.ts'
import { articlesByNumber } from './table-index.ts'

/** The order in the supplier's articles and units, as every format writes the order. */
interface Translated {
  readonly order: Order
  /** `remarks` is the route's setting. */
  readonly supplier: Supplier
  readonly warnings: readonly Warning[]
}

type Article = NonNullable<Supplier['articles']>[number]

/** Translates an order for a route's document. */
export function toSupplierTerms(posted: Order, profile: Supplier, route: Pick<Route, 'remarks'>): Translated {
  const remarks = route.remarks ?? profile.remarks
  const supplier = remarks === profile.remarks ? profile : { ...profile, remarks }
  const short = clipped(posted)
  const prepared = remarks === 'omit' ? withoutRemarks(short.order) : { order: short.order, warnings: [] }
  const warnings = [...short.warnings, ...prepared.warnings]
  return { order: inSupplierTerms(prepared.order, supplier), supplier, warnings }
}

/** The warning shows readers of the delivery the text that the document omits. */
function withoutRemarks(posted: Order): Pick<Translated, 'order' | 'warnings'> {
  const { remarks } = posted
  if (remarks === '') return { order: posted, warnings: [] }
  const warning: Warning = { path: 'order_remarks', code: 'omitted', was: remarks, became: '' }
  return { order: { ...posted, remarks: '' }, warnings: [warning] }
}

/** Translates articles and quantities, and shortens the chef's name as configured. Remarks stay unchanged. */
export function inSupplierTerms(posted: Order, supplier: Supplier): Order {
  const order = supplier.orderedBy === 'full' ? posted : { ...posted, person: personFor(posted, supplier) }
  const rows = articlesByNumber(supplier.articles)
  if (!supplier.articles?.some(({ factor, erpArticle }) => factor || erpArticle)) return order
  const [first, ...rest] = order.lines
  return { ...order, lines: [translateLine(first, rows), ...rest.map((line) => translateLine(line, rows))] }
}

/** A mail address names a person and an employer. Some suppliers want neither in their system. */
const personFor = ({ person }: Order, { orderedBy: policy }: Supplier): string | null =>
  policy === 'omit' || person === null ? null : person.replace(/@[^@]*$/, '') || null

/**
 * Two cases of six become exactly twelve pieces. The price of a case becomes the price of six pieces; the line's
 * total stays.
 */
function translateLine(line: Line, rows: ReadonlyMap<string, Article>): Line {
  const row = rows.get(line.article)
  if (!row) return line
  const factor = toDecimal(row.factor ?? '1') ?? '1'
  return {
    ...line,
    ...(row.erpArticle === undefined ? {} : { article: row.erpArticle, tableArticle: line.article }),
    quantity: multiply(line.quantity, factor),
    ...(factor === '1' ? {} : { priceQuantity: factor }),
  }
}
