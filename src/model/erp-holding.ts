import type { Reached } from './attempt-result.ts'
import { type DeliveryFact, type DeliveryState, isSettled, mayHaveReached } from './delivery-state.ts'
import type { Purpose } from './document.ts'

/** A delivery, as the rules about the receiver's system read it. */
export type BroughtDelivery = Pick<DeliveryFact, 'version' | 'route' | 'primaryRoute' | 'state' | 'reached'> & {
  readonly purpose: Purpose
  /** The moment of the document's arrival, or of a person's report: ISO 8601, UTC. Null without a record. */
  readonly arrivedAt: string | null
  /** The note of a receiver that refused the document before another route took over; null without such a refusal. */
  readonly refusal: string | null
}

/** A version at the receiver, and the route that brought the version. */
export interface BroughtVersion {
  readonly version: number
  readonly route: string
  readonly state: DeliveryState
  readonly reached: Reached
  readonly isCancellation: boolean
  readonly at: string | null
}

/** A primary route without the version that a fallback route brought. */
export interface PassedRoute {
  readonly route: string
  readonly reached: Reached
  /** The note of the refusal; null for a route that only came too late. */
  readonly refusal: string | null
  /** A mail to people took the place of a route to a system: no system has the version. */
  readonly isByMail: boolean
  /** The newest earlier version that a system of the chain has; null without such a version. */
  readonly earlier: BroughtVersion | null
}

/** The versions of an order at the receiver behind a route. A fallback chain has a single receiver. */
export interface Holding {
  readonly primaryRoute: string
  /** The newest version that certainly arrived, or that a person keyed by hand; null without such a version. */
  readonly certain: BroughtVersion | null
  /** A version that may have arrived since the version at the system; null without such a version. */
  readonly perhaps: BroughtVersion | null
  /** The newest version that is not settled here; null where no version is open. */
  readonly open: number | null
  /** The version that is open is a cancellation. */
  readonly isCancelling: boolean
  /** The primary route, where a fallback route brought the certain version; else null. The fallback route may lead to another system. */
  readonly passed: PassedRoute | null
}

/**
 * The rank of a route among the routes of an order: 0 leads to a system, 1 is a mail to people, 2 is an archive. Only the lowest
 * rank that the order has counts.
 */
export type CopyRank = (primaryRoute: string) => number

/**
 * The versions at each receiver. A mail to people counts only for an order without a route to a system: people then key from
 * the mail.
 */
export const holdingsOf = (deliveries: readonly BroughtDelivery[], rankOf: CopyRank): Holding[] =>
  receiverChains(deliveries, rankOf).map(([primaryRoute, all]) => holdingOf(primaryRoute, all, rankOf))

/** The deliveries of an order for each receiver, by the primary route. */
export function receiverChains<D extends Pick<DeliveryFact, 'primaryRoute'>>(
  deliveries: readonly D[],
  rankOf: CopyRank,
): [string, D[]][] {
  const chains = [...Map.groupBy(deliveries, ({ primaryRoute }) => primaryRoute)]
  const nearest = Math.min(...chains.map(([primaryRoute]) => rankOf(primaryRoute)))
  return chains.filter(([primaryRoute]) => rankOf(primaryRoute) === nearest)
}

function holdingOf(primaryRoute: string, deliveries: readonly BroughtDelivery[], rankOf: CopyRank): Holding {
  const certain = newest(deliveries.filter(hasArrived))
  const passed = certain ? passedBy(certain, deliveries, rankOf) : null
  const mailed = passed?.isByMail ? certain?.version : undefined
  const after = versionAtSystem({ certain, passed })?.version ?? 0
  const perhaps = newest(
    deliveries.filter(
      (delivery) =>
        delivery.version > after &&
        delivery.version !== mailed &&
        (delivery.version > (mailed ?? 0) || rankOf(delivery.route) <= rankOf(primaryRoute)) &&
        delivery.refusal === null &&
        delivery.state !== 'discarded' &&
        mayHaveReached(delivery),
    ),
  )
  const open = newest(deliveries.filter(({ state }) => !isSettled(state)))
  return {
    primaryRoute,
    certain: certain && broughtBy(certain),
    perhaps: perhaps && broughtBy(perhaps),
    open: open?.version ?? null,
    isCancelling: open?.purpose === 'cancellation',
    passed,
  }
}

/** A person who keys the order for the primary route ends the difference. */
function passedBy(
  { version, route, primaryRoute }: BroughtDelivery,
  deliveries: readonly BroughtDelivery[],
  rankOf: CopyRank,
): PassedRoute | null {
  if (route === primaryRoute) return null
  const primary = deliveries.find((delivery) => delivery.version === version && delivery.route === primaryRoute)
  return primary && !hasArrived(primary)
    ? {
        ...{ route: primaryRoute, reached: primary.reached, refusal: primary.refusal },
        isByMail: rankOf(route) > rankOf(primaryRoute),
        earlier: earlierAt(version, primaryRoute, deliveries, rankOf),
      }
    : null
}

/** The newest version that a system certainly has, or that people have without a route to a system. */
export const versionAtSystem = <V>({
  certain,
  passed,
}: {
  readonly certain: V
  readonly passed: PassedRoute | null
}): V | BroughtVersion | null => (passed?.isByMail ? passed.earlier : certain)

/** A mail to people brings a change to no system, so a system may still have the version before. */
function earlierAt(
  version: number,
  primaryRoute: string,
  deliveries: readonly BroughtDelivery[],
  rankOf: CopyRank,
): BroughtVersion | null {
  const atSystem = (delivery: BroughtDelivery): boolean => rankOf(delivery.route) <= rankOf(primaryRoute)
  const earlier = newest(
    deliveries.filter((delivery) => delivery.version < version && hasArrived(delivery) && atSystem(delivery)),
  )
  return earlier === null || earlier.purpose === 'cancellation' ? null : broughtBy(earlier)
}

/** An answer may come after another version took the place of the document. A document that the receiver rejected is not there. */
const hasArrived = ({ state, reached, refusal }: BroughtDelivery): boolean =>
  state === 'delivered' || state === 'done' || (state === 'superseded' && reached === 'yes' && refusal === null)

/** The primary route counts before its fallback routes, because people ask about the system behind the primary route. */
const newest = (deliveries: readonly BroughtDelivery[]): BroughtDelivery | null =>
  deliveries.reduce<BroughtDelivery | null>(
    (a, b) => (a === null || b.version > a.version || (b.version === a.version && a.route !== a.primaryRoute) ? b : a),
    null,
  )

const broughtBy = ({ version, route, state, reached, purpose, arrivedAt }: BroughtDelivery): BroughtVersion => ({
  ...{ version, route, state, reached, at: arrivedAt },
  isCancellation: purpose === 'cancellation',
})

/**
 * Work by hand on an order. `key`: no system has a version, or people have a mail in place of a system without a version. `change`: each receiver with something open has an
 * earlier version. `elsewhere`: a receiver has a version, and another receiver has none.
 */
export type HandWork = 'key' | 'change' | 'elsewhere'

export function handWork(holdings: readonly Holding[]): HandWork {
  const isWithout = (holding: Holding): boolean => isOnlyMailed(holding) && holding.passed?.earlier === null
  if (holdings.some(isWithout) || !holdings.some(hasOrder)) return 'key'
  const isLacking = (holding: Holding): boolean => holding.open !== null || isOnlyMailed(holding)
  return holdings.every((holding) => !isLacking(holding) || hasOrder(holding)) ? 'change' : 'elsewhere'
}

/** People have a mail in place of the system, which refused the version or never got the version for certain. */
export const isOnlyMailed = ({ passed }: Holding): boolean => passed?.isByMail === true

/** The system surely lacks the version that people have as a mail, and has no earlier version. */
export const isAtNoSystem = (holding: Holding): boolean =>
  isOnlyMailed(holding) && !mayHaveOrder(holding) && holding.passed?.earlier === null

/** No system behind the route has a version, or may have a version. People may have a mail. */
export const hasNothing = (holding: Holding): boolean =>
  isAtNoSystem(holding) || (holding.perhaps === null && (holding.certain === null || holding.certain.isCancellation))

/** A system whose answer got lost may have the order, although people have a mail. */
export const mayHaveOrder = ({ perhaps, passed }: Holding): boolean =>
  perhaps !== null || (passed?.isByMail === true && passed.reached === 'maybe')

const hasOrder = ({ certain }: Holding): boolean => certain !== null && !certain.isCancellation

/** Every receiver has the order for certain, and something is open: a copy, such as a mail to people. */
export const lacksOnlyCopies = (holdings: readonly Holding[]): boolean =>
  holdings.length > 0 &&
  holdings.every((holding) => hasOrder(holding) && !isOnlyMailed(holding) && holding.open === null && !holding.perhaps)

interface HistoryEntry {
  readonly event: string
  readonly version: number | null
  readonly route: string | null
}

const ARRIVALS: ReadonlySet<string> = new Set([
  ...['sent', 'delivered', 'confirmed', 'notified', 'collected', 'consumed', 'done'],
  ...['has-it', 'copy-done', 'cancelled-by-hand'],
])

/** The last event of a history that brought a delivery to the receiver. A person keys an order on a route, not a version. */
export const arrivalIn = <E extends HistoryEntry>(
  history: readonly E[],
  { version, route }: Pick<DeliveryFact, 'version' | 'route'>,
): E | undefined =>
  history.findLast(
    (entry) =>
      ARRIVALS.has(entry.event) && entry.route === route && (entry.version === version || entry.version === null),
  )
