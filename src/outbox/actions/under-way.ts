import type { Reached } from '../../model/attempt-result.ts'
import { type DeliveryKey, expireLease } from '../due.ts'
import type { Sql } from '../sql.ts'

/**
 * The route with an attempt under way, for an order or one version of the order; null without an attempt. After the end
 * of its lease an attempt is no longer under way, and the document may have arrived.
 */
export function routeUnderWay(sql: Sql, orderId: string, version: number | null, now: number): string | null {
  const [found] = sql.all<{ route: string }>(
    `SELECT route FROM deliveries WHERE order_id = ?1 AND (?2 IS NULL OR version = ?2) AND state = 'sending' AND next_at > ?3`,
    orderId,
    version,
    now,
  )
  return found?.route ?? null
}

/**
 * Ends the attempts of an order that were cut off. Such an attempt keeps its delivery in `sending` while its route is
 * paused or closed, and would go on afterwards. A shared document keeps its attempt, because the document has other orders.
 */
export function endCutAttempts(sql: Sql, orderId: string, now: number): void {
  const cutOff = sql.all<DeliveryKey & { readonly reached: Reached; readonly attempts: number }>(
    `SELECT order_id AS orderId, version, route, reached, attempts FROM deliveries
     WHERE order_id = ? AND state = 'sending' AND next_at <= ? AND coalesce(interchange, 0) <= 0`,
    orderId,
    now,
  )
  for (const delivery of cutOff) expireLease(sql, delivery, now)
}
