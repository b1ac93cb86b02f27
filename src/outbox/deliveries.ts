import type { DeliveryFact } from '../model/delivery-state.ts'
import type { Purpose } from '../model/document.ts'
import { findingNote } from '../model/finding.ts'
import type { DeliveryKey } from './due.ts'
import { keyValues } from './key-values.ts'
import type { Sql } from './sql.ts'
import { addTimelineEntry } from './timeline.ts'

/** A delivery with its purpose. Each delivery of a person's cancellation has the purpose `cancellation`. */
export type PurposedDelivery = DeliveryFact & { readonly purpose: Purpose }

export const deliveriesOf = (sql: Sql, orderId: string): PurposedDelivery[] =>
  sql.all<PurposedDelivery>(
    `SELECT version, route, primary_route AS primaryRoute, state, reached, hold_reason AS holdReason, purpose FROM deliveries
     WHERE order_id = ? ORDER BY version, route`,
    orderId,
  )

/** Counts the corrections of earlier versions on the route. */
export const correctionsBefore = (sql: Sql, { orderId, version, route }: DeliveryKey): number =>
  sql.all<{ count: number }>(
    'SELECT coalesce(sum(corrections), 0) AS count FROM deliveries WHERE order_id = ? AND version < ? AND route = ?',
    ...keyValues({ orderId, version, route }),
  )[0]?.count ?? 0

/** Whether a person stored the version to cancel another version. */
export const isCancellation = (sql: Sql, orderId: string, version: number): boolean =>
  sql.all("SELECT 1 FROM versions WHERE order_id = ? AND version = ? AND status = 'cancelled'", orderId, version)
    .length > 0

/**
 * Stores the delivery's earlier state, so that `reinstate` can restore the delivery when the later version is
 * discarded.
 */
export function supersede(sql: Sql, orderId: string, version: number, route: string, by: number, now: number): void {
  sql.all(
    `UPDATE deliveries SET state = 'superseded', hold_reason = NULL, next_at = NULL, superseded_by = ?,
     superseded_from = json_object('state', iif(state = 'sending', 'uncertain', state), 'holdReason', hold_reason, 'nextAt', next_at),
     reached = iif(state = 'sending' AND reached = 'no', 'maybe', reached)
     WHERE order_id = ? AND version = ? AND route = ?`,
    by,
    ...keyValues({ orderId, version, route }),
  )
  addTimelineEntry(sql, orderId, {
    at: now,
    event: 'superseded',
    version,
    route,
    text: findingNote('version-takes-place', { version: String(by) }),
  })
}

/**
 * The receiver has accepted this version for the order, so the outbox awaits no receipt for an earlier version any
 * more.
 */
export function supersedeEarlier(sql: Sql, { orderId, version, route }: DeliveryKey, now: number): void {
  const earlier = sql.all<{ version: number; route: string }>(
    `SELECT e.version, e.route FROM deliveries e JOIN deliveries d ON d.order_id = e.order_id
     WHERE d.order_id = ? AND d.version = ? AND d.route = ? AND e.version < d.version AND e.state = 'sent'
       AND (e.primary_route = d.primary_route OR e.route = d.route)`,
    ...keyValues({ orderId, version, route }),
  )
  for (const delivery of earlier) supersede(sql, orderId, delivery.version, delivery.route, version, now)
}

/**
 * Returns true when a later version already started on the same route or chain, or was keyed by hand. A failure of the earlier version then
 * asks no person: a resend must not follow the later version. A delivery in state `sent` becomes superseded.
 */
export function supersedeIfOvertaken(sql: Sql, { orderId, version, route }: DeliveryKey, now: number): boolean {
  const [found] = sql.all<{ state: DeliveryFact['state']; later: number | null }>(
    `SELECT d.state, (SELECT max(l.version) FROM deliveries l WHERE l.order_id = d.order_id AND l.version > d.version
       AND (l.primary_route = d.primary_route OR l.route = d.route) AND (l.attempts > 0 OR l.reached <> 'no') AND l.state NOT IN ('superseded', 'discarded')) AS later
     FROM deliveries d WHERE d.order_id = ? AND d.version = ? AND d.route = ?`,
    ...keyValues({ orderId, version, route }),
  )
  if (!found?.later) return false
  if (found.state === 'sent') supersede(sql, orderId, version, route, found.later, now)
  return true
}
