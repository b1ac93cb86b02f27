import { type DeliveryFact, isSettled } from './state.ts'

/**
 * Whether the customer may be shown that the goods will come: every delivery of the order is settled, and every ladder of its
 * latest version has been carried out, by the receipt that its route asks for or by a person's word. `never`: not while this is its
 * latest version. What is held, refused or on its way is waited for.
 */
export function canMarkViewed(deliveries: readonly DeliveryFact[], cancels: boolean): 'yes' | 'wait' | 'never' {
  if (deliveries.length === 0 || deliveries.some(({ state }) => !isSettled(state))) return 'wait'
  const latest = Math.max(...deliveries.map(({ version }) => version))
  const current = deliveries.filter(({ version }) => version === latest)
  const carried = new Set(
    current.filter(({ state }) => state === 'delivered' || state === 'done').map(({ ladder }) => ladder),
  )
  const isWhole = current.every(({ state, ladder }) => state !== 'discarded' && carried.has(ladder))
  return isWhole && !cancels ? 'yes' : 'never'
}
