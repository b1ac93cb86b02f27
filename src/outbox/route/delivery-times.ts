import type { Sql } from '../sql.ts'

export const HALF_HOUR_MS = 1_800_000
const DAY_HALF_HOURS = 48

/** The deliveries of a route in the last 24 hours. */
export interface DeliveryDay {
  readonly route: string
  /** The number of deliveries in each half hour; the last is the present half hour. */
  readonly halfHours: readonly number[]
}

/** Seconds from acceptance to delivery within which half, and 95 in 100, of the deliveries arrived. */
export interface DeliveryTimes {
  readonly count: number
  readonly p50Seconds: number
  readonly p95Seconds: number
}

interface Row {
  readonly seq: number
  readonly route: string | null
  readonly at: number | null
  readonly acceptedAt: number | null
}

/** Orders in one statement. The first statement without a delivery of the day is the last. */
const STEP = 100
/** A page must not read the orders of years. */
const MOST = 2_000

/** The last 24 hours of each route, and the times of the deliveries since `today` on all routes; null without any. */
export function deliveryDays(
  sql: Sql,
  routes: readonly string[],
  today: number,
  now: number,
): { readonly days: readonly DeliveryDay[]; readonly times: DeliveryTimes | null } {
  const first = Math.floor(now / HALF_HOUR_MS) - DAY_HALF_HOURS + 1
  const counts = new Map(routes.map((route) => [route, Array.from({ length: DAY_HALF_HOURS }, () => 0)]))
  const seconds: number[] = []
  for (const { route, at, took } of arrivedSince(sql, Math.min(today, first * HALF_HOUR_MS))) {
    const halfHours = counts.get(route)
    const index = Math.floor(at / HALF_HOUR_MS) - first
    if (halfHours && index >= 0 && index < DAY_HALF_HOURS) halfHours[index] = (halfHours[index] ?? 0) + 1
    if (at >= today) seconds.push(took / 1000)
  }
  return { days: [...counts].map(([route, halfHours]) => ({ route, halfHours })), times: timesOf(seconds) }
}

/** The times of the deliveries since then, by route. A route without a delivery has no entry. */
export function recentTimes(sql: Sql, since: number): Map<string, DeliveryTimes> {
  const arrived = Map.groupBy(arrivedSince(sql, since), ({ route }) => route)
  return new Map(
    [...arrived].flatMap(([route, deliveries]) => {
      const times = timesOf(deliveries.map(({ took }) => took / 1000))
      return times === null ? [] : [[route, times] as const]
    }),
  )
}

interface Arrived {
  readonly route: string
  readonly at: number
  /** Milliseconds from acceptance to delivery. */
  readonly took: number
}

const eventOf = (
  moment: 'min' | 'max',
  ...events: readonly string[]
): string => `(SELECT ${moment}(t.at) FROM timeline t
   WHERE t.order_id = d.order_id AND t.version = d.version AND t.route = d.route AND t.event IN ('${events.join("', '")}'))`

/**
 * When the delivery `d` was settled. An attempt stores its success in the row of the delivery. Gateways before migration
 * 11, and restored orders from their exports, have the success in the timeline. A receipt also settles a delivery, and
 * later events of the delivery change nothing.
 */
const DELIVERED_AT = `coalesce(d.delivered_at, ${eventOf('max', 'delivered')},
  (SELECT min(a.at) FROM acknowledgements a
   WHERE a.order_id = d.order_id AND a.version = d.version AND a.route = d.route AND a.verdict = 'accepted'),
  ${eventOf('max', 'notified')}, ${eventOf('min', 'consumed', 'confirmed')}, ${eventOf('max', 'collected')})`

function arrivedSince(sql: Sql, since: number): Arrived[] {
  const found: Arrived[] = []
  let before = Number.MAX_SAFE_INTEGER
  for (let read = 0; read < MOST; read += STEP) {
    const rows = sql.all<Row>(
      `SELECT newest.seq, d.route, ${DELIVERED_AT} AS at, v.accepted_at AS acceptedAt
       FROM (SELECT seq, id FROM orders WHERE seq < ? ORDER BY seq DESC LIMIT ${STEP}) newest
       LEFT JOIN deliveries d ON d.order_id = newest.id AND d.state = 'delivered'
       LEFT JOIN versions v ON v.order_id = d.order_id AND v.version = d.version`,
      before,
    )
    const arrived = rows.flatMap(({ route, at, acceptedAt }) =>
      route !== null && at !== null && acceptedAt !== null && at >= since
        ? [{ route, at, took: Math.max(0, at - acceptedAt) }]
        : [],
    )
    found.push(...arrived)
    before = Math.min(before, ...rows.map(({ seq }) => seq))
    if (arrived.length === 0 || new Set(rows.map(({ seq }) => seq)).size < STEP) break
  }
  return found
}

function timesOf(seconds: number[]): DeliveryTimes | null {
  if (seconds.length === 0) return null
  seconds.sort((a, b) => a - b)
  const within = (share: number): number => Math.ceil(seconds[Math.ceil(share * seconds.length) - 1] ?? 0)
  return { count: seconds.length, p50Seconds: within(0.5), p95Seconds: within(0.95) }
}
