import type { Why } from '../../alerts/why.ts'
import type { Route } from '../../profile/supplier.ts'
import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import type { Sql } from '../sql.ts'

/** A delivery that should be settled by now. */
export interface Late {
  readonly orderId: string
  readonly version: number
  readonly route: string
  /** Handed over: the receiver's receipt is missing. */
  readonly sent: boolean
  /** How far a mailbox delivery got. */
  readonly lies: 'collected' | 'in a folder' | null
  /** How the last attempt ended. */
  readonly note: string | null
}

export const hasOpenDelivery = (sql: Sql): boolean =>
  sql.all('SELECT 1 FROM deliveries INDEXED BY open WHERE next_at IS NOT NULL LIMIT 1').length > 0

/** An alert about a late order says that the order waits. After a takeover within this time, that sentence would be wrong. */
const TAKEOVER_MS = 60_000

/**
 * Takes the deliveries that became late since the last check; each delivery raises one alert. A delivery whose fallback chain
 * is checked within a minute becomes late at that check. Reads every open delivery.
 */
export function takeLateDeliveries(sql: Sql, now: number): Late[] {
  const late = sql.all<Omit<Late, 'sent' | 'lies'> & LateRow>(
    `UPDATE deliveries SET late_alert_at = iif(fallback_check_at > ?1 AND fallback_check_at <= ?2, fallback_check_at, NULL)
     WHERE next_at IS NOT NULL AND late_alert_at <= ?1
     RETURNING order_id AS orderId, version, route, state, note, collected_at AS collectedAt, fetched_by AS fetchedBy, late_alert_at AS lateAt`,
    ...[now, now + TAKEOVER_MS],
  )
  const due = late.filter(({ lateAt }) => lateAt === null)
  return due.map(({ state, collectedAt, fetchedBy, lateAt: _, ...delivery }) => ({
    ...delivery,
    sent: state === 'sent',
    lies: collectedAt === null ? null : fetchedBy === null ? 'collected' : 'in a folder',
  }))
}

/** Takes one delivery before its time; false if a person was alerted before. */
export const takeLate = (sql: Sql, delivery: DeliveryKey): boolean =>
  sql.all(
    `UPDATE deliveries SET late_alert_at = NULL
     WHERE order_id = ? AND version = ? AND route = ? AND late_alert_at IS NOT NULL RETURNING route`,
    ...keyValues(delivery),
  ).length > 0

interface LateRow {
  readonly state: string
  /** Null for a delivery that is late now. */
  readonly lateAt: number | null
  readonly collectedAt: number | null
  readonly fetchedBy: string | null
}

/** The missing receipt of a delivery that was handed over. */
export function whyDue({ lies }: Pick<Late, 'lies'>, receipt: Route['receipt'] = 'transport'): Why {
  if (receipt === 'acknowledgement' || receipt === 'person' || lies === null) return { says: `due-${receipt}` }
  return { says: lies === 'in a folder' ? 'due-in-folder' : 'due-taken-in' }
}

/** When the next open delivery becomes late, or null. Reads every open delivery, so call seldom. */
export function nextLate(sql: Sql): number | null {
  const [row] = sql.all<{ at: number | null }>(
    'SELECT min(late_alert_at) AS at FROM deliveries WHERE next_at IS NOT NULL AND late_alert_at IS NOT NULL',
  )
  return row?.at ?? null
}
