import { isSettled, laterThatLeft, mayHaveReached, newestUndiscarded } from '../../model/delivery-state.ts'
import { type Holding, hasNothing, lacksOnlyCopies, mayHaveOrder } from '../../model/erp-holding.ts'
import { discardedInDoubt, standingDeliveries } from '../../model/order-standing.ts'
import { newestDeliveryOn } from '../../outbox/actions/actions.ts'
import { canHold } from '../../outbox/actions/hold.ts'
import { keptThoughCancelled } from '../../outbox/actions/kept-by.ts'
import { passedDelivery } from '../../outbox/actions/passed-delivery.ts'
import type { OrderView } from '../../outbox/views.ts'
import { type CancellationRules, sendsCancellations } from '../../profile/cancellations.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { Visit } from '../frame/visit.ts'
import { forCancellation } from './for-cancellation.ts'
import { orderHoldings } from './order-holdings.ts'
import { type OtherRoutes, otherRoutesOf } from './other-routes.ts'
import { heldVersion, keepingRoutes, openRoutes, routesOf } from './routes-of-action.ts'

export type ActionName = keyof Visit['words']['actions']

/** An action that a person may take now. The outbox decides again at the action. */
export interface PossibleAction {
  readonly name: ActionName
  /** Null for an action on the order as a whole. */
  readonly route: string | null
  /** Seldom right: below the others. */
  readonly isRare: boolean
}

const usualAction = (name: ActionName, route: string | null = null): PossibleAction => ({ name, route, isRare: false })

const rareAction = (name: ActionName, route: string | null = null): PossibleAction => ({ name, route, isRare: true })

/** The actions, the likeliest first. Without `otherRoutes`, no route may take the order over. */
export function possibleActions(order: OrderView, otherRoutes: OtherRoutes = () => []): PossibleAction[] {
  return [
    ...ofTheCall(order),
    ...ifItArrived(order),
    ...onTheOrder(order),
    ...toKey(order),
    ...toHold(order),
    ...routesOf(order.deliveries).flatMap(onRoute),
    ...toNotify(order),
    ...toErase(order),
  ]

  function onRoute(route: string): PossibleAction[] {
    const delivery = newestDeliveryOn(order.deliveries, route)
    const lacking = lacksOrder(order, route)
    if (!delivery || delivery.state === 'discarded') return lacking
    const rare = (name: ActionName) => rareAction(name, route)
    const usual = (name: ActionName) => usualAction(name, route)
    const { state, reached, waitsFor, routePause, standstill } = delivery
    const done = openRoutes(order).length > 1 ? rare('done') : usual('done')
    if (state === 'delivered' || state === 'done' || state === 'sent') {
      // The outbox repeats no version that a later version followed by another route.
      const again = isOvertaken(delivery)
        ? []
        : [
            ...(state === 'sent' && routePause === null ? [usual('retry')] : []),
            rare('resend-same'),
            rare('resend-correction'),
          ]
      return [
        ...lacking,
        ...(state === 'sent' && lacking.length === 0 ? [done] : []),
        ...again,
        rare('resend-test'),
        rare('cancel'),
      ]
    }
    // The receiver's system must collect a ready document, so the gateway has nothing to try. A paused route sends nothing.
    const canRetry = state !== 'held' && state !== 'sending' && waitsFor?.kind !== 'collection' && routePause === null
    const others = otherRoutes(route).length > 0
    const actions = [...(canRetry ? [usual('retry')] : []), done, ...(others ? [usual('send-by')] : [])]
    // The receiver has the order, so a second document or an entry by hand would be a second order.
    if (standstill === 'changed') return [rare('retry'), rare('done')]
    const isUnsent = reached === 'no' && state !== 'sending' && !isSettled(state)
    return isUnsent && order.deliveries.length > 1 ? [...actions, rare('discard-delivery')] : actions
  }

  function isOvertaken({ version, route, fallbackFor }: OrderView['deliveries'][number]): boolean {
    const all = order.deliveries.map((one) => ({ ...one, primaryRoute: one.fallbackFor ?? one.route }))
    return laterThatLeft({ version, route, primaryRoute: fallbackFor ?? route }, all) !== undefined
  }
}

/** A person looks in the ERP before anything else, because a release or an entry by hand may bring a second order. */
const ifItArrived = ({ deliveries }: OrderView): PossibleAction[] =>
  routesOf(deliveries)
    .filter((route) => {
      const delivery = newestDeliveryOn(deliveries, route)
      if (delivery?.standstill === 'changed') return true
      return delivery?.reached === 'maybe' && delivery.state !== 'sending' && !isSettled(delivery.state)
    })
    .map((route) => usualAction('has-it', route))

/** A primary route in whose place another route brought the order. A person may have keyed the order there since. */
function lacksOrder({ deliveries }: OrderView, route: string): PossibleAction[] {
  const passed = passedDelivery(standingDeliveries(deliveries), route)
  return passed && passed.version === newestUndiscarded(deliveries, route)
    ? [{ name: 'has-it', route, isRare: !passed.refusedBefore && passed.reached !== 'maybe' }]
    : []
}

/** The actions that the outbox of this supplier carries out. */
export function actionsFor(supplier: Supplier, order: OrderView): PossibleAction[] {
  const holdings = orderHoldings(order, supplier)
  const possible = possibleActions(order, otherRoutesOf(supplier, order)).filter(({ name, route }) =>
    name === 'notify-customer'
      ? supplier.customerNotices !== false
      : name !== 'cancel' || sendsCancellations(supplier, route ?? ''),
  )
  const actions = isFirstOrder(order, holdings) ? possible.map(asFirstOrder) : possible
  const all = routesToCancel(supplier, order).length > 0 ? [...actions, CANCEL_ORDER].sort(cancelFirst) : actions
  const forHoldings = lacksOnlyCopies(holdings) ? forCopy : (action: PossibleAction) => keyForSystem(action, holdings)
  const byHand = keptThoughCancelled(order.deliveries)
    .filter((route) => !sendsCancellations(supplier, route))
    .map((route) => usualAction('done', route))
  const again = (order.placedAgain?.routes ?? []).flatMap((route) =>
    all.some((one) => one.name === 'done' && one.route === route) ? [] : [usualAction('done', route)],
  )
  const some = [...byHand, ...inDoubt(order, holdings), ...all.flatMap(forHoldings), ...notWanted(order), ...again]
  return some.flatMap((action) => forCancellation(action, order))
}

/** A person looks whether a discarded document arrived, and reports the result. */
function inDoubt({ deliveries }: OrderView, holdings: readonly Holding[]): PossibleAction[] {
  const doubt = discardedInDoubt(standingDeliveries(deliveries), holdings)
  return doubt ? [usualAction('has-it', doubt.route), usualAction('not-there', doubt.route)] : []
}

/** No held version follows a version that the system behind its route has, or may have. */
const isFirstOrder = ({ deliveries }: OrderView, holdings: readonly Holding[]): boolean =>
  deliveries.every(
    ({ state, route, fallbackFor }) =>
      state !== 'held' ||
      holdings.some((holding) => holding.primaryRoute === (fallbackFor ?? route) && hasNothing(holding)),
  )

/** A replacement would replace no version, so the system may refuse the replacement. */
function asFirstOrder(action: PossibleAction): PossibleAction {
  if (action.name === 'release-original') return { ...action, name: 'release-first' }
  return action.name === 'release-replacement' ? { ...action, isRare: true } : action
}

/** The ERP refused the order for good reason. Another system may have the order. */
const notWanted = ({ canDiscardMailed }: OrderView): PossibleAction[] =>
  canDiscardMailed ? [usualAction('discard-mailed')] : []

/** People have only a mail, so a person keys the order for the system. A system that may have the order is looked at first. */
function keyForSystem(action: PossibleAction, holdings: readonly Holding[]): PossibleAction[] {
  const holding = holdings.find(({ passed }) => passed?.isByMail && passed.route === action.route)
  if (action.name !== 'has-it' || !holding) return [action]
  const done = usualAction('done', action.route)
  const hasIt = usualAction('has-it', action.route)
  return mayHaveOrder(holding) ? [hasIt, done] : [done, hasIt]
}

const CANCEL_ORDER = rareAction('cancel-order')

/** The cancellation on one route alone leaves the order with the other receivers. */
const cancelFirst = (one: PossibleAction, other: PossibleAction): number =>
  Number(other === CANCEL_ORDER) - Number(one === CANCEL_ORDER)

/** The routes that a cancellation of the whole order goes by. */
export const routesToCancel = (supplier: CancellationRules, order: OrderView): string[] =>
  order.deliveries.some(({ state }) => state === 'sending')
    ? []
    : keepingRoutes(order).filter((route) => sendsCancellations(supplier, route))

/** No person keys an order that every receiver has. */
function forCopy(action: PossibleAction): PossibleAction[] {
  if (action.name === 'keyed') return []
  if (action.name === 'done') return [{ ...action, name: 'copy-done' }]
  return [action.name === 'hold' ? { ...action, isRare: true } : action]
}

/** The routes that have the order and cannot cancel the order. */
export const routesWithoutCancellation = (supplier: CancellationRules, order: OrderView): string[] =>
  possibleActions(order)
    .filter(({ name, route }) => name === 'cancel' && !sendsCancellations(supplier, route ?? ''))
    .map(({ route }) => route ?? '')

/** A call about a refusal; the undo of a call is seldom needed. */
function ofTheCall({ refusal }: OrderView): PossibleAction[] {
  if (!refusal) return []
  return [refusal.calledAt === null ? usualAction('called') : rareAction('not-called')]
}

/** The desk mostly writes about an order that the customer does not get as ordered. */
const toNotify = ({ state, purgedAt }: OrderView): PossibleAction[] =>
  purgedAt === undefined
    ? [{ name: 'notify-customer', route: null, isRare: state === 'pending' || state === 'settled' }]
    : []

function onTheOrder(order: OrderView): PossibleAction[] {
  const { deliveries } = order
  if (deliveries.every(({ state }) => state !== 'held')) return []
  const version = heldVersion(order)
  const mayBeThere = deliveries.some((delivery) => delivery.version < version && mayHaveReached(delivery))
  const names: ActionName[] = mayBeThere ? ['release-replacement', 'release-original'] : ['release']
  return [...names, 'discard' as const].map((name) => usualAction(name))
}

/**
 * A person keys an order once for all open routes. The outbox settles no delivery during an attempt. A receiver that accepted the
 * order with changes has the order.
 */
const toKey = (order: OrderView): PossibleAction[] =>
  openRoutes(order).length > 1 && order.deliveries.every(({ state }) => state !== 'sending')
    ? [order.deliveries.some(({ standstill }) => standstill === 'changed') ? rareAction('keyed') : usualAction('keyed')]
    : []

/** A held document may have arrived, so a release may bring a second order. */
export const mayBeThere = ({ deliveries }: OrderView): boolean =>
  deliveries.some(({ state, reached }) => state === 'held' && reached === 'maybe')

function toHold({ deliveries }: OrderView): PossibleAction[] {
  // The outbox refuses a hold while any attempt is under way.
  const isUnderWay = deliveries.some(({ state }) => state === 'sending')
  const stops = deliveries.some(
    (delivery) => canHold(delivery, delivery.interchange !== null) || delivery.ifNobodyActs?.kind === 'new-route',
  )
  return stops && !isUnderWay ? [usualAction('hold')] : []
}

/** The content of an order that may still be sent cannot be erased. */
function toErase({ state, purgedAt, sharesOpenDocument }: OrderView): PossibleAction[] {
  const isOver = state === 'settled' || state === 'discarded' || state === 'refused'
  return isOver && purgedAt === undefined && !sharesOpenDocument ? [rareAction('erase')] : []
}

/** A hold cannot stop these routes: the order was sent by each route, or may have been. */
export const routesWithOrder = ({ deliveries }: OrderView): string[] => routesOf(deliveries.filter(mayHaveReached))
