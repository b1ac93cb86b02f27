import { type DeliveryFact, type HoldReason, isSettled } from './delivery-state.ts'
import type { Purpose } from './document.ts'
import { type CopyRank, receiverChains } from './erp-holding.ts'

export type CountedDelivery = DeliveryFact & {
  readonly purpose: Purpose
  /** The note of a refusal, also after another route took over; null without a refusal. */
  readonly refusal: string | null
}

/** A route that holds a version, and the reason. */
export interface RouteHold {
  readonly route: string
  readonly reason: HoldReason | null
}

/** A route that did not take the released version. */
export interface RouteRefusal {
  readonly route: string
  /** The note of the refusal. */
  readonly why: string
  /** The fallback route that brought the version; null while no route has. */
  readonly broughtBy: string | null
}

/** The versions of an order that count for the warehouse. */
export interface CountingVersions {
  /** The newest version that a receiver has, or gets without a person; null without such a version. */
  readonly released: number | null
  /** A newer version that a person must release first, or a cancellation that a receiver does not have; null without such a version. */
  readonly held: { readonly version: number; readonly isCancellation: boolean } | null
  /** The holds of the newer version, else of the released version. */
  readonly holds: readonly RouteHold[]
  /** The routes to receivers that did not take the released version. */
  readonly refusals: readonly RouteRefusal[]
  /** A version is released, and a person must decide before the order is picked. */
  readonly isUndecided: boolean
}

/**
 * Decides which versions of an order count. A discarded or replaced version never counts. A cancellation that arrived ends the
 * order for its receiver, and is named while another receiver has the order. A held document that may have arrived counts as
 * released, because the receiver may deliver the order.
 */
export function countingVersions(deliveries: readonly CountedDelivery[], rankOf: CopyRank): CountingVersions {
  const chains = receiverChains(deliveries, rankOf).map(([, all]) => standingOf(all))
  const released = newestVersion(chains.flatMap((chain) => chain.released ?? []))
  const later = chains.flatMap(({ held, all, cancellation }) => [
    ...held.filter(({ version }) => version > (released?.version ?? 0)),
    ...(cancellation && released && cancelsFor(all, cancellation, released) ? [cancellation] : []),
  ])
  const held = newestVersion(later)
  const shown = held ?? released
  const holds = chains
    .flatMap(({ standing }) => standing)
    .filter(({ state, version }) => state === 'held' && version === shown?.version)
    .map(({ route, holdReason }) => ({ route, reason: holdReason }))
  const refusals = chains.flatMap(({ all }) => (released ? refusalsOf(all, released.version) : []))
  return {
    released: released?.version ?? null,
    held: held && { version: held.version, isCancellation: held.purpose === 'cancellation' },
    ...{ holds, refusals },
    isUndecided:
      released !== null &&
      (held !== null || holds.length > 0 || refusals.some((refusal) => !isReplaced(refusal, rankOf))),
  }
}

/** A mail to people in place of a route to a system brings the order to no system. */
const isReplaced = ({ route, broughtBy }: RouteRefusal, rankOf: CopyRank): boolean =>
  broughtBy !== null && rankOf(broughtBy) <= rankOf(route)

function refusalsOf(chain: readonly CountedDelivery[], version: number): RouteRefusal[] {
  const ofVersion = chain.filter((delivery) => delivery.version === version)
  const brought = ofVersion.find(({ state }) => state === 'delivered' || state === 'done')
  // The primary route's refusal is over once the route has the order. A fallback route's refusal is over once another route has it.
  return ofVersion.flatMap(({ route, primaryRoute, refusal }) =>
    refusal === null || (brought && (route !== primaryRoute || brought.route === primaryRoute))
      ? []
      : [{ route, why: refusal, broughtBy: brought?.route ?? null }],
  )
}

interface Standing {
  readonly standing: readonly CountedDelivery[]
  /** The released delivery of the receiver; null after a cancellation. */
  readonly released: CountedDelivery | null
  /** The later deliveries that need a person, or that cancel and have not arrived. */
  readonly held: readonly CountedDelivery[]
  /** The newest released delivery, where that delivery cancels the order for this receiver. */
  readonly cancellation: CountedDelivery | null
  readonly all: readonly CountedDelivery[]
}

function standingOf(all: readonly CountedDelivery[]): Standing {
  const undecided = all.filter(({ state }) => state !== 'discarded' && state !== 'superseded')
  // The receiver keeps a version that arrived. Later versions were discarded, or cancel and have not arrived.
  const standing = undecided.every(isOpenCancellation)
    ? [...undecided, ...all.filter((delivery) => isKept(delivery, undecided.length > 0))]
    : undecided
  const newest = newestVersion(standing.filter((delivery) => !isPending(delivery)))
  return {
    standing,
    released: newest?.purpose === 'cancellation' ? null : newest,
    held: standing.filter((delivery) => isPending(delivery) && delivery.version > (newest?.version ?? 0)),
    cancellation: newest?.purpose === 'cancellation' ? newest : null,
    all,
  }
}

/** Whether a receiver had the version that another receiver still has, and got a cancellation since. */
const cancelsFor = (
  all: readonly CountedDelivery[],
  cancellation: CountedDelivery,
  released: CountedDelivery,
): boolean => cancellation.version > released.version && all.some(({ version }) => version === released.version)

/** A cancellation follows a version that arrived, or that may have arrived. */
const isKept = ({ state, reached }: CountedDelivery, isCancelled: boolean): boolean =>
  state === 'superseded' && (reached === 'yes' || (isCancelled && reached === 'maybe'))

/** The receiver has the order, or may have the order, until the cancellation arrives for certain. */
const isOpenCancellation = ({ purpose, state }: CountedDelivery): boolean =>
  purpose === 'cancellation' && !isSettled(state)

const isPending = (delivery: CountedDelivery): boolean => needsRelease(delivery) || isOpenCancellation(delivery)

const needsRelease = ({ state, reached }: CountedDelivery): boolean => state === 'held' && reached === 'no'

const newestVersion = (deliveries: readonly CountedDelivery[]): CountedDelivery | null =>
  deliveries.reduce<CountedDelivery | null>((a, b) => (a === null || b.version > a.version ? b : a), null)
