import type { DeliveryFact } from '../../model/delivery-state.ts'
import type { Order } from '../../model/order/order.ts'
import { newestHeld } from '../../outbox/actions/actions.ts'
import { isUnknownReason } from '../../outbox/catalogue/held-unknown.ts'
import type { RouteStart } from '../../outbox/decide.ts'
import { deliveriesOf } from '../../outbox/deliveries.ts'
import type { Sql } from '../../outbox/sql.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { readStoredOrder } from '../../steps/commit.ts'
import { checkRoutes } from '../../steps/rehearse.ts'

/** A delivery that is held for an unknown number, and how the delivery would start today. */
interface JudgedDelivery {
  readonly delivery: DeliveryFact
  /** Undefined when the route no longer takes the order. */
  readonly start: RouteStart | undefined
}

export interface JudgedHeld {
  readonly version: number
  readonly order: Order
  readonly all: readonly DeliveryFact[]
  readonly deliveries: readonly JudgedDelivery[]
  /** The findings in the supplier's language; null without findings. */
  readonly remark: string | null
  /** No number of the order is unknown any more. */
  readonly isKnown: boolean
}

/** Judges the newest held version of an order by these tables. Null when no number keeps the version back. */
export function judgeHeld(sql: Sql, supplier: Supplier, orderId: string, now: number): JudgedHeld | null {
  const all = deliveriesOf(sql, orderId)
  const held = newestHeld(all).filter(({ holdReason }) => isUnknownReason(holdReason))
  const [first] = held
  const order = first && readStoredOrder({ sql, supplier }, orderId, first.version)
  if (!order) return null
  const { routes, refused, remark } = checkRoutes(order, supplier, now, 'nobody')
  const deliveries = held.map((delivery) => ({
    delivery,
    start: routes.find(({ route }) => route === delivery.primaryRoute)?.start,
  }))
  const isKnown =
    refused.length === 0 &&
    deliveries.some(({ start }) => start !== undefined) &&
    deliveries.every(({ start }) => start?.state !== 'held' || !isUnknownReason(start.reason))
  return { version: first.version, order, all, deliveries, remark, isKnown }
}
