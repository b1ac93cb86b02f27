import type { Reached } from './attempt-result.ts'

/** Why an order waits for a person. When several reasons apply, the first in this list is shown. */
export const HOLD_REASONS = [
  'fault',
  'invalid',
  'test',
  'restored',
  'history-missing',
  'order-number-conflict',
  'reverted',
  'poll-difference',
  'revision',
  'by-person',
  'unwritable',
  'unknown-customer',
  'unknown-article',
  'quantity',
  'no-delivery-date',
  'no-delivery-day',
  'stale',
  'undelivered',
  'unconfirmed',
  'uncertain',
  'route-gone',
] as const

export type HoldReason = (typeof HOLD_REASONS)[number]

const ABOUT_ROUTES: ReadonlySet<HoldReason> = new Set([
  ...(['fault', 'restored', 'revision', 'unwritable', 'undelivered', 'uncertain', 'route-gone'] as const),
])

/** Whether other routes of the order may go on. Any other reason holds the complete order. */
export const isAboutRoute = (reason: HoldReason): boolean => ABOUT_ROUTES.has(reason)

export type DeliveryState =
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'deferred'
  | 'refused'
  | 'uncertain'
  | 'held'
  | 'superseded'
  | 'done'
  | 'discarded'

export const ORDER_STATES = ['refused', 'held', 'pending', 'settled', 'discarded'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** The facts of a delivery that the rules about repeats and order states read. */
export interface DeliveryFact {
  readonly version: number
  readonly route: string
  /** The primary route that this route replaces; the delivery's own route when it is the primary route. */
  readonly primaryRoute: string
  readonly state: DeliveryState
  readonly reached: Reached
  readonly holdReason: HoldReason | null
}

const SETTLED: ReadonlySet<DeliveryState> = new Set(['delivered', 'done', 'superseded', 'discarded'])

export const isSettled = (state: DeliveryState): boolean => SETTLED.has(state)

/** A document under way may arrive at any moment, whatever was recorded before. */
export const mayHaveReached = (delivery: Pick<DeliveryFact, 'state' | 'reached'>): boolean =>
  delivery.state === 'sending' || delivery.reached !== 'no'

/** Accepted, open, and no document may have reached the receiver. */
export const isUnsent = (delivery: Pick<DeliveryFact, 'state' | 'reached'>): boolean =>
  !isSettled(delivery.state) && !mayHaveReached(delivery)

/** A document may be at the receiver, or may still be sent. */
export const isStanding = (delivery: Pick<DeliveryFact, 'state' | 'reached'>): boolean =>
  !isSettled(delivery.state) || mayHaveReached(delivery)

/** Whether two deliveries may bring the same order to a receiver: they share the route or the fallback chain. */
export const sharesChain = (
  delivery: Pick<DeliveryFact, 'route' | 'primaryRoute'>,
  other: Pick<DeliveryFact, 'route' | 'primaryRoute'>,
) => delivery.primaryRoute === other.primaryRoute || delivery.route === other.route

/** The newest later version that counts, and that may have arrived by the same route or fallback chain. */
export const laterThatLeft = <D extends Omit<DeliveryFact, 'holdReason'>>(
  delivery: Pick<D, 'version' | 'route' | 'primaryRoute'>,
  all: readonly D[],
): D | undefined =>
  all.findLast(
    (other) =>
      other.version > delivery.version &&
      sharesChain(other, delivery) &&
      mayHaveReached(other) &&
      other.state !== 'superseded' &&
      other.state !== 'discarded',
  )

type ViewedFact = Pick<DeliveryFact, 'version' | 'route' | 'state'> & {
  readonly fallbackFor: string | null
  readonly purpose: string
}

/** The newest version on a chain, or the newest cancellation, that a person has not discarded; 0 without one. */
export const newestUndiscarded = (deliveries: readonly ViewedFact[], primaryRoute: string): number =>
  Math.max(
    0,
    ...deliveries.flatMap(({ version, route, fallbackFor, purpose, state }) =>
      state !== 'discarded' && ((fallbackFor ?? route) === primaryRoute || purpose === 'cancellation') ? [version] : [],
    ),
  )

export const firstReason = (reasons: Iterable<HoldReason | null>): HoldReason | null => {
  const present = new Set(reasons)
  return HOLD_REASONS.find((reason) => present.has(reason)) ?? null
}

/** A person discarded a mail together with the route that refused the order. Any other discarded document may be at a receiver. */
export const isDiscardedMail = (
  { version, route, primaryRoute, state }: EndedDelivery,
  all: readonly EndedDelivery[],
): boolean =>
  state === 'discarded' &&
  route !== primaryRoute &&
  all.some((other) => other.version === version && other.route === primaryRoute && other.state === 'discarded')

type EndedDelivery = Omit<DeliveryFact, 'holdReason'>

/** First match wins. `accepted` is false when no version of the order was ever accepted. */
export function orderState(accepted: boolean, deliveries: readonly EndedDelivery[]): OrderState {
  if (!accepted) return 'refused'
  if (deliveries.some(({ state }) => state === 'held')) return 'held'
  if (deliveries.some(({ state }) => !isSettled(state))) return 'pending'
  const reachedNothing = deliveries.every(
    (delivery) => !mayHaveReached(delivery) || isDiscardedMail(delivery, deliveries),
  )
  return reachedNothing && deliveries.some(({ state }) => state === 'discarded') ? 'discarded' : 'settled'
}
