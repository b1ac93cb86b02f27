import type { Reached } from '../../model/attempt-result.ts'
import type { DeliveryState, HoldReason } from '../../model/delivery-state.ts'
import type { Sql } from '../sql.ts'
import type { ManualAction } from './statement.ts'

/** Position of the outbox's orders and events when a statement was made. */
export interface Mark {
  /** The last order that had been accepted when the window ended. */
  readonly boundary: number
  /** The last order, and the last event, at the time of the statement. */
  readonly order: number
  readonly event: number
}

export interface OpenDelivery {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly version: number
  readonly reached: Reached
  readonly route: string
  readonly state: DeliveryState
  readonly holdReason: HoldReason | null
  readonly note: string | null
}

export const NO_MARK: Mark = { boundary: 0, order: 0, event: 0 }

/** Every open delivery, the oldest order first. */
export const openDeliveries = (sql: Sql): OpenDelivery[] =>
  sql.all<OpenDelivery>(
    `SELECT d.order_id AS orderId, o.number AS orderNumber, d.version, d.reached, d.route, d.state, d.hold_reason AS holdReason, d.note
     FROM deliveries d JOIN orders o ON o.id = d.order_id WHERE d.next_at IS NOT NULL
     ORDER BY d.state <> 'held', o.seq, d.version DESC, d.route`,
  )

/** Manual actions that settled deliveries since an event. */
export function manualActionsSince(sql: Sql, event: number): ManualAction[] {
  const rows = sql.all<Omit<ManualAction, 'at'> & { readonly at: number }>(
    `SELECT e.order_id AS orderId, o.number AS orderNumber, e.action, e.route, e.by, e.note, e.at
     FROM events e JOIN orders o ON o.id = e.order_id WHERE e.seq > ? AND e.action IN ('done', 'discard', 'discard-delivery', 'cancel')
     ORDER BY e.seq`,
    event,
  )
  return rows.map(({ at, ...row }) => ({ ...row, at: new Date(at).toISOString() }))
}

/** Reads the newest orders first: the planner would read every version. */
export function markAt(sql: Sql, to: number): Mark {
  const last = (query: string, ...bind: number[]): number =>
    sql.all<{ seq: number | null }>(query, ...bind)[0]?.seq ?? 0
  return {
    boundary: last(
      `SELECT o.seq FROM orders o CROSS JOIN versions v ON v.order_id = o.id AND v.version = 1
       WHERE v.accepted_at < ? ORDER BY o.seq DESC LIMIT 1`,
      to,
    ),
    order: last('SELECT max(seq) AS seq FROM orders'),
    event: last('SELECT max(seq) AS seq FROM events'),
  }
}
