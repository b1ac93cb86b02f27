import type { DeliveryFact } from '../../model/delivery-state.ts'

/**
 * The newest delivery of a primary route in whose place another route brought the order. The other route may lead to another
 * system, so a person may have entered the order in both.
 */
export function passedDelivery<D extends Omit<DeliveryFact, 'holdReason'>>(all: readonly D[], route: string): D | null {
  const passed = all.findLast((delivery) => delivery.route === route && delivery.state !== 'discarded')
  const isBrought = all.some(
    ({ primaryRoute, version, state }) =>
      primaryRoute === route && version === passed?.version && (state === 'delivered' || state === 'done'),
  )
  return passed?.primaryRoute === route && passed.state === 'superseded' && isBrought ? passed : null
}
