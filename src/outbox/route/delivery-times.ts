import type { RecentArrivals } from './recent-arrivals.ts'

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

/** The last 24 hours of each route, and the times of the deliveries since `today` on all routes; null without any. */
export function deliveryDays(
  arrivals: RecentArrivals,
  routes: readonly string[],
  today: number,
  now: number,
): { readonly days: readonly DeliveryDay[]; readonly times: DeliveryTimes | null } {
  const first = Math.floor(now / HALF_HOUR_MS) - DAY_HALF_HOURS + 1
  const counts = new Map(routes.map((route) => [route, Array.from({ length: DAY_HALF_HOURS }, () => 0)]))
  const seconds: number[] = []
  for (const { route, at, took } of arrivals.since(Math.min(today, first * HALF_HOUR_MS), now)) {
    const halfHours = counts.get(route)
    const index = Math.floor(at / HALF_HOUR_MS) - first
    if (halfHours && index >= 0 && index < DAY_HALF_HOURS) halfHours[index] = (halfHours[index] ?? 0) + 1
    if (at >= today) seconds.push(took / 1000)
  }
  return { days: [...counts].map(([route, halfHours]) => ({ route, halfHours })), times: timesOf(seconds) }
}

/** The times of the deliveries since then, by route. A route without a delivery has no entry. */
export function recentTimes(arrivals: RecentArrivals, since: number, now: number): Map<string, DeliveryTimes> {
  const arrived = Map.groupBy(arrivals.since(since, now), ({ route }) => route)
  return new Map(
    [...arrived].flatMap(([route, deliveries]) => {
      const times = timesOf(deliveries.map(({ took }) => took / 1000))
      return times === null ? [] : [[route, times] as const]
    }),
  )
}

function timesOf(seconds: number[]): DeliveryTimes | null {
  if (seconds.length === 0) return null
  seconds.sort((a, b) => a - b)
  const within = (share: number): number => Math.ceil(seconds[Math.ceil(share * seconds.length) - 1] ?? 0)
  return { count: seconds.length, p50Seconds: within(0.5), p95Seconds: within(0.95) }
}
