import { type DeliveryFact, isSettled, mayHaveReached } from '../../model/delivery-state.ts'
import type { Purpose } from '../../model/document.ts'

type Brought = Pick<DeliveryFact, 'route' | 'state' | 'reached'> & { readonly purpose: Purpose }

/**
 * The routes that brought the order, or may have, and have no cancellation since. A later version counts once it may have
 * arrived. Neither a person nor an attempt follows up a cancellation that was discarded or superseded, so such a
 * cancellation does not count.
 */
export function keptBy(deliveries: readonly Brought[]): string[] {
  const counting = deliveries.filter(
    (one) =>
      one.state !== 'discarded' && (one.purpose === 'cancellation' ? one.state !== 'superseded' : mayHaveReached(one)),
  )
  return [...new Set(deliveries.filter(mayHaveReached).map(({ route }) => route))].filter(
    (route) => counting.findLast((one) => one.route === route)?.purpose !== 'cancellation',
  )
}

/** The routes where people cancel the order by hand. A cancellation goes by another route. */
export const keptThoughCancelled = (deliveries: readonly Brought[]): string[] =>
  deliveries.some(({ purpose, state }) => purpose === 'cancellation' && state !== 'discarded' && state !== 'superseded')
    ? keptBy(deliveries).filter((route) => deliveries.every((one) => one.route !== route || isSettled(one.state)))
    : []
