import type { PassedOrder } from '../../outbox/passed-orders.ts'
import type { Cause } from './causes.ts'

/**
 * Groups the orders that another route brought by the route that refused them. No order is missing, so a cut-off that is past
 * is none.
 */
export const passedCauses = (passed: readonly PassedOrder[], now: number): Cause[] =>
  [...Map.groupBy(passed, ({ route, broughtBy }) => JSON.stringify([route, broughtBy])).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { route, broughtBy } = first
    const coming = group.flatMap(({ cutOff }) => (cutOff === null ? [] : [Date.parse(cutOff)])).filter((at) => at > now)
    return [
      {
        what: { kind: 'passed', route, broughtBy },
        orders: group.map((order) => ({ ...order, holdReason: null, isCopy: false, missing: null })),
        ...{ isCopy: false, isMore: false, cutOff: coming.length > 0 ? Math.min(...coming) : null },
      },
    ]
  })
