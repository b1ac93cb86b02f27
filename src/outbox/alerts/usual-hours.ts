import { addDays, readMoment } from '../../model/local-time.ts'
import type { Sql } from '../sql.ts'
import { countNewOrders, HOUR_MS, type Traffic } from './traffic.ts'

/** Orders in each hour of a day, next to the usual number of that weekday. */
export interface HoursOfDay {
  /** The number of orders in each hour since midnight on the supplier's clock. */
  readonly orders: readonly number[]
  /** The average of the same weekday in earlier weeks; null while no earlier week is known. */
  readonly usual: readonly number[] | null
}

const WEEKS = 8

/** `date`: `YYYY-MM-DD`, today on the supplier's clock. */
export function hoursOfDay(sql: Sql, date: string, zone: string, now: number): HoursOfDay {
  const { hours: added } = countNewOrders(sql, now)
  const dayOf = (day: string): number[] => ordersOf(sql, added, firstHour(day, zone), firstHour(addDays(day, 1), zone))
  const [stored] = sql.all<{ hour: number | null }>('SELECT min(hour) AS hour FROM traffic')
  const first = Math.min(stored?.hour ?? Number.POSITIVE_INFINITY, ...added.keys())
  const weeks: number[][] = []
  for (let week = 1; week <= WEEKS; week++) {
    const day = addDays(date, -7 * week)
    if (firstHour(addDays(day, 1), zone) <= first) break
    weeks.push(dayOf(day))
  }
  const orders = dayOf(date)
  if (weeks.length === 0) return { orders, usual: null }
  return { orders, usual: orders.map((_, hour) => average(weeks.map((counts) => counts[hour] ?? 0))) }
}

const firstHour = (date: string, zone: string): number =>
  Math.floor((readMoment(`${date}T00:00`, zone)?.instant ?? 0) / HOUR_MS)

function ordersOf(sql: Sql, added: Traffic['hours'], from: number, to: number): number[] {
  const counts = Array.from({ length: to - from }, (_, hour) => added.get(from + hour) ?? 0)
  for (const { hour, orders } of sql.all<{ hour: number; orders: number }>(
    'SELECT hour, orders FROM traffic WHERE hour >= ? AND hour < ?',
    from,
    to,
  ))
    counts[hour - from] = (counts[hour - from] ?? 0) + orders
  return counts
}

const average = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
