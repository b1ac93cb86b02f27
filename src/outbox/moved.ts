import { findingNote } from '../model/finding.ts'
import { dropMessages } from './alerts/moved-messages.ts'
import { leaveShared } from './batch/leave-interchange.ts'
import type { DeliveryKey } from './due.ts'
import { forgetRecorded } from './missing-history.ts'
import { NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import { addTimelineEntry } from './timeline.ts'

/**
 * Holds every open delivery of an outbox whose orders another outbox has now. If the old name is configured again, this outbox
 * must not repeat the other outbox. Resolves to the number of held deliveries.
 */
export function holdMoved(sql: Sql, to: string, now: number): number {
  return sql.atomically(() => {
    const text = findingNote('moved-to', { name: to })
    const held = sql.all<DeliveryKey>(
      `UPDATE deliveries SET state = 'held', hold_reason = 'restored', next_at = ${NEVER}, fallback_check_at = ${NEVER}, late_alert_at = NULL,
       reached = iif(reached = 'no', 'maybe', reached), note = ?
       WHERE next_at IS NOT NULL AND (state <> 'held' OR hold_reason <> 'restored')
       RETURNING order_id AS orderId, version, route`,
      text,
    )
    for (const key of held) {
      leaveShared(sql, key)
      const { orderId, version, route } = key
      addTimelineEntry(sql, orderId, { at: now, event: 'held', version, route, text: `restored. ${text}` })
    }
    dropMessages(sql)
    forgetRecorded(sql)
    return held.length
  })
}
