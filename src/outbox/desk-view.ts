import type { Reached } from '../model/attempt-result.ts'
import type { DeliveryState, HoldReason } from '../model/delivery-state.ts'
import { utcTime } from '../model/local-time.ts'
import { hoursOfDay } from './alerts/usual-hours.ts'
import { comingCutOffs } from './coming-cut-offs.ts'
import { callBacks, countCallBacks } from './refusals.ts'
import { deliveryDays } from './route/delivery-times.ts'
import type { Sql } from './sql.ts'

/** An open delivery, for the order desk. Times are ISO 8601, UTC. */
export interface OpenDelivery {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly customer: string | null
  readonly version: number
  readonly route: string
  readonly state: DeliveryState
  readonly holdReason: HoldReason | null
  readonly reached: Reached
  /** A person was alerted, because the delivery should be settled by now. */
  readonly isLate: boolean
  readonly deliveryDate: string | null
  readonly cutOff: string | null
}

/** The facts of the order desk's first page. */
export type DeskView = Readonly<ReturnType<typeof deskView>>

const OPEN_LIMIT = 2_000
/** The first page shows these customers, and leads to the whole list. */
const CALL_BACKS = 12

/** `today`, `yesterday`: when these days began on the supplier's clock, in milliseconds since 1970. */
interface Days {
  /** `YYYY-MM-DD` on the supplier's clock. */
  readonly date: string
  readonly zone: string
  readonly today: number
  readonly yesterday: number
}

export function deskView(sql: Sql, routes: readonly string[], days: Days, now: number) {
  const { today, yesterday, date, zone } = days
  const open = sql.all<
    Omit<OpenDelivery, 'cutOff' | 'isLate'> & { readonly cutOff: number | null; readonly isLate: number }
  >(
    `SELECT d.order_id AS orderId, o.number AS orderNumber, o.customer, d.version, d.route, d.state,
     d.hold_reason AS holdReason, d.reached, d.late_alert_at IS NULL AS isLate, v.delivery_date AS deliveryDate, v.cut_off AS cutOff
     FROM deliveries d JOIN orders o ON o.id = d.order_id
     JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
     WHERE d.next_at IS NOT NULL ORDER BY v.cut_off IS NULL, v.cut_off, o.seq LIMIT ?`,
    OPEN_LIMIT,
  )
  const [count] = sql.all<{ n: number }>('SELECT count(*) AS n FROM deliveries WHERE next_at IS NOT NULL')
  const calling = { since: yesterday, calledSince: today }
  const { days: deliveries, times } = deliveryDays(sql, routes, today, now)
  return {
    /** The earliest cut-offs first. */
    open: open.map((delivery) => ({
      ...delivery,
      isLate: delivery.isLate === 1,
      cutOff: delivery.cutOff === null ? null : utcTime(delivery.cutOff),
    })),
    /** All open deliveries, also those that `open` leaves out. */
    openCount: count?.n ?? 0,
    cutOffs: comingCutOffs(sql, now),
    hours: hoursOfDay(sql, date, zone, now),
    /** The last 24 hours of each configured route. */
    deliveries,
    /** How fast today's deliveries arrived; null without a delivery. */
    times,
    /** The first customers to call; `callBackCounts` counts all. */
    callBacks: callBacks(sql, calling, CALL_BACKS),
    callBackCounts: countCallBacks(sql, calling),
  }
}
