import { bringsCopyToSystem } from '../../model/copy-to-system.ts'
import { mayHaveReached } from '../../model/delivery-state.ts'
import { newestDeliveryOn } from '../../outbox/actions/actions.ts'
import type { OrderView } from '../../outbox/views.ts'
import { copyRankOf } from '../../profile/copy-routes.ts'
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

/** The routes that may take the order over from a route. */
export type OtherRoutes = (route: string) => string[]

/**
 * The outbox refuses a route that takes no order of this customer. A route that has the order is none. Its fallback is
 * none either: the warehouse in place of a second depot would bring the order beside the ERP.
 */
export function otherRoutesOf(supplier: Supplier, { customer, deliveries }: OrderView): OtherRoutes {
  const taking = supplier.routes.filter((route) => customer === null || takesOrder(route, { customer }, supplier))
  const firstOf = (name: string) => deliveries.find((delivery) => delivery.route === name)?.fallbackFor ?? name
  const rankOf = copyRankOf(supplier)
  return (route) => {
    const version = newestDeliveryOn(deliveries, route)?.version
    const own = firstOf(route)
    const others = deliveries.filter((delivery) => firstOf(delivery.route) !== own).map((one) => one.route)
    const primaryRoutes = deliveries.filter((one) => one.version === version).map(chainOf)
    return taking.flatMap(({ name }) => {
      const isUsed = name === route || deliveries.some((one) => one.route === name && one.state !== 'superseded')
      const isBeside = substitutesOf(supplier, name).some((substitute) => others.includes(substitute))
      return isUsed || isBeside || bringsCopyToSystem(primaryRoutes, own, name, rankOf) ? [] : [name]
    })
  }
}
