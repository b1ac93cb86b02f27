import type { HoldReason } from '../../model/delivery-state.ts'
import type { LeftOut, OpenDelivery } from '../../outbox/desk-view.ts'
import type { RouteView } from '../../outbox/route/route-view.ts'
import type { RoutePause, Stuck } from '../../profile/desk-advice.ts'

/** Deliveries of a route that do not leave, or are late. */
export interface StuckCause extends Pick<Stuck, 'route' | 'pause'> {
  readonly kind: 'paused' | 'circuit' | 'refused' | 'late' | 'unanswered' | 'uncollected'
  readonly since: string | null
}

/** Orders that wait for a person for the same cause, so that one decision may settle all. */
export interface Cause {
  readonly what: { readonly kind: 'held'; readonly reason: HoldReason } | StuckCause
  /** A delivery for each order, the earliest cut-off first. */
  readonly orders: readonly OpenDelivery[]
  /** Every system has the orders, and only copies wait. */
  readonly isCopy: boolean
  /** More orders wait for this cause than `orders` has. */
  readonly isMore: boolean
  /** The earliest cut-off in milliseconds since 1970; null without any. */
  readonly cutOff: number | null
}

type What = Cause['what']

type Group = Pick<Cause, 'what' | 'isCopy'> & { readonly orders: Map<string, OpenDelivery> }

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
    const group = groups.get(key) ?? { what, isCopy, orders: new Map<string, OpenDelivery>() }
    if (!group.orders.has(delivery.orderId)) group.orders.set(delivery.orderId, delivery)
    groups.set(key, group)
  }
  return [...groups.values()]
    .map(({ what, isCopy, orders }) => {
      const all = [...orders.values()].sort((a, b) => timeOf(a) - timeOf(b))
      const cutOff = all[0] ? timeOf(all[0]) : NEVER
      return { what, isCopy, orders: all, isMore: isMoreOf(what, leftOut), cutOff: cutOff === NEVER ? null : cutOff }
    })
    .sort(
      (a, b) =>
        Number(a.isCopy) - Number(b.isCopy) ||
        compare(a.cutOff ?? NEVER, b.cutOff ?? NEVER) ||
        b.orders.length - a.orders.length,
    )
}

const NONE_LEFT_OUT: LeftOut = { held: false, refused: false, late: [], waiting: [] }

function isMoreOf(what: What, leftOut: LeftOut): boolean {
  if (what.kind === 'held' || what.kind === 'refused') return leftOut[what.kind]
  const isWaiting = what.kind === 'paused' || what.kind === 'circuit'
  return leftOut[isWaiting ? 'waiting' : 'late'].includes(what.route)
}

const NEVER = Number.MAX_SAFE_INTEGER

const compare = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1)

const timeOf = ({ cutOff }: OpenDelivery): number => (cutOff === null ? NEVER : Date.parse(cutOff))

/** Null for a delivery that goes on by itself. */
function causeOf(
  { state, holdReason, route, reached, isLate }: OpenDelivery,
  routes: readonly RouteView[],
  mailboxes: ReadonlySet<string>,
): What | null {
  if (state === 'held' && holdReason !== null) return { kind: 'held', reason: holdReason }
  const view = routes.find((one) => one.route === route)
  const stuck = { route, pause: pauseIn(view), since: null }
  // A resumed route sends what waits. A refused delivery stays until a person retries it.
  if (state === 'refused') return { ...stuck, kind: 'refused' }
  if (view?.paused && reached !== 'yes') return { ...stuck, kind: 'paused', since: view.paused.pausedAt }
  if (view?.waitsFor?.kind === 'circuit' && reached !== 'yes') {
    return { ...stuck, kind: 'circuit', since: view.waitsFor.since }
  }
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
