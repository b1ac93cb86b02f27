import type { HoldReason } from '../../model/delivery-state.ts'
import { isLasting } from '../../model/lasting-cause.ts'
import { isUnknownReason } from '../../outbox/catalogue/held-unknown.ts'
import type { LeftOut, OpenDelivery } from '../../outbox/desk-view.ts'
import type { PassedOrder } from '../../outbox/passed-orders.ts'
import type { RouteView } from '../../outbox/route/route-view.ts'
import type { RoutePause, Stuck } from '../../profile/desk-advice.ts'
import type { CauseOrder } from './cause-order.ts'
import { type AwaitedNumber, groupByNumber } from './number-causes.ts'

/** Deliveries of a route that do not leave, or are late. */
export interface StuckCause extends Pick<Stuck, 'route' | 'pause'> {
  readonly kind:
    | 'paused'
    | 'circuit'
    | 'lasting'
    | 'refused'
    | 'cancellation'
    | 'cancelling'
    | 'changed'
    | 'late'
    | 'unanswered'
    | 'uncollected'
  readonly since: string | null
}

/** Orders that a person must settle, because the system behind `route` did not take the orders, and `broughtBy` brought the orders. */
export interface PassedCause extends Pick<PassedOrder, 'why' | 'route' | 'broughtBy' | 'canDiscard'> {
  readonly kind: 'passed'
}

interface HeldCause {
  readonly kind: 'held'
  readonly reason: HoldReason
  /** The number that all these orders wait for; null for another reason. */
  readonly number: AwaitedNumber | null
  /** The numbers of these orders that Today does not name. */
  readonly unnamed: number
}

/** Orders that wait for a person for the same cause, so that one decision may settle all. */
export interface Cause {
  readonly what: HeldCause | StuckCause | PassedCause
  /** A delivery for each order, the earliest cut-off first. */
  readonly orders: readonly CauseOrder[]
  /** Every system has the orders, and only copies wait. */
  readonly isCopy: boolean
  /** More orders wait for this cause than `orders` has. */
  readonly isMore: boolean
  /** The earliest cut-off in milliseconds since 1970; null without any. */
  readonly cutOff: number | null
}

type What = HeldCause | StuckCause

type Group = Pick<Cause, 'isCopy'> & { readonly what: What; readonly orders: Map<string, CauseOrder> }

/** Groups open deliveries by cause: copies last, the earliest cut-off first, then the cause with more orders. `mailboxes` names routes. */
export function causesOf(
  open: readonly OpenDelivery[],
  routes: readonly RouteView[],
  mailboxes: ReadonlySet<string> = new Set(),
  leftOut: LeftOut = NONE_LEFT_OUT,
): Cause[] {
  const groups = new Map<string, Group>()
  for (const delivery of open) {
    const what = causeOf(delivery, routes, mailboxes)
    if (!what) continue
    const { isCopy } = delivery
    const key = `${isCopy} ${what.kind} ${what.kind === 'held' ? what.reason : what.route}`
    const group = groups.get(key) ?? { what, isCopy, orders: new Map<string, CauseOrder>() }
    if (!group.orders.has(delivery.orderId)) group.orders.set(delivery.orderId, delivery)
    groups.set(key, group)
  }
  return [...groups.values()]
    .flatMap((group) => causesIn(group, leftOut))
    .sort(
      (a, b) =>
        Number(a.isCopy) - Number(b.isCopy) ||
        compare(a.cutOff ?? NEVER, b.cutOff ?? NEVER) ||
        b.orders.length - a.orders.length,
    )
}

/** The cause, or a cause for each number: a person enters a number once. */
function causesIn({ what, isCopy, orders }: Group, leftOut: LeftOut): Cause[] {
  const all = [...orders.values()].sort((a, b) => timeOf(a) - timeOf(b))
  const isMore = isMoreOf(what, leftOut)
  if (what.kind !== 'held' || isCopy || !isUnknownReason(what.reason))
    return [{ what, isCopy, isMore, orders: all, cutOff: firstOf(all) }]
  const isUnread = all.some(({ missing }) => missing === null)
  return groupByNumber(all).map(({ number, unnamed, orders: some }) => ({
    what: { ...what, number, unnamed },
    ...{ isCopy, isMore: isMore || (isUnread && number !== null), orders: some, cutOff: firstOf(some) },
  }))
}

const firstOf = ([order]: readonly CauseOrder[]): number | null => (order?.cutOff ? Date.parse(order.cutOff) : null)

const NONE_LEFT_OUT: LeftOut = { held: false, refused: false, late: [], waiting: [] }

function isMoreOf(what: What, leftOut: LeftOut): boolean {
  if (what.kind === 'held') return leftOut.held
  if (what.kind === 'refused' || what.kind === 'cancellation' || what.kind === 'changed') return leftOut.refused
  const isWaiting = what.kind === 'paused' || what.kind === 'circuit' || what.kind === 'lasting'
  return leftOut[isWaiting ? 'waiting' : 'late'].includes(what.route)
}

const NEVER = Number.MAX_SAFE_INTEGER

const compare = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1)

const timeOf = ({ cutOff }: CauseOrder): number => (cutOff === null ? NEVER : Date.parse(cutOff))

/** Null for a delivery that goes on by itself. */
function causeOf(
  { state, holdReason, route, reached, isLate, isChanged, isCancellation }: OpenDelivery,
  routes: readonly RouteView[],
  mailboxes: ReadonlySet<string>,
): What | null {
  const view = routes.find((one) => one.route === route)
  const stuck = { route, pause: pauseIn(view), since: null }
  const isHeld = state === 'held' && holdReason !== null
  // The words about an order ask to key the order.
  if (isHeld && isCancellation) return { ...stuck, kind: 'cancelling' }
  if (isHeld) return { kind: 'held', reason: holdReason, number: null, unnamed: 0 }
  // A resumed route sends what waits. A refused delivery stays until a person retries it.
  if (state === 'refused')
    return { ...stuck, kind: isCancellation ? 'cancellation' : isChanged ? 'changed' : 'refused' }
  const isPaused = view?.paused && reached !== 'yes'
  const isSilent = view?.waitsFor?.kind === 'circuit' && reached !== 'yes'
  // The words about a pause name orders that did not leave. The system may have the cancelled order.
  if (isCancellation)
    return (isLate || isPaused || isSilent) && state !== 'sending' ? { ...stuck, kind: 'cancelling' } : null
  if (isPaused) return { ...stuck, kind: 'paused', since: view.paused.pausedAt }
  if (view?.lastFailure && isLasting(view.lastFailure.why) && reached !== 'yes') return { ...stuck, kind: 'lasting' }
  if (isSilent) return { ...stuck, kind: 'circuit', since: view.waitsFor.since }
  if (!isLate || state === 'sending') return null
  if (state === 'sent') return { ...stuck, kind: 'unanswered' }
  // The gateway tries nothing by a mailbox: the supplier's system collects.
  return { ...stuck, kind: mailboxes.has(route) ? 'uncollected' : 'late' }
}

const pauseIn = (view: RouteView | undefined): RoutePause | null =>
  view?.paused ? (view.paused.pausedBy === null ? 'gateway' : 'person') : null

/** The number of orders in these causes. An order with two causes counts once. */
export const countOrders = (causes: readonly Cause[]): number =>
  new Set(causes.flatMap(({ orders }) => orders.map(({ orderId }) => orderId))).size
