import type { Sql } from './sql.ts'

/**
 * The orders among `orderIds` that each system has, so that only copies are open. A mail in place of a route brings no system
 * an order. `copies`: the routes that may be copies.
 */
export function ordersAtReceivers(sql: Sql, orderIds: readonly string[], copies: readonly string[]): Set<string> {
  if (orderIds.length === 0 || copies.length === 0) return new Set()
  const toSystem = '(r.primary_route NOT IN (SELECT value FROM json_each(?2)))'
  const isThere = "(h.state IN ('delivered', 'done') AND h.purpose <> 'cancellation')"
  const rows = sql.all<{ id: string }>(
    `SELECT j.value AS id FROM json_each(?1) j
     WHERE EXISTS (SELECT 1 FROM deliveries h WHERE h.order_id = j.value AND ${isThere} AND h.primary_route NOT IN (SELECT value FROM json_each(?2)))
       AND NOT EXISTS (SELECT 1 FROM deliveries r WHERE r.order_id = j.value AND ${toSystem} AND r.state <> 'superseded' AND (r.next_at IS NOT NULL OR NOT EXISTS (
         SELECT 1 FROM deliveries h WHERE h.order_id = r.order_id AND h.primary_route = r.primary_route AND ${isThere}
           AND h.route NOT IN (SELECT value FROM json_each(?2)))))`,
    JSON.stringify(orderIds),
    JSON.stringify(copies),
  )
  return new Set(rows.map(({ id }) => id))
}
