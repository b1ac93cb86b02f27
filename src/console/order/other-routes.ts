import { mayHaveReached } from '../../model/delivery-state.ts'
import { newestDeliveryOn } from '../../outbox/actions/actions.ts'
import type { OrderView } from '../../outbox/views.ts'
import { substitutesOf } from '../../profile/fallbacks.ts'
import { takesOrder } from '../../profile/rules.ts'
import type { Supplier } from '../../profile/supplier.ts'

/** Whether a person must say how this version goes to one of the routes `others`: an earlier version may be there already. */
export function needsAs({ deliveries }: OrderView, route: string, others: readonly string[]): boolean {
  const delivery = newestDeliveryOn(deliveries, route)
  if (!delivery) return false
  const earlier = deliveries.filter((one) => one.version < delivery.version && mayHaveReached(one))
  if (earlier.some((one) => others.includes(one.route) && chainOf(one) !== chainOf(delivery))) return true
  const { state, reached, purpose, fileName } = delivery
  // Refused at the start, or restored without a document: no person and no attempt has settled the purpose.
  const isUnwritten = purpose === 'original' && fileName === null
  const isUndecided = state === 'held' ? reached === 'no' || isUnwritten : state === 'refused' && isUnwritten
  return isUndecided && deliveries.some((one) => one.version !== delivery.version && mayHaveReached(one))
}

const chainOf = ({ route, fallbackFor }: OrderView['deliveries'][number]): string => fallbackFor ?? route

export interface TakingRoute {
  readonly name: string
  /** The other routes of its fallback chains. */
  readonly substitutes: readonly string[]
}

/** The configured routes that take orders of this customer. The outbox refuses the other routes. */
export const takingRoutes = (supplier: Supplier, { customer }: OrderView): TakingRoute[] =>
  supplier.routes
    .filter((route) => customer === null || takesOrder(route, { customer }, supplier))
    .map(({ name }) => ({ name, substitutes: substitutesOf(supplier, name) }))

/**
 * The routes that may take the order over. A route by which the order goes anyway is none, and neither is its fallback:
 * the warehouse in place of a mail would bring the order beside the ERP.
 */
export function otherRoutes({ deliveries }: OrderView, routes: readonly TakingRoute[], route: string): string[] {
  const firstOf = (name: string) => deliveries.find((delivery) => delivery.route === name)?.fallbackFor ?? name
  const others = deliveries.filter((delivery) => firstOf(delivery.route) !== firstOf(route)).map((one) => one.route)
  return routes.flatMap(({ name, substitutes }) => {
    const isUsed = name === route || deliveries.some((one) => one.route === name && one.state !== 'superseded')
    return isUsed || substitutes.some((substitute) => others.includes(substitute)) ? [] : [name]
  })
}
