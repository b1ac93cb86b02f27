import type { StandingRules } from '../model/order-standing.ts'
import { type CancellationRules, sendsCancellations } from './cancellations.ts'
import { copyRankOf } from './copy-routes.ts'

/** The settings that say how an order stands. */
export const standingRules = (supplier: CancellationRules): StandingRules => ({
  rankOf: copyRankOf(supplier),
  sendsCancellations: (route) => sendsCancellations(supplier, route),
})
