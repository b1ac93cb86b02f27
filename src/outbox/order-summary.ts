import {
  firstReason,
  type HoldReason,
  newestUndiscarded,
  type OrderState,
  orderState,
} from '../model/delivery-state.ts'
import { utcTime } from '../model/local-time.ts'
import { type ShownState, type StandingRules, standingDeliveries, standingOf } from '../model/order-standing.ts'
import { keptBy } from './actions/kept-by.ts'
import { COUNTING_VERSION } from './counting-version.ts'
import type { DeliveryView } from './delivery-views.ts'
import { formerNumbers } from './former-numbers.ts'
import { awaitsCall } from './placed-again.ts'
import type { Sql } from './sql.ts'

/** An order in a list. Times are ISO 8601, UTC. */
export interface OrderSummary {
  readonly supplier: string
  readonly orderId: string
  readonly orderNumber: string | null
  /** The numbers that the order had before; absent when there are none. */
  readonly formerNumbers?: readonly string[]
  readonly customer: string | null
  /** The name of the customer in the tables; absent without a name. */
  readonly customerName?: string
  readonly state: OrderState
  /** The state in the word of the console. `still`: open, and no route sends the order. `attention`: a person must resolve a cause. */
  readonly shownState: ShownState
  readonly holdReason?: HoldReason
  /** The latest accepted version; 0 while every content was refused. */
  readonly version: number
  readonly receivedAt: string
  /** `YYYY-MM-DD`, of the newest version that no person discarded; null without a date, and while every content was refused. */
  readonly deliveryDate: string | null
  /** When an order for the date must be sent; null without a calendar. */
  readonly cutOff: string | null
  /** Routes whose receiver did not take the order, and that no fallback replaces; absent when there are none. */
  readonly refusedBy?: readonly string[]
  /** Primary routes whose receiver refused the newest version before a fallback route took over; absent when there are none. */
  readonly refusedBefore?: readonly string[]
  /** Routes that brought an order that was cancelled elsewhere, and that have no cancellation; absent when there are none. */
  readonly keptBy?: readonly string[]
}

export interface OrderRow {
  readonly seq: number
  readonly id: string
  readonly number: string | null
  /** JSON. */
  readonly formerNumbers: string | null
  readonly customer: string | null
  readonly version: number
  readonly firstAt: number
  readonly problems: string | null
  readonly purgedAt: number | null
  readonly deliveryDate: string | null
  readonly cutOff: number | null
}

export const ORDER_COLUMNS =
  'o.seq, o.id, o.number, o.former_numbers AS formerNumbers, o.customer, o.version, o.first_at AS firstAt, o.problems, o.purged_at AS purgedAt, v.delivery_date AS deliveryDate, v.cut_off AS cutOff'
export const FROM_ORDERS = `orders o LEFT JOIN versions v ON v.order_id = o.id AND v.version = ${COUNTING_VERSION}`

/** Without a configuration, each route leads to a system, and none cancels. */
const NO_RULES: StandingRules = { rankOf: () => 0, sendsCancellations: () => false }

export function summaryOf(
  sql: Sql,
  row: OrderRow,
  supplier: string,
  deliveries: readonly DeliveryView[],
  rules: StandingRules = NO_RULES,
): OrderSummary {
  const holdReason = firstReason(deliveries.map((delivery) => delivery.holdReason))
  // The receiver of a refused cancellation has the order.
  const refusedBy = deliveries.flatMap(({ standstill, route, purpose }) =>
    standstill === 'refused' && purpose !== 'cancellation' ? [route] : [],
  )
  // A fallback route that is still under way may be refused too.
  const isBrought = (route: string): boolean =>
    deliveries.some(
      ({ fallbackFor, version, state }) =>
        fallbackFor === route &&
        version === newestUndiscarded(deliveries, route) &&
        (state === 'delivered' || state === 'done'),
    )
  const refusedBefore = deliveries.flatMap((delivery) =>
    delivery.refusedBefore &&
    delivery.fallbackFor === null &&
    delivery.version === newestUndiscarded(deliveries, delivery.route) &&
    isBrought(delivery.route)
      ? [delivery.route]
      : [],
  )
  const keeping = deliveries.some(({ purpose, state }) => purpose === 'cancellation' && state !== 'discarded')
    ? keptBy(deliveries)
    : []
  const facts = standingDeliveries(deliveries)
  const state = orderState(row.version > 0, facts)
  const former = formerNumbers(row.formerNumbers, row.number)
  return {
    supplier,
    orderId: row.id,
    orderNumber: row.number,
    ...(former.length > 0 ? { formerNumbers: former } : {}),
    customer: row.customer,
    state,
    shownState: awaitsCall(sql, row.id, deliveries, rules.rankOf)
      ? 'attention'
      : standingOf({ state, deliveries: facts, keptBy: keptBy(deliveries) }, rules).state,
    ...(holdReason ? { holdReason } : {}),
    version: row.version,
    receivedAt: utcTime(row.firstAt),
    deliveryDate: row.deliveryDate,
    cutOff: row.cutOff === null ? null : utcTime(row.cutOff),
    ...(refusedBy.length > 0 ? { refusedBy } : {}),
    ...(refusedBefore.length > 0 ? { refusedBefore } : {}),
    ...(keeping.length > 0 ? { keptBy: keeping } : {}),
  }
}
