import { isUnknownReason } from '../../outbox/catalogue/held-unknown.ts'
import type { OrderView } from '../../outbox/views.ts'
import { cataloguePath, rowPath } from './place.ts'

/**
 * The page of the catalogue where a person settles why an order waits; null when the catalogue is not the reason. A row
 * that a document cannot hold has a page of its own.
 */
export function settlingPath({ supplier, customer, holdReason, deliveries }: OrderView): string | null {
  if (isUnknownReason(holdReason ?? null)) return cataloguePath(supplier)
  if (holdReason !== 'unwritable') return null
  const problems = deliveries.flatMap((delivery) => delivery.problems)
  for (const { code, path, line } of problems) {
    if (code !== 'profile-incomplete') continue
    if (line) return rowPath(supplier, 'article', line.article)
    if (path === 'supplier_customer_number' && customer !== null) return rowPath(supplier, 'customer', customer)
  }
  return null
}
