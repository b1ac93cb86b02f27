import type { Sql } from '../sql.ts'

/**
 * Milliseconds without a heartbeat after which a route's courier counts as offline; only routes that expect a courier.
 */
export type Expected = ReadonlyMap<string, number>

/** An alarm this late was lost, or no courier could reach the gateway: the couriers then get time to call. */
const OVERDUE_MS = 60_000

/** From now on these routes expect a courier, also when none ever called. */
export function expectCouriers(sql: Sql, expected: Expected, now: number): void {
  for (const route of expected.keys())
    sql.all('INSERT INTO couriers (route, last_seen_at) VALUES (?, ?) ON CONFLICT (route) DO NOTHING', route, now)
}

/** Takes the routes whose courier went offline since the last check; each outage raises one alert. */
export function takeOffline(
  sql: Sql,
  expected: Expected,
  now: number,
): { route: string; host: string; lastSeenAt: number }[] {
  return sql.atomically(() => {
    const silent = []
    for (const courier of watched(sql, expected)) {
      if (courier.dueAt > now) continue
      if (now - courier.dueAt > OVERDUE_MS) {
        const grace = Math.min(courier.silentMs, OVERDUE_MS)
        sql.all('UPDATE couriers SET last_seen_at = ? WHERE route = ?', now + grace - courier.silentMs, courier.route)
      } else {
        sql.all('UPDATE couriers SET is_offline = 1 WHERE route = ?', courier.route)
        silent.push({ route: courier.route, host: courier.host, lastSeenAt: courier.lastSeenAt })
      }
    }
    return silent
  })
}

/** When the next courier goes offline without a heartbeat, or null. */
export function nextSilence(sql: Sql, expected: Expected): number | null {
  const moments = watched(sql, expected).map(({ dueAt }) => dueAt)
  return moments.length === 0 ? null : Math.min(...moments)
}

function watched(sql: Sql, expected: Expected) {
  if (expected.size === 0) return []
  return sql
    .all<{ route: string; host: string; lastSeenAt: number }>(
      'SELECT route, host, last_seen_at AS lastSeenAt FROM couriers WHERE is_offline = 0',
    )
    .flatMap(({ route, host, lastSeenAt }) => {
      const silentMs = expected.get(route)
      return silentMs === undefined ? [] : [{ route, host, lastSeenAt, silentMs, dueAt: lastSeenAt + silentMs }]
    })
}
