import { NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import { note } from './timeline.ts'

/** Signed JSON without an id can't be kept under one; that it came is worth knowing. */
export const countNameless = (sql: Sql): void => {
  sql.all(
    `INSERT INTO facts (name, value) VALUES ('nameless', '1')
     ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
  )
}

/** Holds what is unsettled on routes that the configuration no longer has. What is held already keeps its question. */
export function holdOrphans(
  sql: Sql,
  routes: readonly string[],
  now: number,
): { orderId: string; version: number; route: string }[] {
  return sql.atomically(() => {
    const orphans = sql.all<{ orderId: string; version: number; route: string }>(
      `UPDATE deliveries SET state = 'held', hold_reason = 'route-gone', next_at = ${NEVER}, late_at = NULL,
       reached = iif(state = 'sending' AND reached = 'no', 'maybe', reached)
       WHERE next_at IS NOT NULL AND state <> 'held' AND route NOT IN (SELECT value FROM json_each(?))
       RETURNING order_id AS orderId, version, route`,
      JSON.stringify(routes),
    )
    for (const { orderId, version, route } of orphans) {
      note(sql, orderId, { at: now, event: 'held', version, route, text: 'route-gone' })
    }
    return orphans
  })
}
