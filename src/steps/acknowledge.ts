import type { Acknowledgement, Verdict } from '../documents/answers/acknowledgement.ts'
import { messageMismatch, partyMismatch } from '../documents/answers/acknowledgement-parties.ts'
import { sentDocument } from '../documents/answers/acknowledgement-readers.ts'
import { type AlertPorts, raiseAlert } from '../outbox/alerts/raise-alert.ts'
import { applyAcknowledgement, type Effect } from '../outbox/answers/acknowledgements.ts'
import { markInterchangeArrived } from '../outbox/answers/arrived.ts'
import { type MatchedDelivery, matchDeliveries } from '../outbox/answers/match-deliveries.ts'
import { isRejection } from '../outbox/answers/rejection.ts'
import type { Route } from '../profile/supplier.ts'

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
export function acknowledge(route: Route, given: readonly Acknowledgement[], telling: AlertPorts): Acknowledged {
  const matched: Matched[] = []
  const unmatched: string[] = []
  const heardOf = new Set<number>()
  for (const one of given) {
    const spoken = matchAcknowledgement(route, one, telling)
    if (typeof spoken === 'string') unmatched.push(spoken)
    else
      for (const delivery of spoken) {
        matched.push(acknowledgeOne(route, one, delivery, telling))
        if (delivery.interchange !== null) heardOf.add(delivery.interchange)
      }
  }
  for (const interchange of heardOf) markInterchangeArrived(telling.sql, interchange, route, telling.clock.now())
  const [first] = unmatched
  if (first !== undefined) alertUnmatched(route.name, first, telling)
  return { matched, unmatched }
}

/**
 * The deliveries that an acknowledgement is about, or why there are none. A statement about the other messages of an
 * interchange may match no delivery.
 */
function matchAcknowledgement(
  route: Route,
  given: Acknowledgement,
  { sql }: AlertPorts,
): readonly MatchedDelivery[] | string {
  const document = sentDocument(route.document)
  const strange = partyMismatch(given, document)
  if (strange !== null) return strange
  const spoken = matchDeliveries(sql, route.name, given)
  const isOfOthers = given.subject.by === 'control-number' && (given.subject.exceptMessages ?? []).length > 0
  if (isOfOthers) return typeof spoken === 'string' ? [] : spoken.filter(({ interchange }) => interchange !== null)
  if (typeof spoken === 'string' || spoken.some(({ interchange }) => interchange !== null)) return spoken
  return messageMismatch(given, document) ?? spoken
}

function acknowledgeOne(route: Route, given: Acknowledgement, spoken: MatchedDelivery, telling: AlertPorts): Matched {
  const effect = applyAcknowledgement(telling.sql, spoken, given, route.receipt, telling.clock.now())
  const { orderId, orderNumber, version } = spoken
  const { kind, verdict } = given
  const isTold = effect === 'refused' || (effect === 'noted' && isRejection(verdict) && !given.repeat)
  if (isTold) {
    raiseAlert(telling, {
      kind: 'refused',
      orderId,
      version,
      route: route.name,
      cause: causeOf(spoken, effect, verdict),
      why: given.reason === null ? { says: 'no-reason' } : ended(given.reason),
    })
  }
  return { kind, verdict, orderNumber, version, effect }
}

/** Names a manual settlement in the alert: the receiver may lack the order that a person believes delivered. */
function causeOf({ state, purpose }: MatchedDelivery, effect: Effect, verdict: Verdict): string {
  if (purpose === 'cancellation') return 'cancellation'
  if (effect === 'noted' && state !== 'done') return 'replaced'
  return verdict === 'rejected' ? 'rejected' : 'changed'
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

/** Alerts a person that the receiver's acknowledgements match no document. The alerts form one incident. */
export function alertUnmatched(route: string, why: string, telling: AlertPorts): void {
  raiseAlert(telling, { kind: 'acknowledgement', route, why })
}
