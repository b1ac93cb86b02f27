import type { OrderView } from '../../outbox/views.ts'
import type { ActionName } from './possible-actions.ts'

/**
 * Changes with every event of the order, so that no person decides about an outdated page. Before a call, changes with every
 * refusal that the call settles too.
 */
export const orderState = ({ version, timeline, refusal }: OrderView, action?: ActionName): string =>
  [
    ...[version, timeline.length],
    ...(action === 'called' ? (refusal?.orders ?? []).map(({ refusedAt }) => refusedAt) : []),
  ].join('-')
