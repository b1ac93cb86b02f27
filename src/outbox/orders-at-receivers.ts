import type { Sql } from './sql.ts'

/**
 * The orders among `orderIds` that every route to a system has brought, so that only copies are open. `copies`: the routes
 * that may be copies.
 */
export function ordersAtReceivers(sql: Sql, orderIds: readonly string[], copies: readonly string[]): Set<string> {
  if (orderIds.length === 0 || copies.length === 0) return new Set()
  const toSystem = '(r.primary_route NOT IN (SELECT value FROM json_each(?2)))'
  const rows = sql.all<{ id: string }>(
    `SELECT j.value AS id FROM json_each(?1) j
     WHERE EXISTS (SELECT 1 FROM deliveries r WHERE r.order_id = j.value AND r.state IN ('delivered', 'done')
         AND r.purpose <> 'cancellation' AND ${toSystem})
       AND NOT EXISTS (SELECT 1 FROM deliveries r WHERE r.order_id = j.value AND r.next_at IS NOT NULL AND ${toSystem})`,
    JSON.stringify(orderIds),
    JSON.stringify(copies),
  )
  return new Set(rows.map(({ id }) => id))
}
