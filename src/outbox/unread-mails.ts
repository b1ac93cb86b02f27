import type { DueFacts } from './due.ts'
import { createLease, DUE_ROW, type DueRow } from './due-row.ts'
import { keyValues } from './key-values.ts'
import { HAS_LATER } from './later-version.ts'
import type { Lease } from './queue.ts'
import type { Sql } from './sql.ts'
import { addTimelineEntry } from './timeline.ts'

/** A mail that no person confirmed yet, with a cut-off that is still to come. */
export interface UnreadMail {
  readonly delivery: DueRow
  readonly cutOff: number
  /** When the mail was handed over. */
  readonly sentAt: number
}

/** Without the mails that were reminded of, replaced or cancelled. Reads the deliveries that wait for a receipt. */
export function unreadMails(sql: Sql, routes: readonly string[], now: number): UnreadMail[] {
  if (routes.length === 0) return []
  const rows = sql.all<DueRow & Pick<DueFacts, 'cutOff'> & { readonly sentAt: number | null }>(
    `SELECT d.*, (SELECT max(t.at) FROM timeline t WHERE t.order_id = d.orderId AND t.event = 'sent'
         AND t.version = d.version AND t.route = d.route) AS sentAt
     FROM (${DUE_ROW} WHERE d.state = 'sent' AND d.next_at IS NOT NULL AND v.cut_off > ?1
       AND d.route IN (SELECT value FROM json_each(?2)) AND NOT ${HAS_LATER}
       AND NOT EXISTS (SELECT 1 FROM timeline t WHERE t.order_id = d.order_id AND t.event = 'reminded'
         AND t.version = d.version AND t.route = d.route)) d`,
    now,
    JSON.stringify(routes),
  )
  return rows.flatMap(({ sentAt, ...delivery }) =>
    delivery.cutOff === null || sentAt === null ? [] : [{ delivery, cutOff: delivery.cutOff, sentAt }],
  )
}

/**
 * Stores the reminder before the mail is sent: a crash in between loses the reminder, and never sends it twice. The
 * alert to a person comes at `alertAt`, unless it came already.
 */
export function takeReminder(sql: Sql, { delivery }: UnreadMail, alertAt: number, now: number): Lease {
  const { orderId, version, route } = delivery
  addTimelineEntry(sql, orderId, { at: now, event: 'reminded', version, route, text: null })
  alertNoLaterThan(sql, delivery, alertAt)
  return createLease(delivery, now)
}

/** A reminder that was not sent reminds nobody, so a person is alerted at once. */
export function reminderFailed(sql: Sql, delivery: Lease, text: string, now: number): void {
  const { orderId, version, route } = delivery
  addTimelineEntry(sql, orderId, { at: now, event: 'reminder-failed', version, route, text })
  alertNoLaterThan(sql, delivery, now)
}

function alertNoLaterThan(
  sql: Sql,
  { orderId, version, route }: Pick<Lease, 'orderId' | 'version' | 'route'>,
  at: number,
) {
  sql.all(
    `UPDATE deliveries SET late_alert_at = min(late_alert_at, ?)
     WHERE order_id = ? AND version = ? AND route = ? AND state = 'sent' AND late_alert_at IS NOT NULL`,
    at,
    ...keyValues({ orderId, version, route }),
  )
}
