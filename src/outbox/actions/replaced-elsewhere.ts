import { type DeliveryFact, type DeliveryState, isUnsent } from '../../model/delivery-state.ts'
import { type CopyRank, receiverChains } from '../../model/erp-holding.ts'
import { isCancellation } from '../deliveries.ts'
import type { DeliveryKey } from '../due.ts'
import type { Sql } from '../sql.ts'

/** The delivery is unsent, or waits for a person. */
export const canSupersede = (delivery: DeliveryFact): boolean =>
  isUnsent(delivery) || delivery.state === 'held' || delivery.state === 'refused'

/** An order that may have arrived is not tried again, because each attempt could bring a second order. */
const OPEN: ReadonlySet<DeliveryState> = new Set([
  ...(['waiting', 'sending', 'deferred', 'uncertain', 'held', 'refused'] as const),
])

/**
 * Lists the earlier deliveries on chains that this version does not use. An example is another depot's route. A receiver gets the
 * version by a chain in `going`. A copy replaces none of them. A cancellation ends only its own route, and goes on beside a version
 * for another route.
 */
export function replacedElsewhere(
  sql: Sql,
  { orderId, version }: Pick<DeliveryKey, 'orderId' | 'version'>,
  all: readonly DeliveryFact[],
  going: ReadonlySet<string>,
  rankOf: CopyRank,
): DeliveryFact[] {
  if (isCancellation(sql, orderId, version)) return []
  const own = all.filter((delivery) => delivery.version === version)
  if (!receiverChains(own, rankOf).some(([primaryRoute]) => going.has(primaryRoute))) return []
  const used = new Set([...going, ...own.map(({ primaryRoute }) => primaryRoute)])
  return all.filter(
    (delivery) =>
      delivery.version < version &&
      !used.has(delivery.primaryRoute) &&
      OPEN.has(delivery.state) &&
      !isCancellation(sql, orderId, delivery.version),
  )
}
