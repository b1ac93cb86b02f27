import type { Reached } from '../model/attempt-result.ts'
import type { DeliveryState, HoldReason } from '../model/delivery-state.ts'
import { utcTime } from '../model/local-time.ts'
import { type CallBack, callBacks } from './refusals.ts'
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

/** A coming cut-off, with the orders that have it. */
export interface CutOffCount {
  readonly cutOff: string
  readonly deliveryDate: string | null
  readonly orders: number
  /** Orders that the receiver does not have. */
  readonly missing: number
}

/** The facts of the order desk's first page. */
export interface DeskView {
  /** The earliest cut-offs first. */
  readonly open: readonly OpenDelivery[]
  /** All open deliveries, also those that `open` leaves out. */
  readonly openCount: number
  readonly cutOffs: readonly CutOffCount[]
  readonly callBacks: readonly CallBack[]
}

const OPEN_LIMIT = 2_000
/** An order with a coming cut-off is among the newest orders, and a page must not read the orders of years. */
const NEWEST = 2_000
const CUT_OFFS = 3

/** `today`, `yesterday`: when these days began on the supplier's clock, in milliseconds since 1970. */
interface Days {
  readonly today: number
  readonly yesterday: number
}

export function deskView(sql: Sql, { today, yesterday }: Days, now: number): DeskView {
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
  const cutOffs = sql.all<Omit<CutOffCount, 'cutOff'> & { readonly cutOff: number }>(
    `SELECT v.cut_off AS cutOff, min(v.delivery_date) AS deliveryDate, count(*) AS orders,
     count(*) FILTER (WHERE EXISTS (SELECT 1 FROM deliveries d
       WHERE d.order_id = o.id AND d.next_at IS NOT NULL AND d.reached <> 'yes')) AS missing
     FROM (SELECT id, version FROM orders ORDER BY seq DESC LIMIT ?) o
     JOIN versions v ON v.order_id = o.id AND v.version = o.version
     WHERE v.cut_off > ? GROUP BY v.cut_off ORDER BY v.cut_off LIMIT ?`,
    NEWEST,
    now,
    CUT_OFFS,
  )
  return {
    open: open.map((delivery) => ({
      ...delivery,
      isLate: delivery.isLate === 1,
      cutOff: delivery.cutOff === null ? null : utcTime(delivery.cutOff),
    })),
    openCount: count?.n ?? 0,
    cutOffs: cutOffs.map((one) => ({ ...one, cutOff: utcTime(one.cutOff) })),
    callBacks: callBacks(sql, { since: yesterday, calledSince: today }),
  }
}
