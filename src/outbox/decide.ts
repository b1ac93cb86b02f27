import {
  type DeliveryFact,
  firstReason,
  type HoldReason,
  isSettled,
  isUnsent,
  mayHaveReached,
  sharesChain,
} from '../model/delivery-state.ts'
import { isSameContent } from '../model/order/same-content.ts'

/** The stored versions and deliveries of an order when content for the order arrives. */
export interface History {
  /** Oldest first. */
  readonly versions: readonly {
    readonly version: number
    readonly digest: string
    /** Stored by a person's cancellation of an earlier version. */
    readonly cancels?: boolean
  }[]
  readonly deliveries: readonly DeliveryFact[]
  /** A different order that is accepted and not discarded has this order's number, or had the number before. */
  readonly numberTaken: boolean
  /** The receiver knows the order by another number or for another customer, so it would find no order to replace. */
  readonly isRenamed: boolean
  /** The deliveries that a person entered in the receiver's system, and whose document the receiver does not have. */
  readonly enteredByHand: readonly DeliveryFact[]
}

export interface Arrival {
  readonly source: 'webhook' | 'poll'
  readonly digest: string
  readonly routes: readonly RoutePlan[]
  /** The sender disconnected before the gateway could answer. */
  readonly unconfirmed?: boolean
}

/** How a route would start with a new order: the result of the test writing and of the supplier's rules. */
export interface RoutePlan {
  readonly route: string
  /** The route that this route replaces; default: the route itself. */
  readonly primaryRoute?: string
  readonly revisions: 'hold' | 'replace'
  readonly start: RouteStart
}

export type RouteStart =
  | { readonly state: 'waiting' }
  | { readonly state: 'held'; readonly reason: HoldReason }
  | { readonly state: 'refused' }

export interface NewDelivery {
  readonly route: string
  readonly state: 'waiting' | 'held' | 'refused'
  readonly holdReason: HoldReason | null
  readonly purpose: 'original' | 'replacement'
}

export interface Decision {
  readonly status: 'accepted' | 'duplicate' | 'revised' | 'held'
  readonly version: number
  readonly holdReason: HoldReason | null
  /** Empty for a content that is already stored. */
  readonly deliveries: readonly NewDelivery[]
  readonly superseded: readonly { readonly version: number; readonly route: string }[]
}

/** All rules about which version is sent when an order arrives. docs/dev/who-sends-what.md has the same rules as a table. */
export function decide(history: History, arrival: Arrival): Decision {
  const latest = history.versions.at(-1)
  // Apicbase goes on listing an order that was cancelled by phone, but a chef who sends the order again wants the
  // order.
  const isLatest = latest !== undefined && isSameContent(latest.digest, arrival.digest)
  if (isLatest && !(latest.cancels && arrival.source === 'webhook')) {
    const version = history.versions.findLast(({ cancels }) => !cancels)?.version ?? latest.version
    return { status: 'duplicate', version, holdReason: null, deliveries: [], superseded: [] }
  }
  // A question about a cancellation is no question about the order.
  const asked = latest && !latest.cancels && questionOpen(history, latest.version)
  if (asked && history.versions.some(({ digest }) => isSameContent(digest, arrival.digest)))
    return { status: 'held', version: latest.version, holdReason: asked, deliveries: [], superseded: [] }
  return plan(history, arrival)
}

/**
 * Why the newest version waits for a person on every open route; null when it does not. An earlier content that arrives
 * meanwhile joins this question and raises no second question.
 */
function questionOpen({ deliveries }: History, version: number): HoldReason | null {
  const open = deliveries.filter((delivery) => delivery.version === version && !isSettled(delivery.state))
  const isAsked = open.every(({ state, holdReason }) => state === 'held' && holdReason !== 'unconfirmed')
  return isAsked ? firstReason(open.map(({ holdReason }) => holdReason)) : null
}

/**
 * Decides for a version that is confirmed only now. The version is placed among the earlier versions as if it arrived
 * at this moment, because an unconfirmed version replaces nothing. `arrival` names every route of the version.
 */
export function decideConfirmed(
  history: History,
  version: number,
  arrival: Pick<Arrival, 'digest' | 'routes'>,
): Decision {
  const isBefore = (known: { readonly version: number }): boolean => known.version < version
  const before = {
    ...history,
    versions: history.versions.filter(isBefore),
    deliveries: history.deliveries.filter(isBefore),
  }
  return plan(before, { ...arrival, source: 'webhook' })
}

function plan(history: History, arrival: Arrival): Decision {
  const latest = history.versions.at(-1)
  const question = orderHoldReason(history, arrival)
  // Deliveries on routes that this version does not use: another depot's route, or a removed route.
  const elsewhere = history.deliveries.filter(
    (known) => !arrival.routes.some((route) => sharesChain(known, placeOf(route))),
  )
  const moved = elsewhere.some(mayHaveReached)
  const planned = arrival.routes.map((route) =>
    planRoute(route, question, moved, history, arrival.unconfirmed === true),
  )
  const replaces = !question && !arrival.unconfirmed
  const replacesElsewhere = replaces && planned.some(({ delivery }) => delivery.state !== 'refused')
  const holdReason = firstReason(planned.map(({ delivery }) => delivery.holdReason))
  return {
    status: holdReason ? 'held' : latest ? 'revised' : 'accepted',
    version: (latest?.version ?? 0) + 1,
    holdReason,
    deliveries: planned.map(({ delivery }) => delivery),
    superseded: [...planned.flatMap(({ superseded }) => superseded), ...(replacesElsewhere ? unsent(elsewhere) : [])],
  }
}

const placeOf = ({ route, primaryRoute = route }: RoutePlan) => ({ route, primaryRoute })

/** Why a person must check this content on every route, whatever happened on each route before. */
function orderHoldReason(history: History, arrival: Arrival): HoldReason | null {
  if (history.numberTaken) return 'order-number-conflict'
  if (history.versions.some(({ digest }) => isSameContent(digest, arrival.digest))) return 'reverted'
  // An `ORDERED` order cannot change in Apicbase, so a difference in a poll is a defect in some system.
  if (history.versions.length > 0 && arrival.source === 'poll') return 'poll-difference'
  // A person's hold is about the order, so a change by the chef does not end the hold.
  if (history.deliveries.some(({ holdReason }) => holdReason === 'by-person')) return 'by-person'
  if (history.versions.some(({ cancels }) => cancels)) return 'revision'
  return null
}

/**
 * `moved`: an earlier version may have been sent on a route that this version does not use, so no version can replace
 * that one. A fallback route that took over from this route has the same effect.
 */
function planRoute(
  plan: RoutePlan,
  question: HoldReason | null,
  moved: boolean,
  { deliveries: known, isRenamed, enteredByHand }: History,
  unconfirmed: boolean,
) {
  const earlier = known.filter((delivery) => sharesChain(delivery, placeOf(plan)))
  const reached = earlier.some(mayHaveReached)
  const passedOn = earlier.some((delivery) => delivery.route !== plan.route && mayHaveReached(delivery))
  const last = earlier.findLast(mayHaveReached)
  // A receiver without the document has nothing to replace.
  const isEntered = last !== undefined && enteredByHand.includes(last)
  const asks = plan.revisions === 'hold' || isRenamed || isEntered
  const revision = moved || passedOn || (reached && asks) ? 'revision' : null
  const reason = firstReason([question, revision, plan.start.state === 'held' ? plan.start.reason : null])
  const holdReason = reason ?? (unconfirmed && plan.start.state === 'waiting' ? 'unconfirmed' : null)
  const state = holdReason ? 'held' : plan.start.state === 'refused' ? 'refused' : 'waiting'
  const delivery: NewDelivery = {
    route: plan.route,
    state,
    holdReason,
    // A refused delivery is sent by a retry, and an unconfirmed delivery after its confirmation. Neither may then read
    // as a second order. The release of any other held delivery sets the purpose.
    purpose: reached && (state !== 'held' || holdReason === 'unconfirmed') ? 'replacement' : 'original',
  }
  // The sender of an unconfirmed change may have got an error, so the earlier version goes on.
  const replacesUnsent = !question && !unconfirmed && state !== 'refused'
  return {
    delivery,
    superseded: replacesUnsent ? unsent(earlier) : [],
  }
}

const unsent = (deliveries: readonly DeliveryFact[]) =>
  deliveries.filter(isUnsent).map(({ version, route }) => ({ version, route }))
