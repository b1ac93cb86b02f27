import { quoted } from '../documents/answers/acknowledgement.ts'
import type { SignedReceipt } from '../model/attempt-result.ts'
import { findingNote } from '../model/finding.ts'
import type { AlertPorts } from '../outbox/alerts/raise-alert.ts'
import { alertArrival } from '../outbox/answers/arrived-after-all.ts'
import { findMessage, type SentMessage } from '../outbox/answers/messages.ts'
import { applyMdn, type NotificationEffect } from '../outbox/answers/notified.ts'
import { hasEvidence, storeReceipt } from '../outbox/answers/receipts.ts'
import { keyValues } from '../outbox/key-values.ts'
import { deleteLateContents } from '../outbox/order-contents.ts'
import { resumedSince } from '../outbox/route/pause.ts'
import { addTimelineEntry } from '../outbox/timeline.ts'
import type { TimelineEvent } from '../outbox/timeline-events.ts'
import { routeNamed } from '../profile/route-named.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { alertRefusal } from '../steps/alert-refusal.ts'
import { transportSettles } from '../steps/record.ts'
import type { Mdn } from '../transports/as2/mdn.ts'
import { judgeMdn, stripBrackets } from '../transports/as2/mdn-verdict.ts'
import { micsIn } from '../transports/as2/mic.ts'
import { alertUnmatched } from './acknowledge.ts'

/** An MDN with a valid signature, and the routes of its sender. */
export interface Notification {
  readonly mdn: Mdn
  readonly evidence: SignedReceipt
  readonly routes: readonly [string, ...string[]]
}

export type MdnEffect = NotificationEffect | 'repeated' | 'unmatched'

export type ReplyPorts = AlertPorts & { readonly supplier: Supplier }

/**
 * Settles the delivery of the MDN, or asks a person. A repeated MDN, or an MDN about an unknown message, changes no
 * delivery.
 */
export function processMdn({ mdn, evidence, routes }: Notification, ports: ReplyPorts): MdnEffect {
  const { sql, clock } = ports
  const id = stripBrackets(mdn.originalMessageId ?? '')
  const sent = findMessage(sql, id)
  const route = sent && routeOf(sent, routes, ports)
  if (!sent || !route) {
    alertUnmatched(
      routes[0],
      findingNote('unmatched-message', { what: findingNote('what-message', { quoted: quoted(id) }) }),
      ports,
    )
    return 'unmatched'
  }
  if (hasEvidence(sql, sent, evidence.digest)) {
    noteOnce(sent, 'repeated', findingNote('mdn-again'), ports)
    return 'repeated'
  }
  const result = judgeMdn(mdn, { id, mics: micsIn(sent.expectedMics), mayHaveArrived: sent.mayHaveArrived })
  const dueAt = clock.now() + route.receiptDueMinutes * 60_000
  const effect = applyMdn(sql, sent, result, { settles: transportSettles(route), dueAt }, clock.now())
  storeReceipt(sql, sent, 'posted', evidence, result, clock.now())
  if (effect === 'noted' && result.outcome === 'refused' && sent.current && !sent.resentSince)
    alertRefusal({ cause: 'replaced', why: result.note }, sent, ports)
  if (effect === 'noted' && result.outcome === 'delivered') alertArrival(ports, sent)
  if (effect === 'refused') {
    // The operator has resumed the route since, so the older refusal must not pause the route again.
    const routeWide = 'routeWide' in result && result.routeWide && !resumedSince(sql, route.name, sent.sentAt)
    alertRefusal({ routeWide, why: result.note }, sent, ports)
  }
  deleteLateContents(sql, sent.orderId)
  return effect
}

/** An unverified sender named a message. Writes no row unless the gateway sent that message. */
export function recordUnverified(messageId: string, routes: readonly string[], why: string, ports: ReplyPorts): void {
  const sent = findMessage(ports.sql, stripBrackets(messageId))
  if (!sent || !routeOf(sent, routes, ports)) return
  const text = findingNote('mdn-unverified', { problem: why })
  if (noteOnce(sent, 'unverified', text, ports))
    alertUnmatched(
      sent.route,
      findingNote('unmatched-unverified', { quoted: quoted(sent.orderNumber ?? ''), problem: why }),
      ports,
    )
}

const routeOf = (sent: SentMessage, routes: readonly string[], { supplier }: ReplyPorts): Route | undefined =>
  routes.includes(sent.route) ? routeNamed(supplier, sent.route) : undefined

/** Records an event once, so that repeated posts cannot fill the timeline. */
function noteOnce(
  { orderId, version, route }: SentMessage,
  event: TimelineEvent,
  text: string,
  { sql, clock }: AlertPorts,
): boolean {
  const known = sql.all(
    'SELECT 1 FROM timeline WHERE order_id = ? AND version = ? AND route = ? AND event = ?',
    ...keyValues({ orderId, version, route }),
    event,
  )
  if (known.length > 0) return false
  addTimelineEntry(sql, orderId, { at: clock.now(), event, version, route, text })
  return true
}
