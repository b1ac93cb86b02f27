import { utcTime } from '../../model/local-time.ts'
import type { Sql } from '../sql.ts'
import { firstFailureAt } from './failures.ts'
import { lastSucceededAt } from './taken-over.ts'

/** A failed attempt of a delivery that is still open. `at`: ISO 8601, UTC. */
export interface LastFailure {
  readonly at: string
  readonly orderId: string
  readonly orderNumber: string | null
  /** The receiver refused the document, so the route itself works. */
  readonly isRefusal: boolean
  /** How the attempt ended, in English. */
  readonly why: string
}

/** The view is read often, and an outbox may hold the orders of years. */
const NEWEST = 'newest AS (SELECT id, number FROM orders ORDER BY seq DESC LIMIT 50)'

/** The newest failed attempt of the route among the newest orders; null if a delivery of the route succeeded since. */
export function lastFailure(sql: Sql, route: string): LastFailure | null {
  const [failed] = sql.all<Omit<LastFailure, 'at' | 'isRefusal'> & { readonly at: number; readonly isRefusal: number }>(
    `WITH ${NEWEST}
     SELECT t.at, o.id AS orderId, o.number AS orderNumber, t.event = 'refused' AS isRefusal, coalesce(t.text, '') AS why FROM newest o CROSS JOIN deliveries d CROSS JOIN timeline t
     WHERE d.order_id = o.id AND d.route = ?1 AND d.next_at IS NOT NULL AND d.attempts > 0
       AND d.state IN ('refused', 'deferred', 'uncertain', 'held', 'sending') AND t.order_id = d.order_id AND t.version = d.version
       AND t.route = d.route AND t.event IN ('refused', 'deferred', 'uncertain', 'failed') ORDER BY t.at DESC LIMIT 1`,
    route,
  )
  if (!failed) return null
  const succeeded = sql.all(
    `WITH ${NEWEST}
     SELECT 1 FROM newest o CROSS JOIN deliveries d
     WHERE d.order_id = o.id AND d.route = ?1 AND d.delivered_at >= ?2
     UNION ALL SELECT 1 FROM newest o CROSS JOIN timeline t
     WHERE t.order_id = o.id AND t.route = ?1 AND t.event IN ('delivered', 'sent', 'confirmed') AND t.at >= ?2 LIMIT 1`,
    route,
    failed.at,
  )
  return succeeded.length > 0 ? null : { ...failed, isRefusal: failed.isRefusal === 1, at: utcTime(failed.at) }
}

/** The first failed attempt of the route since its last success. */
export function failingSince(sql: Sql, route: string, failedAt: string): string {
  const [row] = sql.all<{ at: number | null }>(
    `WITH ${NEWEST}
     SELECT min(t.at) AS at FROM newest o CROSS JOIN timeline t WHERE t.order_id = o.id AND t.route = ?1
       AND t.event IN ('refused', 'deferred', 'uncertain', 'failed') AND t.at > ?2`,
    route,
    lastSucceededAt(sql, route),
  )
  return utcTime(
    Math.min(
      Date.parse(failedAt),
      row?.at ?? Number.POSITIVE_INFINITY,
      firstFailureAt(sql, route) ?? Number.POSITIVE_INFINITY,
    ),
  )
}
