import { messageMismatch, partyMismatch } from '../documents/answers/acknowledgement-parties.ts'
import { compareLines } from '../documents/answers/confirmed-lines.ts'
import type { Acknowledgement, Verdict } from '../model/acknowledgement.ts'
import { type AlertPorts, raiseAlert } from '../outbox/alerts/raise-alert.ts'
import { applyAcknowledgement, type Effect } from '../outbox/answers/acknowledgements.ts'
import { markInterchangeArrived } from '../outbox/answers/arrived.ts'
import { alertArrival } from '../outbox/answers/arrived-after-all.ts'
import { type MatchedDelivery, matchDeliveries } from '../outbox/answers/match-deliveries.ts'
import { isRejection } from '../outbox/answers/rejection.ts'
import { readDocument } from '../outbox/documents.ts'
import type { DeliveryKey } from '../outbox/due.ts'
import { deleteLateContents } from '../outbox/order-contents.ts'
import type { Route } from '../profile/supplier.ts'
import { acknowledgementsOf } from './read-acknowledgements.ts'

/** The results of acknowledgements that were posted together. */
interface Acknowledged {
  readonly matched: readonly Matched[]
  /** For each unmatched acknowledgement, why no document matches. */
  readonly unmatched: readonly string[]
}

interface Matched extends Pick<Acknowledgement, 'kind' | 'verdict'> {
  readonly orderNumber: string | null
  readonly version: number
  readonly effect: Effect
}

/** Each acknowledgement settles its deliveries or asks a person. An unmatched acknowledgement changes no delivery. */
export function acknowledge(
  route: Route,
  acknowledgements: readonly Acknowledgement[],
  ports: AlertPorts,
): Acknowledged {
  const matched: Matched[] = []
  const unmatched: string[] = []
  const interchanges = new Set<number>()
  for (const acknowledgement of acknowledgements) {
    const found = matchAcknowledgement(route, acknowledgement, ports)
    if (typeof found === 'string') unmatched.push(found)
    else
      for (const delivery of found) {
        matched.push(acknowledgeOne(route, comparedWith(delivery, route, acknowledgement, ports), delivery, ports))
        if (delivery.interchange !== null) interchanges.add(delivery.interchange)
      }
  }
  for (const interchange of interchanges) markInterchangeArrived(ports.sql, interchange, route, ports.clock.now())
  const [first] = unmatched
  if (first !== undefined) alertUnmatched(route.name, first, ports)
  return { matched, unmatched }
}

/**
 * The deliveries that an acknowledgement is about, or why there are none. A statement about the other messages of an
 * interchange may match no delivery.
 */
function matchAcknowledgement(
  route: Route,
  acknowledgement: Acknowledgement,
  ports: AlertPorts,
): readonly MatchedDelivery[] | string {
  const { sql } = ports
  const expected = acknowledgementsOf(route) ?? {}
  const mismatch = partyMismatch(acknowledgement, expected)
  if (mismatch !== null) return mismatch
  const found = matchDeliveries(sql, route.name, acknowledgement, (delivery) =>
    comparedWith(delivery, route, acknowledgement, ports),
  )
  const isOfOthers =
    acknowledgement.subject.by === 'control-number' && (acknowledgement.subject.exceptMessages ?? []).length > 0
  if (isOfOthers) return typeof found === 'string' ? [] : found.filter(({ interchange }) => interchange !== null)
  if (typeof found === 'string' || found.some(({ interchange }) => interchange !== null)) return found
  return messageMismatch(acknowledgement, expected) ?? found
}

/** The acknowledgement as the answer to the document of the delivery. A deleted document proves no difference. */
function comparedWith(
  delivery: DeliveryKey,
  route: Route,
  acknowledgement: Acknowledgement,
  { sql }: AlertPorts,
): Acknowledgement {
  const read = acknowledgementsOf(route)?.orderedLines
  const document = acknowledgement.confirmed && read ? readDocument(sql, delivery) : null
  return read && document ? compareLines(acknowledgement, read(document.bytes)) : acknowledgement
}

function acknowledgeOne(
  route: Route,
  acknowledgement: Acknowledgement,
  delivery: MatchedDelivery,
  ports: AlertPorts,
): Matched {
  const effect = applyAcknowledgement(ports.sql, delivery, acknowledgement, route.receipt, ports.clock.now())
  const { orderId, orderNumber, version } = delivery
  const { kind, verdict } = acknowledgement
  const needsAlert = effect === 'refused' || (effect === 'noted' && isRejection(verdict) && !acknowledgement.repeat)
  if (needsAlert) {
    raiseAlert(ports, {
      kind: 'refused',
      orderId,
      version,
      route: route.name,
      cause: causeOf(delivery, effect, verdict),
      why: acknowledgement.reason === null ? { says: 'no-reason' } : { words: ended(acknowledgement.reason) },
    })
  }
  if (effect === 'noted' && verdict === 'accepted') alertArrival(ports, delivery)
  deleteLateContents(ports.sql, orderId)
  return { kind, verdict, orderNumber, version, effect }
}

/** Names a manual settlement in the alert: the receiver may lack the order that a person believes delivered. */
function causeOf({ state }: MatchedDelivery, effect: Effect, verdict: Verdict): string {
  if (effect === 'noted' && state !== 'done') return 'replaced'
  return verdict === 'rejected' ? 'rejected' : 'accepted-with-changes'
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

/** Alerts a person that the receiver's acknowledgements match no document. The alerts form one incident. */
export function alertUnmatched(route: string, why: string, ports: AlertPorts): void {
  raiseAlert(ports, { kind: 'unmatched-acknowledgement', route, why })
}
