import type { Sql } from './sql.ts'
import type { DeliveryFact } from './state.ts'
import { note } from './timeline.ts'

export const deliveriesOf = (sql: Sql, orderId: string): DeliveryFact[] =>
  sql.all<DeliveryFact>(
    `SELECT version, route, ladder, state, reached, hold_reason AS holdReason FROM deliveries
     WHERE order_id = ? ORDER BY version, route`,
    orderId,
  )

/** A version that was written down to take back another. */
export const isCancellation = (sql: Sql, orderId: string, version: number): boolean =>
  sql.all("SELECT 1 FROM versions WHERE order_id = ? AND version = ? AND status = 'cancelled'", orderId, version)
    .length > 0

export function supersede(sql: Sql, orderId: string, version: number, route: string, by: number, now: number): void {
  sql.all(
    `UPDATE deliveries SET state = 'superseded', hold_reason = NULL, next_at = NULL
     WHERE order_id = ? AND version = ? AND route = ?`,
    orderId,
    version,
    route,
  )
  note(sql, orderId, { at: now, event: 'superseded', version, route, text: `Version ${by} takes its place.` })
}
