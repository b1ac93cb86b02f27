import type { Phase, Reached } from '../model/attempt-result.ts'
import type { HoldReason } from '../model/delivery-state.ts'
import { settleLateReply } from './answers/late-reply.ts'
import { keyValues } from './key-values.ts'
import type { Lease } from './queue.ts'
import { AT_ONCE } from './schema.ts'
import type { Sql } from './sql.ts'
import { addTimelineEntry, keepEarlierSuccess, nextSeq } from './timeline.ts'
import type { TimelineEvent } from './timeline-events.ts'

/** Result of an attempt for its delivery. */
export interface Settlement {
  readonly state: 'waiting' | 'sent' | 'delivered' | 'deferred' | 'refused' | 'uncertain' | 'held'
  readonly reached: Reached
  readonly holdReason: HoldReason | null
  /** Time of the next check; NEVER while a person must act; null once settled. */
  readonly nextAt: number | null
  readonly note: string
  /** The phase in which the attempt ended early. */
  readonly phase?: Phase
  /** JSON for the route's transport at the next attempt; absent keeps the stored JSON. */
  readonly progress?: string
  /** For `sent`: when a missing receipt raises an alert. */
  readonly receiptDueAt?: number
}

/**
 * Settles an attempt and schedules a fallback check. Returns false when a later attempt, another route or a person has
 * taken over the delivery: then only the timeline changes.
 */
export function settle(sql: Sql, lease: Lease, settlement: Settlement, event: TimelineEvent, now: number): boolean {
  return sql.atomically(() => {
    // The row of the delivery holds its success, so that the usual order costs no row of the timeline.
    const succeeds = event === 'delivered' && settlement.state === 'delivered'
    if (succeeds && lease.attempt > 1) keepEarlierSuccess(sql, lease)
    const rows = sql.all(
      `UPDATE deliveries SET state = ?, hold_reason = ?, next_at = ?, note = ?, phase = ?, transport_state = coalesce(?, transport_state),
       late_alert_at = CASE ? WHEN 'sent' THEN ? WHEN 'delivered' THEN NULL WHEN 'held' THEN NULL WHEN 'refused' THEN NULL ELSE late_alert_at END,
       fallback_check_at = CASE WHEN ? = 'delivered' OR fallback_check_at IS NULL THEN NULL ELSE ${AT_ONCE} END,
       reached = CASE WHEN reached = 'yes' OR ? = 'no' THEN reached ELSE ? END,
       delivered_at = coalesce(?, delivered_at), delivered_note = coalesce(?, delivered_note),
       delivered_seq = iif(?, ${nextSeq('deliveries.order_id')}, delivered_seq)
       WHERE order_id = ? AND version = ? AND route = ? AND attempts = ? AND state = 'sending' RETURNING route`,
      settlement.state,
      settlement.holdReason,
      settlement.nextAt,
      settlement.note,
      settlement.phase ?? null,
      settlement.progress ?? null,
      settlement.state,
      settlement.receiptDueAt ?? null,
      settlement.state,
      settlement.reached,
      settlement.reached,
      succeeds ? now : null,
      succeeds ? settlement.note : null,
      succeeds ? 1 : 0,
      ...keyValues(lease),
      lease.attempt,
    )
    const { orderId, version, route } = lease
    if (!succeeds || rows.length === 0)
      addTimelineEntry(sql, orderId, { at: now, event, version, route, text: settlement.note })
    if (rows.length === 0 && settlement.state === 'delivered') settleLateReply(sql, lease, settlement.note, now)
    return rows.length === 1
  })
}
