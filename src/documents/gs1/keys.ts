import type { Order } from '../../model/order/order.ts'
import type { Problem } from '../../model/problem.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { hasCheckDigit, isGtin } from '../content/check-digit.ts'
import { articlePath } from '../content/elements.ts'
import { articlesOf, customerOf } from '../content/tables.ts'

/**
 * Reports GLNs and GTINs of the tables with a wrong check digit: such a typing error would name another place or
 * article. `tableProblems` reports values that have the wrong form.
 */
export function gs1Problems(order: Order, supplier: Supplier): Problem[] {
  const problems: Problem[] = []
  const gln = customerOf(order, supplier)?.gln
  if (gln && /^\d{13}$/.test(gln) && !hasCheckDigit(gln))
    problems.push(incomplete('supplier_customer_number', `The GLN ${gln} in the customers table`))
  const articles = articlesOf(order, supplier)
  if (articles.size === 0) return problems
  for (const [index, line] of order.lines.entries()) {
    const gtin = articles.get(line)?.gtin
    if (gtin && /^\d{8,14}$/.test(gtin) && !isGtin(gtin))
      problems.push(incomplete(articlePath(index), `The GTIN ${gtin} in the articles table`))
  }
  return problems
}

const incomplete = (path: string, what: string): Problem => ({
  path,
  code: 'profile-incomplete',
  message: `${what} has a wrong length or check digit; correct the table.`,
})
