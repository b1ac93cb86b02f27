import { noLaterCounts, REFUSED_BEFORE } from '../refused-before.ts'
import type { Sql } from '../sql.ts'
import type { CountedOrders } from './refused-between.ts'

/**
 * The orders that a receiver refused, and that a fallback route brought. A person reports or discards them. An order may
 * be refused after the statement of its day. A purged order is left out.
 */
export function passedOn(sql: Sql, limit: number): CountedOrders {
  const orders = sql.all<CountedOrders['orders'][number] & { readonly count: number }>(
    `SELECT o.id AS orderId, o.number AS orderNumber, count(*) OVER () AS count FROM orders o
     WHERE o.purged_at IS NULL AND o.id IN (SELECT d.order_id FROM deliveries d INDEXED BY refused_before CROSS JOIN deliveries h
       WHERE ${REFUSED_BEFORE} AND d.route = d.primary_route AND ${noLaterCounts()}
         AND h.order_id = d.order_id AND h.version = d.version AND h.primary_route = d.route AND h.state IN ('delivered', 'done'))
     ORDER BY o.seq LIMIT ?`,
    limit,
  )
  return {
    count: orders[0]?.count ?? 0,
    orders: orders.map(({ orderId, orderNumber }) => ({ orderId, orderNumber })),
  }
}
