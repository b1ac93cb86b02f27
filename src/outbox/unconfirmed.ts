import type { Why } from '../alerts/why.ts'
import { findingNote } from '../model/finding.ts'
import type { UnconfirmedCause } from './actions/retract-acceptance.ts'
import { clockTime } from './alerts/alert-text.ts'
import { type AlertPorts, raiseAlert } from './alerts/raise-alert.ts'
import { NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import { addTimelineEntry } from './timeline.ts'

/**
 * Alerts the desk that an unconfirmed order is held, and when the gateway sends the order without a confirmation, if
 * ever.
 */
export function alertHeldUnconfirmed(
  alertPorts: AlertPorts,
  orderId: string,
  version: number,
  doubt: UnconfirmedCause,
): void {
  const until = firstSendAt(alertPorts.sql, orderId, version)
  const why: Why =
    until === null
      ? WHYS[doubt]
      : { says: 'disconnected-until', until: clockTime(until, alertPorts.clock.now(), alertPorts.supplier) }
  raiseAlert(alertPorts, { kind: 'held', orderId, version, cause: 'unconfirmed', why })
}

/** Alerts the desk that an unconfirmed order was sent, or is about to be sent, and cannot be taken back. */
export const alertSentUnconfirmed = (
  alertPorts: AlertPorts,
  orderId: string,
  version: number,
  doubt: UnconfirmedCause,
): void => raiseAlert(alertPorts, { kind: 'sent-unconfirmed', orderId, version, why: WHYS[doubt] })

const WHYS: Readonly<Record<UnconfirmedCause, Why>> = {
  'answered-error': { says: 'answered-error' },
  disconnected: { says: 'disconnected' },
}

/** When the first delivery is sent without a confirmation; null when a person must release the order. */
function firstSendAt(sql: Sql, orderId: string, version: number): number | null {
  const [row] = sql.all<{ at: number | null }>(
    `SELECT min(next_at) AS at FROM deliveries WHERE order_id = ? AND version = ? AND state = 'held'
     AND hold_reason = 'unconfirmed' AND next_at < ${NEVER}`,
    orderId,
    version,
  )
  return row?.at ?? null
}

/** Limit for one call. */
const AWAITED = 1_000

/** Unconfirmed orders that the order API may confirm: held orders, and orders with an alert that they were sent. */
export const ordersToConfirm = (sql: Sql): string[] =>
  sql
    .all<{ id: string }>(
      `SELECT order_id AS id FROM deliveries
       WHERE next_at IS NOT NULL AND state = 'held' AND hold_reason = 'unconfirmed'
       UNION SELECT order_id FROM incident_orders WHERE kind = 'sent-unconfirmed' LIMIT ${AWAITED}`,
    )
    .map(({ id }) => id)

/** Apicbase lists a new order within a minute. */
const LISTING_MS = 60_000

/** A reading of the whole list, and when the newest order in the list was placed. */
export interface ListReading {
  readonly startedAt: number
  readonly newest: number | null
}

/** Alerts once more for a held order that the list does not have, although the list has later orders. */
export function tellUnlisted(alertPorts: AlertPorts, { startedAt, newest }: ListReading): boolean {
  const { sql, clock } = alertPorts
  const unlisted = sql.all<{ orderId: string; version: number }>(
    `SELECT DISTINCT d.order_id AS orderId, d.version FROM deliveries d
       JOIN versions v ON v.order_id = d.order_id AND v.version = d.version JOIN orders o ON o.id = d.order_id
     WHERE d.next_at IS NOT NULL AND d.state = 'held' AND d.hold_reason = 'unconfirmed' AND v.accepted_at < ?
       AND coalesce(o.placed_at, v.accepted_at) < ?
       AND NOT EXISTS (SELECT 1 FROM timeline t WHERE t.order_id = d.order_id AND t.version = d.version AND t.event = 'unlisted')`,
    startedAt - LISTING_MS,
    newest ?? 0,
  )
  for (const { orderId, version } of unlisted) {
    const text = findingNote('unlisted')
    addTimelineEntry(sql, orderId, { at: clock.now(), event: 'unlisted', version, route: null, text })
    raiseAlert(alertPorts, { kind: 'held', orderId, version, cause: 'unconfirmed', why: { says: 'unlisted' } })
  }
  return unlisted.length > 0
}
