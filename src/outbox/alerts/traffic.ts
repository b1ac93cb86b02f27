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

/** Counts the orders since the last stored count, and returns all hours. */
export function countTraffic(sql: Sql, now: number): Traffic {
  const { hours: added, lastAt } = countNewOrders(sql, now)
  const stored = sql.all<{ hour: number; orders: number }>('SELECT hour, orders FROM traffic')
  const hours = new Map(stored.map(({ hour, orders }) => [hour, orders]))
  for (const [hour, orders] of added) hours.set(hour, (hours.get(hour) ?? 0) + orders)
  return { hours, lastAt }
}

/** Counts the orders since the last stored count. Returns the hours that are not stored yet. */
export function countNewOrders(sql: Sql, now: number): Traffic {
  const kept = readValue(sql, 'traffic')
  const counted: Counted = kept !== null ? JSON.parse(kept) : { seq: 0, lastAt: now }
  const came = sql.all<{ seq: number; at: number }>(
    `SELECT o.seq, coalesce(v.accepted_at, o.first_at) AS at
     FROM orders o LEFT JOIN versions v ON v.order_id = o.id AND v.version = 1 WHERE o.seq > ? ORDER BY o.seq`,
    counted.seq,
  )
  const last = came.at(-1)
  // A restored order may be the last row and still have an early time.
  const lastAt = came.reduce((latest, { at }) => Math.max(latest, at), counted.lastAt)
  const hours = byHour(came)
  if (came.length < STORED_AT_ONCE && kept !== null) return { hours, lastAt }
  store(sql, hours, { seq: last?.seq ?? 0, lastAt }, now)
  return { hours: new Map(), lastAt }
}

function byHour(came: readonly { readonly at: number }[]): ReadonlyMap<number, number> {
  const hours = new Map<number, number>()
  for (const { at } of came) {
    const hour = Math.floor(at / HOUR_MS)
    hours.set(hour, (hours.get(hour) ?? 0) + 1)
  }
  return hours
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
