import { isDiscardedMail, type OrderState } from './delivery-state.ts'
import {
  type BroughtDelivery,
  type CopyRank,
  type Holding,
  holdingsOf,
  isOnlyMailed,
  lacksOnlyCopies,
  mayHaveOrder,
} from './erp-holding.ts'
import { isNotThere } from './not-there.ts'

/** `still`: open, but no route sends the order. `attention`: a person resolves a cause, although nothing is held. */
export const SHOWN_STATES = ['held', 'pending', 'still', 'settled', 'attention', 'refused', 'discarded'] as const
export type ShownState = (typeof SHOWN_STATES)[number]

/**
 * Why a delivery needs a person. `lasting`: no wait ends the cause. `refused`: no fallback route takes over. `changed`: the
 * receiver accepted the order with changes.
 */
export const STANDSTILLS = ['pause', 'lasting', 'circuit', 'refused', 'changed'] as const
export type Standstill = (typeof STANDSTILLS)[number]

/** A delivery, as the rule about an order's standing reads it. */
export type StandingDelivery = Omit<BroughtDelivery, 'arrivedAt'> & {
  readonly note: string | null
  /** Null where the gateway goes on. */
  readonly standstill: Standstill | null
}

type ViewedDelivery = Omit<StandingDelivery, 'primaryRoute' | 'refusal'> & {
  readonly fallbackFor: string | null
  readonly refusedBefore?: true
}

/** The deliveries of an order's view, as the rules about the receivers and about an order's standing read them. */
export const standingDeliveries = <D extends ViewedDelivery>(deliveries: readonly D[]): (D & StandingDelivery)[] =>
  deliveries.map((delivery) => ({
    ...delivery,
    primaryRoute: delivery.fallbackFor ?? delivery.route,
    refusal: delivery.refusedBefore ? (delivery.note ?? '') : null,
  }))

export interface StandingRules {
  readonly rankOf: CopyRank
  readonly sendsCancellations: (route: string) => boolean
}

interface StandingOrder {
  readonly state: OrderState
  readonly deliveries: readonly StandingDelivery[]
  /** Routes that brought an order that was cancelled elsewhere, and that have no cancellation. */
  readonly keptBy: readonly string[]
}

/** The fact that a person reads first about an order, and the state in one word. */
export interface Standing {
  readonly kind:
    | OrderState
    | 'held-copy'
    | 'copy'
    | 'not-taken'
    | 'changed'
    | 'passed'
    | 'still'
    | 'cancelled'
    | 'discarded-in-doubt'
    | 'discarded-on'
  readonly state: ShownState
  /** The receiver whose primary route another route replaced; only with the kind `passed`. */
  readonly passed?: Holding
  /** The discarded document; only with the kind `discarded-in-doubt`. */
  readonly doubt?: Pick<StandingDelivery, 'route' | 'version'>
  /** The routes to receivers that got nothing; only with the kind `discarded-on`. */
  readonly routes?: readonly string[]
}

/** How an order stands: the only rule, for the order's page, the lists, their files and the Admin API. */
export function standingOf(order: StandingOrder, rules: StandingRules): Standing {
  const holdings = holdingsOf(
    order.deliveries.map((delivery) => ({ ...delivery, arrivedAt: null })),
    rules.rankOf,
  )
  const { state } = order
  if (state === 'held') return { kind: lacksOnlyCopies(holdings) ? 'held-copy' : 'held', state }
  if (state === 'pending') return pendingStanding(order, holdings)
  return state === 'settled' ? settledStanding(order, holdings, rules) : { kind: state, state }
}

/** An order that a receiver did not take needs a person, so no page may say *on the way*. */
function pendingStanding({ deliveries }: StandingOrder, holdings: readonly Holding[]): Standing {
  const isStill = deliveries.some(({ standstill }) => standstill !== null)
  if (lacksOnlyCopies(holdings)) return { kind: 'copy', state: isStill ? 'attention' : 'settled' }
  if (deliveries.some(({ standstill }) => standstill === 'refused')) return { kind: 'not-taken', state: 'still' }
  // A change that is being sent leaves nothing to key.
  const passed = passedStanding(
    holdings.filter(({ certain, open }) => open === null || open <= (certain?.version ?? 0)),
  )
  if (passed?.state === 'attention') return passed
  // A receiver that has the order needs no second order.
  if (deliveries.some(({ standstill }) => standstill === 'changed')) return { kind: 'changed', state: 'attention' }
  return isStill ? { kind: 'still', state: 'still' } : { kind: 'pending', state: 'pending' }
}

function settledStanding(
  { deliveries, keptBy }: StandingOrder,
  holdings: readonly Holding[],
  { sendsCancellations }: StandingRules,
): Standing {
  if (deliveries.some((delivery) => isThere(delivery) && delivery.purpose === 'cancellation'))
    return { kind: 'cancelled', state: keptBy.some(sendsCancellations) ? 'attention' : 'settled' }
  const doubt = discardedInDoubt(deliveries, holdings)
  if (doubt) return { kind: 'discarded-in-doubt', state: 'attention', doubt }
  const passed = passedStanding(holdings)
  if (passed) return passed
  const routes = discardedOn(deliveries, holdings)
  if (routes.length === 0) return { kind: 'settled', state: 'settled' }
  return { kind: 'discarded-on', state: routes.length === holdings.length ? 'discarded' : 'settled', routes }
}

/** A receiver lacks an order after a refusal, and where people have only a mail. The worst receiver counts. */
function passedStanding(holdings: readonly Holding[]): Standing | null {
  const all = holdings.filter((holding) => holding.passed !== null)
  const passed =
    all.find((holding) => holding.passed?.refusal !== null) ??
    all.find(mayHaveOrder) ??
    all.find(isOnlyMailed) ??
    all[0]
  if (!passed) return null
  const isCause = passed.passed?.refusal !== null || isOnlyMailed(passed)
  return { kind: 'passed', state: isCause ? 'attention' : 'settled', passed }
}

/** People have a mail, and the system may have the order too. */
export const isPerhapsMailed = (holding: Holding): boolean => isOnlyMailed(holding) && mayHaveOrder(holding)

/**
 * The document that a person discarded although the document may have arrived, after the last version that the receiver has. The
 * doubt is over once a person reports the result.
 */
export const discardedInDoubt = (
  deliveries: readonly StandingDelivery[],
  holdings: readonly Holding[],
): StandingDelivery | undefined =>
  deliveries.findLast(
    (delivery) =>
      delivery.state === 'discarded' &&
      delivery.reached !== 'no' &&
      !isNotThere(delivery.note) &&
      !isDiscardedMail(delivery, deliveries) &&
      holdings.some(
        ({ primaryRoute, certain }) =>
          primaryRoute === delivery.primaryRoute && delivery.version > (certain?.version ?? 0),
      ),
  )

/** The routes to receivers that got nothing because a person discarded the order there. Another route has the order. */
const discardedOn = (deliveries: readonly StandingDelivery[], holdings: readonly Holding[]): string[] =>
  holdings.flatMap(({ primaryRoute, certain }) => {
    const chain = deliveries.filter((delivery) => delivery.primaryRoute === primaryRoute)
    return certain === null && chain.some(({ state }) => state === 'discarded') ? [primaryRoute] : []
  })

const isThere = ({ state }: StandingDelivery): boolean => state === 'delivered' || state === 'done'
