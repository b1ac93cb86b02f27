/** One attempt under way. */
export interface Lane {
  readonly route: string
  readonly startedAt: number
}

/** An object has six connections that wait for headers. */
const CONNECTIONS = 6

/** Connections left for alerts. With two of them, a channel that hangs does not delay another one behind five slow attempts. */
export const lanesBeside = (channels: number): number => CONNECTIONS - (channels > 1 ? 2 : 1)

const LANES_A_ROUTE = 2
/**
 * From this many routes with work, or lanes in use, nobody gets a second lane, and a failing route never does. So one route at
 * most has two, and three that hang hold four until they are found out, then three (test/outbox/lanes.test.ts).
 */
const CROWD = 3
/** Lanes that failing routes never take, so that dead routes leave room for healthy ones. */
const HEALTHY_LANES = 2
const SLOW_AFTER_MS = 2_000

export interface Traffic {
  readonly busy: readonly Lane[]
  /** Routes with work due, longest waiting first. */
  readonly due: readonly string[]
  /** Routes whose last attempt failed. */
  readonly failing: ReadonlySet<string>
  /** Where the configuration says how many lanes a route may have. */
  readonly parallel?: ReadonlyMap<string, number>
  /** How many attempts may be under way together. */
  readonly lanes: number
}

/** The route that may start one more attempt now, or null. Healthy routes go before failing ones. */
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
