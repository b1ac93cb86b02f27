import type { Line, Order } from '../../model/order/order.ts'
import type { Problem } from '../../model/problem.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { articlePath, type Code, type FieldOwner, keyProblem } from './elements.ts'

export type Article = NonNullable<Supplier['articles']>[number]
type Customer = NonNullable<Supplier['customers']>[number]

const GTIN = /^\d{8,14}$/
const GLN = /^\d{13}$/

export const isGln = (value: string): boolean => GLN.test(value)

/** The supplier's row for each line of this order. Two rows can name the same article in different units. */
export function articlesOf(order: Order, supplier: Pick<Supplier, 'articles'>): ReadonlyMap<Line, Article> {
  const found = new Map<Line, Article>()
  if (!supplier.articles) return found
  const wanted = new Set(order.lines.map(tableNumber))
  const rows = new Map<string, Article>()
  for (const row of supplier.articles) if (wanted.has(row.article)) rows.set(row.article, row)
  for (const line of order.lines) {
    const row = rows.get(tableNumber(line))
    if (row) found.set(line, row)
  }
  return found
}

const tableNumber = ({ article, tableArticle = article }: Line): string => tableArticle

/** The supplier's row for the customer of this order. */
export const customerOf = (order: Order, supplier: Pick<Supplier, 'customers'>): Customer | undefined =>
  supplier.customers?.find((row) => row.customer === order.customer)

/**
 * Lists problems of the table rows that this order's document uses. A wrong unit changes the ordered amount, so the
 * format refuses a wrong unit like a wrong quantity. Only the supplier can fix the table. `spelled` converts a unit of
 * the table to the document's code.
 */
export function tableProblems(
  order: Order,
  supplier: Supplier,
  unit: Code,
  owner: FieldOwner,
  spelled = (code: string): string => code,
): Problem[] {
  const problems: Problem[] = []
  const incomplete = (path: string, message: string) => problems.push({ path, code: 'profile-incomplete', message })
  const gln = customerOf(order, supplier)?.gln
  if (gln && !isGln(gln)) {
    incomplete('supplier_customer_number', 'The GLN in the customers table is not 13 digits; correct the table.')
  }
  const articles = articlesOf(order, supplier)
  if (articles.size === 0) return problems
  for (const [index, line] of order.lines.entries()) {
    const row = articles.get(line)
    if (row?.gtin && !GTIN.test(row.gtin)) {
      incomplete(articlePath(index), 'The GTIN in the articles table is not 8 to 14 digits; correct the table.')
    }
    const problem = row?.unit
      ? keyProblem('unit in the articles table', spelled(row.unit), unit, owner, () => '')
      : null
    if (problem) incomplete(articlePath(index), problem.message)
  }
  return problems
}
