import type { Sql } from './sql.ts'

/** An event of an order. Acceptances are in `versions`. */
export interface TimelineEntry {
  readonly at: number
  readonly event: string
  readonly version: number | null
  readonly route: string | null
  readonly text: string | null
}

export function addTimelineEntry(sql: Sql, orderId: string, entry: TimelineEntry): void {
  sql.all(
    `INSERT INTO timeline (order_id, seq, at, event, version, route, text)
     VALUES (?1, (SELECT coalesce(max(seq), 0) + 1 FROM timeline WHERE order_id = ?1), ?2, ?3, ?4, ?5, ?6)`,
    orderId,
    entry.at,
    entry.event,
    entry.version,
    entry.route,
    entry.text,
  )
}

/** Oldest first. */
export const timelineOf = (sql: Sql, orderId: string): TimelineEntry[] =>
  sql.all<TimelineEntry>(
    'SELECT at, event, version, route, text FROM timeline WHERE order_id = ? ORDER BY seq',
    orderId,
  )
