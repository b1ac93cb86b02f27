import type { CountedDelivery } from '../model/counting-versions.ts'
import { isSettled } from '../model/delivery-state.ts'
import { type CopyRank, receiverChains } from '../model/erp-holding.ts'
import { keptBy } from './actions/kept-by.ts'

/** Each receiver that has the order has a cancellation too, or gets one. */
export function isBeingCancelled(deliveries: readonly CountedDelivery[], rankOf: CopyRank): boolean {
  const all = receiverChains(deliveries, rankOf).flatMap(([, chain]) => chain)
  return (
    all.some(({ purpose, state }) => purpose === 'cancellation' && state !== 'discarded') &&
    all.every(({ purpose, state }) => purpose === 'cancellation' || isSettled(state)) &&
    keptBy(all).length === 0
  )
}
