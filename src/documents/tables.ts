import type { Order } from '../order.ts'
import type { Supplier } from '../supplier.ts'

type Article = NonNullable<Supplier['articles']>[number]
type Customer = NonNullable<Supplier['customers']>[number]

/** The supplier's own rows for the articles of this order, by article number. */
export function articlesOf(order: Order, supplier: Supplier): ReadonlyMap<string, Article> {
  const rows = new Map<string, Article>()
  if (!supplier.articles) return rows
  const wanted = new Set(order.lines.map((line) => line.article))
  for (const row of supplier.articles) if (wanted.has(row.article)) rows.set(row.article, row)
  return rows
}

/** The supplier's own row for the customer of this order. */
export const customerOf = (order: Order, supplier: Supplier): Customer | undefined =>
  supplier.customers?.find((row) => row.customer === order.customer)
