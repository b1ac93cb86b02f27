import { findingNote } from '../../model/finding.ts'
import { deliveriesOf } from '../deliveries.ts'
import type { DeliveryKey } from '../due.ts'
import { holdUnconfirmed, isChange } from '../hold-unconfirmed.ts'
import { keyValues } from '../key-values.ts'
import { UNCONFIRMED } from '../request-ledger.ts'
import { NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'

/** After this time, a person may have decided about a held delivery. */
export const ROLL_OUT_MS = 3_600_000

/**
 * Condition: a newer gateway accepted the delivery `d` after `?1`, and this object did not know its route. An order that
 * a person holds stays here.
 */
const AWAITS_ROUTE = `d.next_at = ${NEVER} AND d.state = 'held' AND d.hold_reason = 'route-gone' AND d.attempts = 0 AND d.due_since > ?1
  AND NOT EXISTS (SELECT 1 FROM timeline t WHERE t.order_id = d.order_id AND t.version = d.version AND t.route = d.route)
  AND NOT EXISTS (SELECT 1 FROM deliveries p WHERE p.order_id = d.order_id AND p.hold_reason = 'by-person')`

/** Deliveries of an order that the gateway sends once this object knows their route. */
export const awaitingRoutes = (sql: Sql, orderId: string, now: number): Pick<DeliveryKey, 'version' | 'route'>[] =>
  sql.all<Pick<DeliveryKey, 'version' | 'route'> & Record<string, string | number>>(
    `SELECT d.version, d.route FROM deliveries d WHERE ${AWAITS_ROUTE} AND d.order_id = ?2`,
    now - ROLL_OUT_MS,
    orderId,
  )

export interface SendingRules {
  readonly lateAfter: number
  /** The moment at which a route sends an unconfirmed order. Null if a person must release the order. */
  readonly sendUnconfirmedAt: (route: string, cutOff: number | null) => number | null
}

interface FoundDelivery extends DeliveryKey {
  readonly cutOff: number | null
  readonly isUnconfirmed: 0 | 1
  readonly senderFailed: 0 | 1
}

/**
 * Sends deliveries that a newer gateway accepted while this object did not know the route. During a roll-out both
 * versions run for a while. A delivery of a removed route stays held when the route returns. An unconfirmed delivery
 * waits for its sender, or is sent by the settings.
 */
export function sendByNewRoutes(sql: Sql, routes: readonly string[], now: number, rules: SendingRules): void {
  const found = sql.all<FoundDelivery>(
    `SELECT d.order_id AS orderId, d.version, d.route, v.cut_off AS cutOff, ${UNCONFIRMED} AS isUnconfirmed,
       EXISTS (SELECT 1 FROM timeline t WHERE t.order_id = d.order_id AND t.version = d.version AND t.event = 'unconfirmed'
         AND t.text = ?3) AS senderFailed
     FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
     WHERE ${AWAITS_ROUTE} AND d.route IN (SELECT value FROM json_each(?2))`,
    now - ROLL_OUT_MS,
    JSON.stringify(routes),
    findingNote('sender-failed'),
  )
  const text = findingNote('route-known')
  for (const { isUnconfirmed, senderFailed, cutOff, ...key } of found) {
    if (isUnconfirmed === 1) {
      const needsPerson = senderFailed === 1 || isChange(deliveriesOf(sql, key.orderId), key.version)
      holdUnconfirmed(sql, key, needsPerson ? null : rules.sendUnconfirmedAt(key.route, cutOff), rules.lateAfter)
    } else
      sql.all(
        `UPDATE deliveries SET state = 'waiting', hold_reason = NULL, next_at = ?, late_alert_at = ?
         WHERE order_id = ? AND version = ? AND route = ?`,
        now,
        now + rules.lateAfter,
        ...keyValues(key),
      )
    const { orderId, version, route } = key
    addTimelineEntry(sql, orderId, { at: now, event: 'route-known', version, route, text })
  }
}
