import { findingNote } from '../../model/finding.ts'
import { NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'

/**
 * An answer about one order of an interchange shows that the whole interchange has arrived. The other orders get no
 * more attempts, but may still await their own receipts.
 */
export function markInterchangeArrived(
  sql: Sql,
  interchange: number,
  { receipt, receiptDueMinutes }: { readonly receipt: string; readonly receiptDueMinutes: number },
  now: number,
): void {
  const isSettled = receipt !== 'acknowledgement' && receipt !== 'person'
  const text = findingNote('interchange-arrived')
  const arrived = sql.all<{ orderId: string; version: number; route: string }>(
    `UPDATE deliveries SET state = ?1, reached = 'yes', hold_reason = NULL, next_at = ?2, late_alert_at = ?3, note = ?4, phase = NULL
     WHERE interchange = ?5 AND (state IN ('waiting', 'sending', 'deferred', 'uncertain') OR (state = 'held' AND hold_reason = 'uncertain'))
     RETURNING order_id AS orderId, version, route`,
    isSettled ? 'delivered' : 'sent',
    isSettled ? null : NEVER,
    isSettled ? null : now + receiptDueMinutes * 60_000,
    text,
    interchange,
  )
  for (const { orderId, version, route } of arrived)
    addTimelineEntry(sql, orderId, { at: now, event: isSettled ? 'delivered' : 'sent', version, route, text })
}
