import { type DeliveryFact, isSettled, mayHaveReached } from '../../model/delivery-state.ts'
import type { Purpose } from '../../model/document.ts'
import { newestDeliveryOn } from './actions.ts'

type Brought = Pick<DeliveryFact, 'route' | 'state' | 'reached'> & { readonly purpose: Purpose }

/** The routes that brought the order, or may have, and have no cancellation. A later version counts once it may have arrived. */
export function keptBy(deliveries: readonly Brought[]): string[] {
  const brought = deliveries.filter(mayHaveReached)
  const all = deliveries.filter((one) => one.purpose === 'cancellation' || brought.includes(one))
  return [...new Set(brought.map(({ route }) => route))].filter(
    (route) => newestDeliveryOn(all, route)?.purpose !== 'cancellation',
  )
}

/** The routes where people cancel the order by hand. A cancellation goes by another route. */
export const keptThoughCancelled = (deliveries: readonly Brought[]): string[] =>
  deliveries.some(({ purpose, state }) => purpose === 'cancellation' && state !== 'discarded' && state !== 'superseded')
    ? keptBy(deliveries).filter((route) => deliveries.every((one) => one.route !== route || isSettled(one.state)))
    : []
