import type { Reached } from '../../model/attempt-result.ts'
import type { DeliveryState } from '../../model/delivery-state.ts'
import { type AgeRules, type DueFacts, holdDelivery, staleReason } from '../due.ts'
import type { HeldDelivery } from '../queue.ts'
import type { Sql } from '../sql.ts'

/** The time limits of the orders, and the present time. */
export interface TimeLimits {
  readonly ages: AgeRules
  readonly now: number
}

interface Uncollected extends DueFacts {
  readonly version: number
  readonly state: DeliveryState
  readonly reached: Reached
}

/**
 * Holds the documents that nobody fetched in time. A mailbox makes no attempt that would check the time limits, so the
 * receiver's system would collect an order after its delivery day.
 */
export function holdStale<U extends Uncollected>(
  sql: Sql,
  route: string,
  documents: readonly U[],
  { ages, now }: TimeLimits,
): { readonly inTime: readonly U[]; readonly stale: readonly HeldDelivery[] } {
  const isLate = (document: U): boolean =>
    document.state === 'waiting' && document.reached === 'no' && staleReason(document, ages, now) !== null
  const stale = documents.filter(isLate)
  if (stale.length === 0) return { inTime: documents, stale: [] }
  for (const { orderId, version } of stale) holdDelivery(sql, { orderId, version, route }, 'stale', now)
  return {
    inTime: documents.filter((document) => !stale.includes(document)),
    stale: stale.map(({ orderId, version }) => ({ orderId, version, reason: 'stale' })),
  }
}
