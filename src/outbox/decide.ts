import { isSameContent } from '../order/same-content.ts'
import {
  type DeliveryFact,
  firstReason,
  type HoldReason,
  isSettled,
  isUnsent,
  mayHaveReached,
  sharesChain,
} from './state.ts'

/** What the outbox holds of this order when content for it arrives. */
export interface History {
  /** Oldest first. */
  readonly versions: readonly {
    readonly version: number
    readonly digest: string
    /** Written down by a person's word, to take back an earlier one. */
    readonly cancels?: boolean
  }[]
  readonly deliveries: readonly DeliveryFact[]
  /** Another order, accepted and not discarded, has this order's number. */
  readonly numberTaken: boolean
}

export interface Arrival {
  readonly source: 'webhook' | 'poll'
  readonly digest: string
  readonly routes: readonly RoutePlan[]
  /** Its sender went away before it could be answered. */
  readonly unconfirmed?: boolean
}

/** How a route would begin if this were a new order: what the rehearsal and the supplier's rules said. */
export interface RoutePlan {
  readonly route: string
  /** The route that this one stands in for; the route itself by default. */
  readonly ladder?: string
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
  /** Empty for a content that is stored already. */
  readonly deliveries: readonly NewDelivery[]
  readonly superseded: readonly { readonly version: number; readonly route: string }[]
}

/** The whole of who-sends-what when an order arrives (docs/storage.md has the table this is the code of). */
export function decide(history: History, arrival: Arrival): Decision {
  const latest = history.versions.at(-1)
  // Apicbase goes on listing what was cancelled by telephone; a chef who sends it once more wants it after all.
  const isLatest = latest !== undefined && isSameContent(latest.digest, arrival.digest)
  if (isLatest && !(latest.cancels && arrival.source === 'webhook')) {
    const version = history.versions.findLast(({ cancels }) => !cancels)?.version ?? latest.version
    return { status: 'duplicate', version, holdReason: null, deliveries: [], superseded: [] }
  }
  const asked = latest && questionOpen(history, latest.version)
  if (asked && history.versions.some(({ digest }) => isSameContent(digest, arrival.digest)))
    return { status: 'held', version: latest.version, holdReason: asked, deliveries: [], superseded: [] }
  return plan(history, arrival)
}

/**
 * Why the newest version waits for a person on every route where it is open; null where it does not. Whoever posts an earlier
 * content then, again and again, adds to the question and makes no other.
 */
function questionOpen({ deliveries }: History, version: number): HoldReason | null {
  const open = deliveries.filter((one) => one.version === version && !isSettled(one.state))
  const isAsked = open.every(({ state, holdReason }) => state === 'held' && holdReason !== 'unconfirmed')
  return isAsked ? firstReason(open.map(({ holdReason }) => holdReason)) : null
}

/**
 * What a version comes to whose sender is known to mean it now: it takes its place among the versions before it as if it had
 * arrived at this moment, since it took nothing away until now. `arrival` names every route that the version goes by.
 */
export function decideConfirmed(
  history: History,
  version: number,
  arrival: Pick<Arrival, 'digest' | 'routes'>,
): Decision {
  const isBefore = (one: { readonly version: number }): boolean => one.version < version
  const { versions, deliveries, numberTaken } = history
  const before = { versions: versions.filter(isBefore), deliveries: deliveries.filter(isBefore), numberTaken }
  return plan(before, { ...arrival, source: 'webhook' })
}

function plan(history: History, arrival: Arrival): Decision {
  const latest = history.versions.at(-1)
  const question = orderHoldReason(history, arrival)
  // Another depot's, since the customer changed; or one that left the configuration.
  const elsewhere = history.deliveries.filter(
    (known) => !arrival.routes.some((one) => sharesChain(known, placeOf(one))),
  )
  const moved = elsewhere.some(mayHaveReached)
  const planned = arrival.routes.map((route) =>
    planRoute(route, question, moved, history.deliveries, arrival.unconfirmed === true),
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

const placeOf = ({ route, ladder = route }: RoutePlan) => ({ route, ladder })

/** What makes this content a question for a person on every route, whatever the routes did before. */
function orderHoldReason(history: History, arrival: Arrival): HoldReason | null {
  if (history.numberTaken) return 'order-number-conflict'
  if (history.versions.some(({ digest }) => isSameContent(digest, arrival.digest))) return 'reverted'
  // An ORDERED order cannot change in Apicbase, so a difference seen by polling is a fault of somebody's.
  if (history.versions.length > 0 && arrival.source === 'poll') return 'poll-difference'
  if (history.versions.some(({ cancels }) => cancels)) return 'revision'
  return null
}

/**
 * `moved`: an earlier version may have left by a route that this one does not take, where nothing can replace it. So it is, too,
 * where another route had taken this one's place.
 */
function planRoute(
  plan: RoutePlan,
  question: HoldReason | null,
  moved: boolean,
  known: readonly DeliveryFact[],
  unconfirmed: boolean,
) {
  const earlier = known.filter((one) => sharesChain(one, placeOf(plan)))
  const reached = earlier.some(mayHaveReached)
  const passedOn = earlier.some((one) => one.route !== plan.route && mayHaveReached(one))
  const revision = moved || passedOn || (reached && plan.revisions === 'hold') ? 'revision' : null
  const reason = firstReason([question, revision, plan.start.state === 'held' ? plan.start.reason : null])
  const holdReason = reason ?? (unconfirmed && plan.start.state === 'waiting' ? 'unconfirmed' : null)
  const state = holdReason ? 'held' : plan.start.state === 'refused' ? 'refused' : 'waiting'
  const delivery: NewDelivery = {
    route: plan.route,
    state,
    holdReason,
    // A refused one goes out by a retry, and an unconfirmed one once it is confirmed: neither must read as a second order then.
    // What is held for another reason goes as its release says.
    purpose: reached && (state !== 'held' || holdReason === 'unconfirmed') ? 'replacement' : 'original',
  }
  // The customer was told that an unconfirmed change failed, so what they ordered before goes on.
  const replacesUnsent = !question && !unconfirmed && state !== 'refused'
  return {
    delivery,
    superseded: replacesUnsent ? unsent(earlier) : [],
  }
}

const unsent = (deliveries: readonly DeliveryFact[]) =>
  deliveries.filter(isUnsent).map(({ version, route }) => ({ version, route }))
