import { type DeliveryFact, isSettled } from '../model/delivery-state.ts'

/**
 * Whether the gateway may mark the order as viewed, which tells the customer that the goods will come. `yes` needs
 * every delivery settled, and every chain of the latest version delivered or done. `never`: not while this is the
 * latest version. Open deliveries are waited for.
 */
export function canMarkViewed(deliveries: readonly DeliveryFact[], cancels: boolean): 'yes' | 'wait' | 'never' {
  if (deliveries.length === 0 || deliveries.some(({ state }) => !isSettled(state))) return 'wait'
  const latest = Math.max(...deliveries.map(({ version }) => version))
  const current = deliveries.filter(({ version }) => version === latest)
  const carried = new Set(
    current.filter(({ state }) => state === 'delivered' || state === 'done').map(({ primaryRoute }) => primaryRoute),
  )
  const isWhole = current.every(({ state, primaryRoute }) => state !== 'discarded' && carried.has(primaryRoute))
  return isWhole && !cancels ? 'yes' : 'never'
}
