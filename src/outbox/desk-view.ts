import { isAcceptedWithChanges } from '../model/accepted-with-changes.ts'
import type { Reached } from '../model/attempt-result.ts'
import type { DeliveryState, HoldReason } from '../model/delivery-state.ts'
import type { Days } from '../model/desk-days.ts'
import { utcTime } from '../model/local-time.ts'
import type { CopyRanks } from '../profile/copy-routes.ts'
import { viewTroubles } from './alerts/incident-views.ts'
import { hoursOfDay } from './alerts/usual-hours.ts'
import { type AwaitedNumbers, awaitedNumbers } from './awaited-numbers.ts'
import { isUnknownReason } from './catalogue/held-unknown.ts'
import type { CutOffCount } from './coming-cut-offs.ts'
import { countOpen, lateAndOpenEnds, openRoutes, shareOf } from './open-deliveries.ts'
import { ordersAtReceivers } from './orders-at-receivers.ts'
import { passedOrders } from './passed-orders.ts'
import { callBacks, countCallBacks } from './refusals.ts'
import { deliveryDays } from './route/delivery-times.ts'
import type { RecentArrivals } from './route/recent-arrivals.ts'
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
  /** The receiver accepted the order with changes. */
  readonly isChanged: boolean
  /** The delivery cancels the order. */
  readonly isCancellation: boolean
  /** The delivery is a copy, such as a mail to people, and every system has the order. */
  readonly isCopy: boolean
  /** The numbers that the order waits for. Null for other reasons, and for orders past the first hundreds. */
  readonly missing: AwaitedNumbers | null
  readonly deliveryDate: string | null
  readonly cutOff: string | null
}

/** The facts of the order desk's first page that one call reads. */
export type DeskView = Readonly<ReturnType<typeof deskView>>

/** Held deliveries on the page, and as many refused deliveries. */
const MOST_STOPPED = 2_000
/** Late, due and sent deliveries on the page, of each kind. */
const MOST_OTHERS = 500
/** The first page shows these customers, and leads to the whole list. */
const CALL_BACKS = 12

/** `ranks`: of the routes that may be copies. */
export function deskView(sql: Sql, days: Days, now: number, ranks: CopyRanks) {
  const copies = Object.keys(ranks)
  const { open: first, leftOut } = firstOpen(sql)
  const onCopies = first.filter(({ route }) => copies.includes(route)).map(({ orderId }) => orderId)
  const there = ordersAtReceivers(sql, onCopies, copies)
  const missing = awaitedNumbers(sql, first)
  const open = first.map((delivery) => ({
    ...delivery,
    missing: isUnknownReason(delivery.holdReason) ? (missing.get(delivery.orderId) ?? null) : null,
    isCopy: copies.includes(delivery.route) && there.has(delivery.orderId),
  }))
  return {
    /**
     * Every held and every refused delivery, at most `MOST_STOPPED` of each. Of each route also the oldest late deliveries, the
     * deliveries that are due first, and deliveries without a due time. The earliest cut-offs first.
     */
    open,
    leftOut,
    /** The newest orders that a receiver refused or never took, and that a fallback route brought. */
    passed: passedOrders(sql, days, ranks),
    /** All open deliveries, also those that `open` leaves out; at most `MOST_COUNTED`. */
    openCount: countOpen(sql),
    hours: hoursOfDay(sql, days.date, days.zone, now),
    /** The first customers to call; `callBackCounts` counts all. */
    callBacks: callBacks(sql, days, CALL_BACKS, (route) => ranks[route] ?? 0),
    callBackCounts: countCallBacks(sql, days),
    /** Open incidents about no order. */
    troubles: viewTroubles(sql),
  }
}

type FirstOpen = Omit<OpenDelivery, 'isCopy' | 'missing'>

type OpenRow = Omit<FirstOpen, 'cutOff' | 'isLate' | 'isChanged' | 'isCancellation'> & {
  /** The note of a refused delivery; else null. */
  readonly refusal: string | null
  readonly seq: number
  readonly cutOff: number | null
  readonly isLate: number
  readonly isCancellation: number
  readonly isUndated: number
}

const COLUMNS = `d.order_id AS orderId, o.number AS orderNumber, o.customer, d.version, d.route, d.state,
  d.hold_reason AS holdReason, d.reached, iif(d.state = 'refused', d.note, NULL) AS refusal, d.late_alert_at IS NULL AS isLate, d.purpose = 'cancellation' AS isCancellation, d.next_at = ${NEVER} AS isUndated, v.delivery_date AS deliveryDate, v.cut_off AS cutOff, o.seq`
const OF_DELIVERY = 'o.id = d.order_id AND v.order_id = d.order_id AND v.version = d.version'

/** The kinds of deliveries of which more are open than the page lists. */
export interface LeftOut {
  readonly held: boolean
  readonly refused: boolean
  /** Routes with more late deliveries. */
  readonly late: readonly string[]
  /** Routes with more deliveries that are due, or that have no due time. */
  readonly waiting: readonly string[]
}

/** Reads held and refused deliveries separately: thousands of sent or waiting deliveries must not push them off the page. */
function firstOpen(sql: Sql): { readonly open: FirstOpen[]; readonly leftOut: LeftOut } {
  const [held, refused] = (['held', 'refused'] as const).map((state) =>
    sql.all<OpenRow>(
      `SELECT ${COLUMNS} FROM stopped_deliveries s CROSS JOIN orders o CROSS JOIN deliveries d CROSS JOIN versions v
       WHERE s.state = '${state}' AND o.seq = s.seq AND d.order_id = o.id AND d.version = s.version AND d.route = s.route
         AND ${OF_DELIVERY}
       ORDER BY s.cut_off, s.seq LIMIT ${MOST_STOPPED + 1}`,
    ),
  )
  const others = firstOthers(sql)
  const cut = (kinds: readonly ((row: OpenRow) => boolean)[]): string[] =>
    others
      .filter(({ rows, most }) => kinds.some((isOfKind) => rows.filter(isOfKind).length >= most))
      .map(({ route }) => route)
  const leftOut = {
    ...{ held: isCut(held), refused: isCut(refused) },
    late: cut([({ isLate }) => isLate === 1]),
    waiting: cut([({ isUndated }) => isUndated === 0, ({ isUndated }) => isUndated === 1]),
  }
  const open = [held, refused]
    .flatMap((rows = []) => rows.slice(0, MOST_STOPPED))
    .concat(others.flatMap(({ rows }) => rows))
    .sort((one, other) => (one.cutOff ?? NEVER) - (other.cutOff ?? NEVER) || one.seq - other.seq)
    .map(({ seq: _, isUndated: __, cutOff, isLate, isCancellation, refusal, ...delivery }) => ({
      ...delivery,
      isLate: isLate === 1,
      isCancellation: isCancellation === 1,
      isChanged: refusal !== null && isAcceptedWithChanges(refusal),
      cutOff: cutOff === null ? null : utcTime(cutOff),
    }))
  return { open, leftOut }
}

const isCut = (rows: readonly OpenRow[] = []): boolean => rows.length > MOST_STOPPED

interface OthersOfRoute {
  readonly route: string
  readonly rows: OpenRow[]
  /** The rows of each kind at most. */
  readonly most: number
}

/** A route with few deliveries leaves a part of the page to routes with many deliveries. */
function firstOthers(sql: Sql): OthersOfRoute[] {
  const routes = openRoutes(sql)
  const share = shareOf(MOST_OTHERS, routes)
  const found = routes.map((route) => ({ route, rows: othersOf(sql, route, share), most: share }))
  const few = found.filter(({ rows }) => rows.length < share)
  const used = few.reduce((sum, { rows }) => sum + rows.length, 0)
  const greater = Math.floor((MOST_OTHERS - used) / Math.max(1, routes.length - few.length))
  return found.map((others) =>
    others.rows.length < share || greater <= share
      ? others
      : { route: others.route, rows: othersOf(sql, others.route, greater), most: greater },
  )
}

const othersOf = (sql: Sql, route: string, most: number): OpenRow[] =>
  sql.all<OpenRow>(
    `SELECT ${COLUMNS} FROM ${lateAndOpenEnds(most)} k CROSS JOIN deliveries d CROSS JOIN orders o CROSS JOIN versions v
     WHERE d.order_id = k.order_id AND d.version = k.version AND d.route = k.route
       AND d.state NOT IN ('held', 'refused') AND ${OF_DELIVERY}`,
    route,
  )

/** The deliveries of the first page. Each part of the page may read thousands of rows. */
export type DeskTraffic = Readonly<ReturnType<typeof deskTraffic>>

export function deskTraffic(arrivals: RecentArrivals, routes: readonly string[], { today }: Days, now: number) {
  const { days: deliveries, times } = deliveryDays(arrivals, routes, today, now)
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
