import type { DeliveryKey } from './due.ts'
import { keyValues } from './key-values.ts'
import type { Sql } from './sql.ts'
import type { TimelineEvent } from './timeline-events.ts'

/** All events of orders, as a table of a query: the timeline, and the successes in the rows of deliveries. */
export const HISTORY = `(
  SELECT order_id, delivered_seq AS seq, delivered_at AS at, 'delivered' AS event, version, route, delivered_note AS text
  FROM deliveries WHERE delivered_at IS NOT NULL
  UNION ALL SELECT order_id, seq, at, event, version, route, text FROM timeline)`

/** Gateways before this order of numbers gave a success and the next event of the timeline the same `seq`. */
export const HISTORY_ORDER = "seq, at, event <> 'delivered'"

/** An event of an order. Acceptances are in `versions`, and the last success of a delivery is in its row. */
export interface TimelineEntry {
  readonly at: number
  readonly event: string
  readonly version: number | null
  readonly route: string | null
  readonly text: string | null
}

/** An entry that this gateway writes. Storage may hold names of events that a later gateway wrote. */
export interface NewTimelineEntry extends TimelineEntry {
  readonly event: TimelineEvent
}

/** The next `seq` in the history of the order that the SQL expression `orderId` names. */
export const nextSeq = (orderId: string): string =>
  `(SELECT max(coalesce((SELECT max(t.seq) FROM timeline t WHERE t.order_id = ${orderId}), 0),
     coalesce((SELECT max(s.delivered_seq) FROM deliveries s WHERE s.order_id = ${orderId}), 0)) + 1)`

export function addTimelineEntry(sql: Sql, orderId: string, entry: NewTimelineEntry): void {
  sql.all(
    `INSERT INTO timeline (order_id, seq, at, event, version, route, text)
     VALUES (?1, ${nextSeq('?1')}, ?2, ?3, ?4, ?5, ?6)`,
    orderId,
    entry.at,
    entry.event,
    entry.version,
    entry.route,
    entry.text,
  )
}

/**
 * Moves the event of an earlier success from the row of the delivery to the timeline, because the row has room for one
 * success. The event keeps its place. An event of an earlier gateway may have that place already.
 */
export function keepEarlierSuccess(
  sql: Sql,
  { orderId, version, route, attempt }: DeliveryKey & { readonly attempt: number },
): void {
  sql.all(
    `INSERT INTO timeline (order_id, seq, at, event, version, route, text)
     SELECT order_id, iif(EXISTS (SELECT 1 FROM timeline t WHERE t.order_id = ?1 AND t.seq = d.delivered_seq), ${nextSeq('?1')}, delivered_seq),
       delivered_at, 'delivered', version, route, delivered_note
     FROM deliveries d WHERE order_id = ?1 AND version = ?2 AND route = ?3 AND attempts = ?4 AND state = 'sending' AND delivered_at IS NOT NULL`,
    ...keyValues({ orderId, version, route }),
    attempt,
  )
}

/** Oldest first. */
export const timelineOf = (sql: Sql, orderId: string): TimelineEntry[] =>
  sql.all<TimelineEntry>(
    `SELECT at, event, version, route, text FROM ${HISTORY} WHERE order_id = ? ORDER BY ${HISTORY_ORDER}`,
    orderId,
  )
