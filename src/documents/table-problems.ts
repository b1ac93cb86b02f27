import type { Order } from '../order.ts'
import type { Problem } from '../problem.ts'
import type { Supplier } from '../supplier.ts'
import { articlePath } from './elements.ts'
import { articlesOf, customerOf } from './tables.ts'

const GTIN = /^\d{8,14}$/
const GLN = /^\d{13}$/

export const isGln = (value: string): boolean => GLN.test(value)

/**
 * What the supplier's own tables add to the order and `unitProblem` or a fixed length forbids. A wrong unit would
 * change what is ordered, so it is refused like a quantity; only the supplier can mend it.
 */
export function tableProblems(
  order: Order,
  supplier: Supplier,
  unitProblem: (unit: string) => string | null,
): Problem[] {
  const problems: Problem[] = []
  const incomplete = (path: string, message: string) => problems.push({ path, code: 'profile-incomplete', message })
  const gln = customerOf(order, supplier)?.gln
  if (gln && !GLN.test(gln)) {
    incomplete('supplier_customer_number', 'The GLN in the customers table is not 13 digits; correct the table.')
  }
  const articles = articlesOf(order, supplier)
  if (articles.size === 0) return problems
  for (const [index, line] of order.lines.entries()) {
    const row = articles.get(line.article)
    if (row?.gtin && !GTIN.test(row.gtin)) {
      incomplete(articlePath(index), 'The GTIN in the articles table is not 8 to 14 digits; correct the table.')
    }
    const unit = row?.unit ? unitProblem(row.unit) : null
    if (unit !== null) incomplete(articlePath(index), unit)
  }
  return problems
}
