import { articlesOf } from '../documents/content/tables.ts'
import type { Line, Order } from '../model/order/order.ts'
import type { Supplier } from '../profile/supplier.ts'
import { inSupplierTerms } from '../profile/translation.ts'

/** A line in the supplier's articles and quantities. `unit` is a code of the articles table; null without a code. */
export type LineWithUnit = Line & { readonly unit: string | null }

/** The lines of an order as the documents give the lines, because a person keys or packs from them. */
export function linesWithUnits(order: Order, supplier: Supplier): LineWithUnit[] {
  const { lines } = inSupplierTerms(order, supplier)
  const rows = articlesOf({ ...order, lines }, supplier)
  return lines.map((line) => ({ ...line, unit: rows.get(line)?.unit || null }))
}
