import type { AttemptResult } from '../../model/attempt-result.ts'
import { isSettled } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { supersedeIfOvertaken } from '../deliveries.ts'
import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import { AT_ONCE, NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'
import { settleLateReply } from './late-reply.ts'
import type { SentMessage } from './messages.ts'
import { receiptViews } from './receipts.ts'
import { afterAnswer } from './rejection.ts'

/**
 * `settled`: the delivery is settled. `sent`: the document arrived, and another receipt is due. `refused`: a person
 * must act. `noted`: nothing changes.
 */
export type NotificationEffect = 'settled' | 'sent' | 'refused' | 'noted'

/** Applies a receiver's later answer to a message, as the transport read the answer. Ends an attempt under way. */
export function applyMdn(
  sql: Sql,
  sent: SentMessage,
  result: AttemptResult,
  route: { readonly settles: boolean; readonly dueAt: number },
  now: number,
): NotificationEffect {
  const unchecked = effectOf(sql, sent, result, route.settles)
  const effect = unchecked === 'refused' && supersedeIfOvertaken(sql, sent, now) ? 'noted' : unchecked
  const { orderId, version, route: name } = sent
  if (effect !== 'noted')
    sql.all(
      `UPDATE deliveries SET ${afterAnswer('?1')}, next_at = ?2, late_alert_at = ?3, note = ?4, phase = 'receipt',
       fallback_check_at = CASE WHEN fallback_check_at IS NULL OR ?1 = 'delivered' THEN NULL
         WHEN hold_reason = 'by-person' THEN ${NEVER} ELSE ${AT_ONCE} END,
       reached = iif(?1 = 'refused', reached, 'yes') WHERE order_id = ?5 AND version = ?6 AND route = ?7`,
      effect === 'settled' ? 'delivered' : effect,
      effect === 'settled' ? null : NEVER,
      effect === 'sent' ? route.dueAt : null,
      result.note,
      ...keyValues({ orderId, version, route: name }),
    )
  if (
    effect === 'noted' &&
    result.outcome === 'delivered' &&
    route.settles &&
    settleLateReply(sql, sent, result.note, now)
  ) {
    addTimelineEntry(sql, orderId, { at: now, event: 'notified', version, route: name, text: result.note })
    return 'settled'
  }
  const still = effect === 'noted' ? ` ${findingNote('mdn-no-effect', { reason: whyNot(sent) })}` : ''
  addTimelineEntry(sql, orderId, { at: now, event: 'notified', version, route: name, text: `${result.note}${still}` })
  return effect
}

const whyNot = ({ current, resentSince, state }: SentMessage): string =>
  current ? (resentSince ? findingNote('resent-since') : findingNote(`state-${state}`)) : findingNote('another-since')

/**
 * A resent message held the same bytes, so its arrival proves the arrival of the document. A failed resend does not
 * prove that the later message failed. An arrival does not end a resend that a person requested after an earlier
 * arrival.
 */
function effectOf(sql: Sql, sent: SentMessage, result: AttemptResult, settles: boolean): NotificationEffect {
  const { current, resentSince, state } = sent
  if (!current) return 'noted'
  if (result.outcome !== 'delivered')
    return resentSince || state === 'superseded' || state === 'discarded' || state === 'done' ? 'noted' : 'refused'
  if (isSettled(state) || isContradicted(sql, sent)) return 'noted'
  if (resentSince && signedReceipts(sql, sent).some(({ view }) => view.outcome === 'delivered')) return 'noted'
  if (settles) return 'settled'
  return state === 'sent' ? 'noted' : 'sent'
}

/** The receiver rejected the message after it was last sent, and a person was asked. */
function isContradicted(sql: Sql, { orderId, version, route, attempts, sentAt }: SentMessage): boolean {
  const rejected = sql.all(
    `SELECT 1 FROM acknowledgements WHERE order_id = ? AND version = ? AND route = ? AND attempt = ?
     AND verdict IN ('rejected', 'accepted-with-changes')`,
    ...keyValues({ orderId, version, route }),
    attempts,
  )
  return (
    rejected.length > 0 ||
    signedReceipts(sql, { orderId, version, route }).some(
      ({ view }) => view.outcome === 'refused' && Date.parse(view.at) >= sentAt,
    )
  )
}

/** The receiver's signed receipts for this delivery. */
const signedReceipts = (sql: Sql, { orderId, version, route }: DeliveryKey) =>
  receiptViews(sql, orderId).filter((receipt) => receipt.version === version && receipt.route === route)
