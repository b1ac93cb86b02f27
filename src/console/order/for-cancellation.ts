import { isSettled } from '../../model/delivery-state.ts'
import { newestDeliveryOn } from '../../outbox/actions/actions.ts'
import { keptThoughCancelled } from '../../outbox/actions/kept-by.ts'
import type { OrderView } from '../../outbox/views.ts'
import type { PossibleAction } from './possible-actions.ts'
import { heldVersion } from './routes-of-action.ts'

type Delivery = OrderView['deliveries'][number]

/** The receiver of a refused cancellation still has the order. A mail to people has no other words. */
export const isRefusedCancellation = ({ purpose, state }: Pick<Delivery, 'purpose' | 'state'>): boolean =>
  purpose === 'cancellation' && state === 'refused'

/** A release sends a cancellation, and no version of the order. */
export const isHeldCancellation = (order: OrderView): boolean =>
  order.deliveries.some(
    ({ state, purpose, version }) => state === 'held' && purpose === 'cancellation' && version === heldVersion(order),
  )

/** The action is for the open cancellation on the route. Or people cancel the order by hand there. */
export const settlesCancellation = ({ name, route }: PossibleAction, { deliveries }: OrderView): boolean =>
  ((name === 'done' || name === 'has-it') &&
    newestDeliveryOn(deliveries.filter(isOpen), route ?? '')?.purpose === 'cancellation') ||
  (name === 'done' && keptThoughCancelled(deliveries).includes(route ?? ''))

export const hasOpenCancellation = ({ deliveries }: OrderView): boolean =>
  deliveries.some((delivery) => isOpen(delivery) && delivery.purpose === 'cancellation')

/**
 * A cancellation is no order. A person neither keys a cancellation, nor holds a refused cancellation. The outbox corrects and
 * cancels no cancellation.
 */
export function forCancellation(action: PossibleAction, order: OrderView): PossibleAction[] {
  const { name, route } = action
  if (name === 'resend-correction' || name === 'cancel')
    return newestDeliveryOn(order.deliveries, route ?? '')?.purpose === 'cancellation' ? [] : [action]
  if (name === 'has-it') return settlesCancellation(action, order) ? [] : [action]
  if (name === 'hold') return order.deliveries.filter(isOpen).every(isRefusedCancellation) ? [] : [action]
  // The outbox sends a cancellation by the route of the order alone.
  if (name === 'keyed' || name === 'send-by') return hasOpenCancellation(order) ? [] : [action]
  if (!name.startsWith('release') || !isHeldCancellation(order)) return [action]
  return name === 'release-replacement' || name === 'release' ? [{ ...action, name: 'release', isRare: false }] : []
}

const isOpen = ({ state }: Delivery): boolean => !isSettled(state)
