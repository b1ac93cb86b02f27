import { isUnknownReason } from '../../outbox/catalogue/held-unknown.ts'
import type { OrderView } from '../../outbox/views.ts'
import { cataloguePath, numberPath, rowPath } from './place.ts'

/**
 * The page of the catalogue where a person settles why an order waits; null when the catalogue is not the reason. A row
 * that a document cannot hold has a page of its own.
 */
export function settlingPath({ supplier, customer, holdReason, deliveries }: OrderView): string | null {
  const problems = deliveries.flatMap((delivery) => delivery.problems)
  if (holdReason === 'unknown-customer' && customer !== null) return numberPath(supplier, 'customer', customer)
  if (isUnknownReason(holdReason ?? null)) {
    const article = problems.find(({ code }) => code === 'unknown-article')?.values?.article
    return article === undefined ? cataloguePath(supplier) : numberPath(supplier, 'article', article)
  }
  if (holdReason !== 'unwritable') return null
  for (const { code, path, line } of problems) {
    if (code !== 'profile-incomplete') continue
    if (line) return rowPath(supplier, 'article', line.article)
    if (path === 'supplier_customer_number' && customer !== null) return rowPath(supplier, 'customer', customer)
  }
  return null
}
