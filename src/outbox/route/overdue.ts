import { findingNote } from '../../model/finding.ts'
import { type AlertPorts, raiseAlert } from '../alerts/raise-alert.ts'
import { type DeliveryKey, type DueFacts, holdDelivery, staleReason } from '../due.ts'
import { keyValues } from '../key-values.ts'
import type { LeaseRules } from '../queue.ts'
import { AT_ONCE, NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'

interface OverdueRules extends Pick<LeaseRules, 'route' | 'maxAgeMs' | 'dateAt'> {
  readonly giveUpAfterHours: number
  /** Why the circuit is open. */
  readonly why: string
}

/**
 * While a circuit is open, most deliveries get no attempt, so their limits are checked here. A delivery that is too old
 * waits for a person. A delivery that waited for the longest time is refused, so that a fallback route or a person
 * takes over.
 */
export function expireWaiting(
  alertPorts: AlertPorts,
  { giveUpAfterHours, why, ...rules }: OverdueRules,
  now: number,
): void {
  const { sql } = alertPorts
  for (const delivery of waitingFor(sql, rules.route)) {
    const { orderId, version, route, dueSince, fallbackStartedAt } = delivery
    const key = { orderId, version, route }
    if (staleReason(delivery, rules, now)) {
      holdDelivery(sql, key, 'stale', now)
      raiseAlert(alertPorts, { kind: 'held', ...key, cause: 'stale', why })
    } else if (now - Math.max(dueSince, fallbackStartedAt ?? 0) > giveUpAfterHours * 3_600_000) {
      const text = findingNote('given-up-waiting', { hours: String(giveUpAfterHours), note: why })
      refuse(sql, key, text, now)
      raiseAlert(alertPorts, { kind: 'refused', ...key, cause: 'given-up', why: text })
    }
  }
}

interface Waiting extends DeliveryKey, DueFacts {
  readonly fallbackStartedAt: number | null
}

/** `held`: an unconfirmed delivery that the configuration sends without a confirmation. */
const waitingFor = (sql: Sql, route: string): Waiting[] =>
  sql.all<Waiting>(
    `SELECT d.order_id AS orderId, d.version, d.route, d.due_since AS dueSince, d.fallback_started_at AS fallbackStartedAt,
       v.delivery_date AS deliveryDate, v.cut_off AS cutOff
     FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
     WHERE d.route = ? AND d.next_at < ${NEVER} AND d.state IN ('waiting', 'deferred', 'uncertain', 'held')`,
    route,
  )

function refuse(sql: Sql, { orderId, version, route }: DeliveryKey, text: string, now: number): void {
  sql.all(
    `UPDATE deliveries SET state = 'refused', hold_reason = NULL, next_at = ${NEVER}, late_alert_at = NULL, note = ?,
     fallback_check_at = iif(fallback_check_at IS NULL, NULL, ${AT_ONCE}) WHERE order_id = ? AND version = ? AND route = ?`,
    text,
    ...keyValues({ orderId, version, route }),
  )
  addTimelineEntry(sql, orderId, { at: now, event: 'refused', version, route, text })
}
