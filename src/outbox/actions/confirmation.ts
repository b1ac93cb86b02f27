import type { DeliveryState } from '../../model/delivery-state.ts'
import type { Purpose } from '../../model/document.ts'
import { findingNote } from '../../model/finding.ts'
import type { Mailed } from '../../web/delivery-token.ts'
import { settleLateReply } from '../answers/late-reply.ts'
import { deliveriesOf, supersede } from '../deliveries.ts'
import { keyValues } from '../key-values.ts'
import { HAS_LATER } from '../later-version.ts'
import type { Sql } from '../sql.ts'
import { NAMED_BY, shownId } from '../storage-id.ts'
import { addTimelineEntry } from '../timeline.ts'

/** The page that a confirmation link opens: the order of the mail, and whether a confirmation is possible. */
export interface Confirmation {
  readonly orderNumber: string
  /**
   * `replaced`: a later version replaced this version, or the order was cancelled, so nobody should act on the mail.
   */
  readonly state: 'open' | 'confirmed' | 'replaced'
  /** The mail cancels the order, so the reader who confirms the mail must not deliver. */
  readonly cancels: boolean
}

interface MailedDelivery {
  readonly number: string
  readonly state: DeliveryState
  readonly documentRevision: number
  readonly storageId: string
  readonly purpose: Purpose
  readonly later: number
}

/** Null when no such mail is known. */
export function confirmationOf(sql: Sql, route: string, mailed: Mailed): Confirmation | null {
  const { orderId, version, documentRevision, storageId } = mailed
  const [found] = sql.all<MailedDelivery>(
    `SELECT o.number, d.state, d.document_revision AS documentRevision, ${NAMED_BY} AS storageId, d.purpose, ${HAS_LATER} AS later
     FROM deliveries d JOIN orders o ON o.id = d.order_id
     WHERE d.order_id = ? AND d.version = ? AND d.route = ?`,
    ...keyValues({ orderId, version, route }),
  )
  if (!found) return null
  const isCurrent = found.documentRevision === documentRevision && shownId(found.storageId) === storageId
  const state = isCurrent && found.later === 0 ? stateOf(found.state) : 'replaced'
  return { orderNumber: found.number, state, cancels: found.purpose === 'cancellation' }
}

function stateOf(state: DeliveryState): Confirmation['state'] {
  if (state === 'superseded' || state === 'discarded') return 'replaced'
  return state === 'delivered' || state === 'done' ? 'confirmed' : 'open'
}

/**
 * A person has read the mail and confirms the order. The delivery has therefore arrived, whatever its attempts
 * recorded, and is settled.
 */
export function confirm(sql: Sql, route: string, mailed: Mailed, now: number): Confirmation | null {
  const before = confirmationOf(sql, route, mailed)
  const { orderId, version } = mailed
  // The fallback route that had taken over sent no document.
  if (before?.state === 'replaced' && settleLateReply(sql, { orderId, version, route }, CONFIRMED_TEXT, now))
    return { ...before, state: 'confirmed' }
  if (before?.state !== 'open') return before
  // A person who confirms the last mail acts on no earlier mail.
  for (const delivery of deliveriesOf(sql, orderId))
    if (delivery.route === route && delivery.version < version && delivery.state === 'sent')
      supersede(sql, orderId, delivery.version, route, version, now)
  sql.all(
    `UPDATE deliveries SET state = 'delivered', reached = 'yes', hold_reason = NULL, next_at = NULL, late_alert_at = NULL, fallback_check_at = NULL, note = ?
       WHERE order_id = ? AND version = ? AND route = ?`,
    CONFIRMED_TEXT,
    ...keyValues({ orderId, version, route }),
  )
  addTimelineEntry(sql, orderId, { at: now, event: 'confirmed', version, route, text: CONFIRMED_TEXT })
  return { ...before, state: 'confirmed' }
}

const CONFIRMED_TEXT = findingNote('confirmed-by-link')
