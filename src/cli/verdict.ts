import type { Order } from '../model/order/order.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { checkRoutes } from '../steps/rehearse.ts'

/**
 * Reasons why a gateway would not send this order on this route at once; empty if the gateway would. The rules judge
 * the order at its time of placement, so that an old sample is not late.
 */
export function whyNotSent(order: Order, supplier: Supplier, { name }: Route): string[] {
  const { date, time, offset } = order.orderedOn
  const { refused, routes, findings } = checkRoutes(order, supplier, Date.parse(`${date}T${time}${offset}`))
  if (refused.length > 0)
    return refused.map(({ code, message }) => `A gateway would refuse this order (${code}): ${message}`)
  // A fallback route has no plan of its own: the rules hold a fallback like the primary routes.
  const plan = routes.find(({ route }) => route === name) ?? routes[0]
  if (plan?.start.state !== 'held') return []
  const [first, ...others] = findings.map(({ message }) => message)
  const why = first ?? 'it is a test order, and this route takes none.'
  return [`A gateway would hold this order (${plan.start.reason}): ${why}`, ...others]
}
