import type { Reached } from '../model/attempt-result.ts'
import type { DeliveryState, HoldReason } from '../model/delivery-state.ts'
import { utcTime } from '../model/local-time.ts'
import { hoursOfDay } from './alerts/usual-hours.ts'
import type { CutOffCount } from './coming-cut-offs.ts'
import { countOpen, openEnds, openRoutes, shareOf } from './open-deliveries.ts'
import { callBacks, countCallBacks } from './refusals.ts'
import { deliveryDays } from './route/delivery-times.ts'
import { NEVER } from './schema.ts'
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

/** The facts of the order desk's first page that one call reads. */
export type DeskView = Readonly<ReturnType<typeof deskView>>

const OPEN_LIMIT = 700
/** The first page shows these customers, and leads to the whole list. */
const CALL_BACKS = 12

/** `today`, `yesterday`: when these days began on the supplier's clock, in milliseconds since 1970. */
export interface Days {
  /** `YYYY-MM-DD` on the supplier's clock. */
  readonly date: string
  readonly zone: string
  readonly today: number
  readonly yesterday: number
}

export function deskView(sql: Sql, { today, yesterday, date, zone }: Days, now: number) {
  const calling = { since: yesterday, calledSince: today }
  return {
    /** The deliveries of each route that are due first, and as many that wait for a person. The earliest cut-offs first. */
    open: firstOpen(sql),
    /** All open deliveries, also those that `open` leaves out; at most `MOST_COUNTED`. */
    openCount: countOpen(sql),
    hours: hoursOfDay(sql, date, zone, now),
    /** The first customers to call; `callBackCounts` counts all. */
    callBacks: callBacks(sql, calling, CALL_BACKS),
    callBackCounts: countCallBacks(sql, calling),
  }
}

type OpenRow = Omit<OpenDelivery, 'cutOff' | 'isLate'> & {
  readonly seq: number
  readonly cutOff: number | null
  readonly isLate: number
}

function firstOpen(sql: Sql): OpenDelivery[] {
  const routes = openRoutes(sql)
  const rows = routes.flatMap((route) =>
    sql.all<OpenRow>(
      `SELECT d.order_id AS orderId, o.number AS orderNumber, o.customer, d.version, d.route, d.state,
       d.hold_reason AS holdReason, d.reached, d.late_alert_at IS NULL AS isLate, v.delivery_date AS deliveryDate, v.cut_off AS cutOff, o.seq
       FROM ${openEnds(shareOf(OPEN_LIMIT, routes))} k CROSS JOIN deliveries d CROSS JOIN orders o CROSS JOIN versions v
       WHERE d.order_id = k.order_id AND d.version = k.version AND d.route = k.route
         AND o.id = k.order_id AND v.order_id = k.order_id AND v.version = k.version`,
      route,
    ),
  )
  return rows
    .sort((one, other) => (one.cutOff ?? NEVER) - (other.cutOff ?? NEVER) || one.seq - other.seq)
    .map(({ seq: _, cutOff, isLate, ...delivery }) => ({
      ...delivery,
      isLate: isLate === 1,
      cutOff: cutOff === null ? null : utcTime(cutOff),
    }))
}

/** The deliveries of the first page. Each part of the page may read thousands of rows. */
export type DeskTraffic = Readonly<ReturnType<typeof deskTraffic>>

export function deskTraffic(sql: Sql, routes: readonly string[], { today }: Days, now: number) {
  const { days: deliveries, times } = deliveryDays(sql, routes, today, now)
  return {
    /** The last 24 hours of each configured route. */
    deliveries,
    /** How fast today's deliveries arrived; null without a delivery. */
    times,
  }
}

/** The first page, from three calls of the outbox. */
export interface DeskPage extends DeskView, DeskTraffic {
  readonly cutOffs: readonly CutOffCount[]
}
