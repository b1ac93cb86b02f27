import type { BreakGlassOrders } from '../../model/break-glass-orders.ts'
import { fill } from '../../text/fill.ts'
import { orderPath, queryOf } from '../frame/paths.ts'
import type { Visit } from '../frame/visit.ts'

interface SettleProps {
  /** The key of the supplier. */
  readonly name: string
  readonly printed: BreakGlassOrders['orders'][number]
  readonly visit: Visit
  /** The visitor may report an order as keyed. */
  readonly mayReport: boolean
}

/** Leads to the action for the system that refused the order. Another system of the order stays as it is. */
export function SettleLinks({ name, printed, visit, mayReport }: SettleProps) {
  const { actions, today } = visit.words
  const path = orderPath(name, printed.orderId)
  const refusing = printed.holdings.flatMap(({ passed }) => (passed?.isByMail ? [passed.route] : []))
  return (
    <p class="no">
      {mayReport &&
        refusing.map((route) => (
          <>
            <a href={`${path}/do/done${queryOf({ route })}`}>{fill(actions.done.label, { route })}</a>{' '}
          </>
        ))}
      <a href={path}>{fill(today.look, { order: printed.order.number })}</a>
    </p>
  )
}
