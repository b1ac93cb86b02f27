import type { HoldReason } from '../model/delivery-state.ts'
import { receiverChains } from '../model/erp-holding.ts'
import { findingNote } from '../model/finding.ts'
import type { Submission } from '../outbox/accept.ts'
import { type ActionResult, type Actor, DONE, ORDER_NOT_FOUND, wrongState } from '../outbox/actions/action.ts'
import { recordEvent } from '../outbox/actions/actions.ts'
import { reasonText } from '../outbox/alerts/alert-text.ts'
import type { AlertPorts } from '../outbox/alerts/raise-alert.ts'
import { deliveriesOf, isCancellation } from '../outbox/deliveries.ts'
import { type CustomerNotice, storeMessage, storeNotice } from '../outbox/notices.ts'
import type { Sql } from '../outbox/sql.ts'
import { copyRankOf } from '../profile/copy-routes.ts'
import { contactObstacle } from '../profile/customer-contact.ts'
import type { Supplier } from '../profile/supplier.ts'
import { discardNotice, holdNotice, messageNotice } from './customer-notice.ts'

type NoticePorts = Pick<AlertPorts, 'sql' | 'clock'> & { readonly supplier: Supplier }

/** Added to the alert about a held order: either the customer gets a mail, or the desk can forward this text. */
interface NoticeNews {
  readonly says: string
  readonly forward?: string
}

/** A test order delivers no goods. The sender of an unconfirmed order got no 2xx. */
const UNNOTICED: ReadonlySet<HoldReason> = new Set(['test', 'unconfirmed'])

/**
 * Stores the notice about a held polled order: Apicbase shows the order as ordered, and a poll cannot refuse an
 * order.
 */
export function noticeHeld(
  { source, orderId, orderNumber, customer, noticed }: Submission,
  version: number,
  reason: HoldReason,
  { sql, clock, supplier }: NoticePorts,
): NoticeNews | null {
  if (source !== 'poll' || !noticed || UNNOTICED.has(reason)) return null
  const notice = holdNotice({ id: orderId, number: orderNumber, customer }, noticed, reason, supplier)
  const stored = storeNotice(sql, { orderId, version, occasion: 'held' }, notice, clock.now())
  if (!stored) return null
  return stored.to === null
    ? { says: reasonText({ says: 'customer-not-notified' }, supplier), forward: `${notice.subject}\n\n${notice.text}` }
    : { says: reasonText({ says: 'customer-mailed' }, supplier) }
}

/**
 * Stores the notice about a discarded version, once no receiver gets the version. Only for a version that a sender
 * believes accepted. Returns the stored notice; null without one.
 */
export function noticeDiscarded(orderId: string, { sql, clock, supplier }: NoticePorts): CustomerNotice | null {
  // A copy brings the order to no receiver.
  const deliveries = receiverChains(deliveriesOf(sql, orderId), copyRankOf(supplier)).flatMap(([, chain]) => chain)
  const version = Math.max(
    0,
    ...deliveries.flatMap((delivery) => (delivery.state === 'discarded' ? [delivery.version] : [])),
  )
  const own = deliveries.filter((delivery) => delivery.version === version)
  const isEnded = own.every(({ state }) => state === 'discarded' || state === 'superseded')
  const [order] = sql.all<{ number: string | null; customer: string | null }>(
    'SELECT number, customer FROM orders WHERE id = ?',
    orderId,
  )
  if (version === 0 || !isEnded || !order || !hasPromise(sql, orderId, version)) return null
  if (supplier.environment === 'test' || supplier.testCustomers.includes(order.customer ?? '')) return null
  const standing = deliveries.filter(
    (delivery) => delivery.version < version && delivery.state !== 'superseded' && delivery.state !== 'discarded',
  )
  const newest = Math.max(0, ...standing.map((delivery) => delivery.version))
  // An order that was placed again after its cancellation ends with the discard.
  const occasion = newest > 0 && !isCancellation(sql, orderId, newest) ? 'change-discarded' : 'discarded'
  const notice = discardNotice(occasion, { id: orderId, ...order }, supplier)
  const stored = storeNotice(sql, { orderId, version, occasion: 'discarded' }, notice, clock.now())
  return stored && { ...notice, to: stored.to }
}

export interface MessageRequest extends Actor {
  /** The words that the customer reads. */
  readonly message: string
}

/** Queues a mail with a person's words about an order to the customer. */
export function notifyCustomer(
  orderId: string,
  { message, ...actor }: MessageRequest,
  { sql, clock, supplier, newId }: NoticePorts & { readonly newId: () => string },
): ActionResult {
  return sql.atomically(() => {
    const [order] = sql.all<{
      number: string | null
      customer: string | null
      version: number
      purgedAt: number | null
    }>('SELECT number, customer, version, purged_at AS purgedAt FROM orders WHERE id = ?', orderId)
    if (!order) return ORDER_NOT_FOUND
    const obstacle = contactObstacle(order.customer, supplier)
    if (obstacle) return wrongState(findingNote(obstacle))
    if (order.purgedAt !== null) return wrongState(findingNote('content-deleted'))
    const notice = messageNotice({ id: orderId, ...order }, message, supplier)
    storeMessage(sql, { orderId, version: order.version, id: newId() }, notice, clock.now())
    recordEvent(sql, 'notify-customer', actor, orderId, null, clock.now())
    return DONE
  })
}

/** The sender got a 2xx for this version, or Apicbase lists the version as ordered. */
const hasPromise = (sql: Sql, orderId: string, version: number): boolean =>
  sql.all("SELECT 1 FROM versions WHERE order_id = ? AND version = ? AND requests <> '[]'", orderId, version).length > 0
