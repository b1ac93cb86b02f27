import type { PassedOrder } from '../../outbox/passed-orders.ts'
import type { Cause, PassedCause } from './causes.ts'

/**
 * Groups the orders that another route brought by the route that did not take the orders, and by the reason. No order is missing, so a cut-off that is past
 * is none.
 */
export const passedCauses = (passed: readonly PassedOrder[], now: number): Cause[] =>
  [...Map.groupBy(passed, (order) => JSON.stringify(whatOf(order))).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const coming = group.flatMap(({ cutOff }) => (cutOff === null ? [] : [Date.parse(cutOff)])).filter((at) => at > now)
    return [
      {
        what: whatOf(first),
        orders: group.map((order) => ({ ...order, holdReason: null, isCopy: false, missing: null })),
        ...{ isCopy: false, isMore: false, cutOff: coming.length > 0 ? Math.min(...coming) : null },
      },
    ]
  })

const whatOf = ({ why, route, broughtBy, canDiscard }: PassedOrder): PassedCause => ({
  ...{ kind: 'passed', why, route, broughtBy, canDiscard },
})
