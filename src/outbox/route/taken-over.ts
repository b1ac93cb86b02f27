import { utcTime } from '../../model/local-time.ts'
import type { Sql } from '../sql.ts'

/** The failed orders of a route that a fallback took over, since the last success of the route. */
export interface TakenOver {
  /** ISO 8601, UTC: the first failed attempt. */
  readonly since: string
  readonly count: number
  /** There may be more, because only the newest orders were read. */
  readonly isMore: boolean
  /** The route that took over the newest of the orders. */
  readonly by: string
  /** The newest of the orders. */
  readonly orderId: string
  readonly orderNumber: string | null
  /** The result of the last attempt of the newest order on the route; null without a known result. */
  readonly why: string | null
}

/** The view is read often, and an outbox may hold the orders of years. */
const MOST_READ = 50
const NEWEST = `newest AS (SELECT id, number, seq FROM orders ORDER BY seq DESC LIMIT ${MOST_READ})`

interface Row extends Pick<TakenOver, 'by' | 'orderId' | 'orderNumber' | 'why'> {
  /** Null for a document that the receiver did not collect. */
  readonly firstFailedAt: number | null
  readonly lastFailedAt: number | null
  readonly takenAt: number
}

/** A fallback that a person chose, or that took over from a paused route, is no failure of the route. */
export function takenOver(sql: Sql, route: string): TakenOver | null {
  const rows = sql.all<Row>(
    `WITH ${NEWEST}
     SELECT o.id AS orderId, o.number AS orderNumber, d.note AS why, n.route AS "by", s.at AS takenAt,
       (SELECT min(t.at) FROM timeline t WHERE ${FAILED}) AS firstFailedAt,
       (SELECT max(t.at) FROM timeline t WHERE ${FAILED}) AS lastFailedAt
     FROM newest o CROSS JOIN deliveries d CROSS JOIN deliveries n CROSS JOIN timeline s
     WHERE d.order_id = o.id AND d.route = ?1 AND d.state = 'superseded' AND d.attempts > 0
       AND n.order_id = d.order_id AND n.version = d.version AND n.primary_route = d.primary_route
       AND n.fencing_token = d.fencing_token + 1
       AND s.order_id = d.order_id AND s.version = d.version AND s.route = n.route AND s.event = 'fallback-started'
     ORDER BY o.seq DESC`,
    route,
  )
  if (rows.length === 0) return null
  const succeededAt = lastSucceededAt(sql, route)
  const failed = rows.filter(({ lastFailedAt, takenAt }) => (lastFailedAt ?? takenAt) > succeededAt)
  const [newest] = failed
  if (!newest) return null
  const { by, orderId, orderNumber, why } = newest
  return {
    since: utcTime(Math.min(...failed.map((row) => failedFrom(row, succeededAt)))),
    count: failed.length,
    isMore: failed.length === MOST_READ,
    ...{ by, orderId, orderNumber, why },
  }
}

const FAILED = `t.order_id = d.order_id AND t.version = d.version AND t.route = d.route
  AND t.event IN ('refused', 'deferred', 'uncertain', 'failed')`

function failedFrom({ firstFailedAt, lastFailedAt, takenAt }: Row, succeededAt: number): number {
  if (firstFailedAt !== null && firstFailedAt > succeededAt) return firstFailedAt
  return lastFailedAt ?? takenAt
}

/** 0 if none of the newest orders succeeded. */
export function lastSucceededAt(sql: Sql, route: string): number {
  const [row] = sql.all<{ at: number | null }>(
    `WITH ${NEWEST}
     SELECT max(at) AS at FROM (
       SELECT d.delivered_at AS at FROM newest o CROSS JOIN deliveries d WHERE d.order_id = o.id AND d.route = ?1
       UNION ALL SELECT t.at FROM newest o CROSS JOIN timeline t
       WHERE t.order_id = o.id AND t.route = ?1 AND t.event IN ('delivered', 'sent', 'confirmed', 'notified', 'collected', 'consumed'))`,
    route,
  )
  return row?.at ?? 0
}
