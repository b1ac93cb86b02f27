import { readValue, writeValue } from '../facts.ts'
import type { Sql } from '../sql.ts'

/**
 * Number of orders in each hour, to learn the usual traffic. Counted later from the stored orders, so that acceptance
 * costs no more.
 */
export interface Traffic {
  /** Number of orders by the hour since 1970. */
  readonly hours: ReadonlyMap<number, number>
  /** When the last order arrived; without an order, when the count began. */
  readonly lastAt: number
  /** Later orders wait to be counted in the next call. */
  readonly isBehind?: boolean
}

export const HOUR_MS = 3_600_000
/** Older hours say nothing about the usual traffic today. */
const KEPT_HOURS = 9 * 7 * 24

interface Counted {
  readonly seq: number
  readonly lastAt: number
}

/** Fewer new orders are counted in memory at each call: an order that comes alone must cost no row here. */
const STORED_AT_ONCE = 50
/** Calls wait while orders are counted. A restore or an upgrade may leave a million orders to count. */
const PAGE = 1_000

/** Counts the next orders since the last stored count, and returns all hours. */
export function countTraffic(sql: Sql, now: number): Traffic {
  const { hours: added, ...rest } = countNewOrders(sql, now)
  const stored = sql.all<HourCount>('SELECT hour, orders FROM traffic')
  const hours = new Map(stored.map(({ hour, orders }) => [hour, orders]))
  for (const [hour, orders] of added) hours.set(hour, (hours.get(hour) ?? 0) + orders)
  return { hours, ...rest }
}

interface HourCount {
  readonly hour: number
  readonly orders: number
}

interface CountedHour extends HourCount {
  readonly last: number
  readonly lastAt: number
}

/** Counts the next orders since the last stored count. Returns the hours that are not stored yet. */
export function countNewOrders(sql: Sql, now: number, page = PAGE): Traffic {
  const kept = readValue(sql, 'traffic')
  const counted: Counted = kept !== null ? JSON.parse(kept) : { seq: 0, lastAt: now }
  const came = sql.all<CountedHour>(
    `SELECT at / ${HOUR_MS} AS hour, count(*) AS orders, max(seq) AS last, max(at) AS lastAt FROM (
       SELECT o.seq, coalesce(v.accepted_at, o.first_at) AS at
       FROM orders o LEFT JOIN versions v ON v.order_id = o.id AND v.version = 1 WHERE o.seq > ? ORDER BY o.seq LIMIT ${page})
     GROUP BY 1`,
    counted.seq,
  )
  const count = came.reduce((sum, { orders }) => sum + orders, 0)
  const isBehind = count === page
  // A restored order may be the last row and still have an early time.
  const lastAt = came.reduce((latest, hour) => Math.max(latest, hour.lastAt), counted.lastAt)
  const hours = new Map(came.map(({ hour, orders }) => [hour, orders]))
  if (count < STORED_AT_ONCE && !isBehind && kept !== null) return { hours, lastAt, isBehind }
  const seq = came.reduce((latest, { last }) => Math.max(latest, last), counted.seq)
  store(sql, hours, { seq, lastAt }, now)
  return { hours: new Map(), lastAt, isBehind }
}

function store(sql: Sql, hours: ReadonlyMap<number, number>, counted: Counted, now: number): void {
  for (const [hour, orders] of hours)
    sql.all(
      'INSERT INTO traffic (hour, orders) VALUES (?, ?) ON CONFLICT (hour) DO UPDATE SET orders = orders + excluded.orders',
      hour,
      orders,
    )
  sql.all('DELETE FROM traffic WHERE hour < ?', Math.floor(now / HOUR_MS) - KEPT_HOURS)
  writeValue(sql, 'traffic', JSON.stringify(counted))
}
