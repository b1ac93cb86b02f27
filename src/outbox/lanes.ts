/** An attempt under way. */
export interface Lane {
  readonly route: string
  readonly startedAt: number
}

/** A Durable Object has six connections that wait for headers. */
const CONNECTIONS = 6

/**
 * Connections left for alerts. With two of them, a channel that hangs does not delay another channel behind five slow
 * attempts.
 */
export const lanesBeside = (channels: number): number => CONNECTIONS - (channels > 1 ? 2 : 1)

const LANES_A_ROUTE = 2
/**
 * From this many routes with work, or lanes in use, no route gets a second lane, and a failing route never does. At
 * most one route then has two lanes. Three routes that hang hold four lanes until they count as slow, then three
 * (test/outbox/lanes.test.ts).
 */
const CROWD = 3
/** Lanes that failing routes never use, so that dead routes leave room for healthy routes. */
const HEALTHY_LANES = 2
const SLOW_AFTER_MS = 2_000

export interface Traffic {
  readonly busy: readonly Lane[]
  /** Routes with due work, longest waiting first. */
  readonly due: readonly string[]
  /** Routes whose last attempt failed. */
  readonly failing: ReadonlySet<string>
  /** Configured number of lanes for a route. */
  readonly parallel?: ReadonlyMap<string, number>
  /** Highest number of simultaneous attempts. */
  readonly lanes: number
}

/** The route that may start one more attempt now, or null. Healthy routes go before failing routes. */
export function nextLane({ busy, due, failing, parallel, lanes }: Traffic, now: number): string | null {
  if (busy.length >= lanes) return null
  const slow = new Set(busy.filter(({ startedAt }) => now - startedAt > SLOW_AFTER_MS).map(({ route }) => route))
  const isFailing = (route: string): boolean => failing.has(route) || slow.has(route)
  const working = new Set([...due, ...busy.map(({ route }) => route)])
  const crowded = working.size >= CROWD || busy.length >= CROWD
  const hasRoom = (route: string): boolean =>
    busy.filter((lane) => lane.route === route).length <
    (crowded || isFailing(route) ? 1 : (parallel?.get(route) ?? LANES_A_ROUTE))
  const healthy = due.find((route) => !isFailing(route) && hasRoom(route))
  if (healthy !== undefined) return healthy
  const failingLanes = busy.filter(({ route }) => isFailing(route)).length
  return failingLanes < lanes - HEALTHY_LANES ? (due.find((route) => isFailing(route) && hasRoom(route)) ?? null) : null
}
