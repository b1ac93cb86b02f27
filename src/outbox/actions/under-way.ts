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
