import { isSettled, isStanding } from '../../model/delivery-state.ts'
import { keptBy } from '../../outbox/actions/kept-by.ts'
import type { OrderView } from '../../outbox/views.ts'
import { clearSystem } from '../../profile/clear-system.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { orderHoldings } from './order-holdings.ts'
import type { ActionName } from './possible-actions.ts'

/** Each route of the deliveries once. */
export const routesOf = (deliveries: readonly { readonly route: string }[]): string[] => [
  ...new Set(deliveries.map(({ route }) => route)),
]

/** The version that an action on the order means. */
export const heldVersion = ({ deliveries, version }: OrderView): number =>
  Math.max(0, ...deliveries.filter(({ state }) => state === 'held').map((delivery) => delivery.version)) || version

/** The routes that a release sends by. */
export const releasedRoutes = (order: OrderView): string[] =>
  routesOf(order.deliveries.filter(({ state, version }) => state === 'held' && version === heldVersion(order)))

/** The routes with a delivery that is not settled. */
export const openRoutes = ({ deliveries }: OrderView): string[] =>
  routesOf(deliveries.filter(({ state }) => !isSettled(state)))

/** The newest open delivery for each receiver. A fallback chain has a single receiver. */
export const openDeliveries = ({ deliveries }: OrderView): OrderView['deliveries'] => {
  const open = deliveries.filter(({ state }) => !isSettled(state))
  return [...Map.groupBy(open, primaryOf).values()].flatMap((chain) => chain.slice(-1))
}

const primaryOf = ({ route, fallbackFor }: OrderView['deliveries'][number]): string => fallbackFor ?? route

/** The routes to systems that lack the order, because people have a mail instead. */
const mailedRoutes = (order: OrderView, supplier: Pick<Supplier, 'routes'>): string[] =>
  orderHoldings(order, supplier).flatMap(({ passed, open }) =>
    passed?.isByMail && open === null ? [passed.route] : [],
  )

/** The routes of a report of several orders: open routes, routes that a mail replaced, and routes of an order placed again. */
export const keyableRoutes = (order: OrderView, supplier: Pick<Supplier, 'routes'>): string[] => [
  ...routesOf(openDeliveries(order)),
  ...mailedRoutes(order, supplier),
  ...(order.placedAgain?.routes ?? []),
]

/** The routes that a person most likely keyed the order for, first of all after a mail. None in case of doubt. */
export function likelyKeyed(order: OrderView, supplier: Pick<Supplier, 'routes'>): string[] {
  const mailed = mailedRoutes(order, supplier)
  if (mailed.length > 0) return mailed
  const open = openDeliveries(order)
  const clear = clearSystem(open.map(primaryOf), supplier)
  return routesOf(open.filter((delivery) => primaryOf(delivery) === clear))
}

/** The routes that an action on the whole order is for. */
export const actionRoutes = (name: ActionName, order: OrderView): string[] =>
  name === 'keyed' ? openRoutes(order) : name.startsWith('release') ? releasedRoutes(order) : []

/** The routes where the held version is settled, so a release sends nothing there. */
export const settledRoutes = (order: OrderView): string[] =>
  routesOf(
    order.deliveries.filter(
      ({ state, version }) => version === heldVersion(order) && (state === 'delivered' || state === 'done'),
    ),
  )

/** The routes that brought the order, or may have, and have no cancellation. */
export const keepingRoutes = ({ deliveries }: OrderView): string[] => keptBy(deliveries)

/** The newest version that may be sent, or may have arrived, without discarded versions. Else the newest version. */
export const standingVersion = ({ versions, deliveries }: OrderView): OrderView['versions'][number] | undefined =>
  versions.findLast((one) =>
    deliveries.some(
      (delivery) => delivery.version === one.version && delivery.state !== 'discarded' && isStanding(delivery),
    ),
  ) ?? versions.at(-1)

/** The newest version before this version, without discarded versions, cancels the order. */
export const followsCancellation = ({ versions, deliveries }: OrderView, version: number): boolean =>
  versions.findLast(
    (one) =>
      one.version < version &&
      deliveries.some((delivery) => delivery.version === one.version && delivery.state !== 'discarded'),
  )?.status === 'cancelled'

/** The version that is valid again after a discard; null where the discarded version replaced none. */
export function versionBefore({ deliveries }: OrderView, version: number, route: string | null): number | null {
  const earlier = deliveries.filter(
    (delivery) =>
      delivery.version < version && delivery.state !== 'discarded' && (route === null || delivery.route === route),
  )
  return earlier.length === 0 ? null : Math.max(...earlier.map((delivery) => delivery.version))
}
