import { NEVER } from './schema.ts'
import type { Sql } from './sql.ts'

/** Those of `routes` with something due, longest waiting first; paused ones left out. */
export const routesDue = (sql: Sql, routes: readonly string[], now: number): string[] =>
  sql
    .all<{ route: string }>(
      `SELECT route FROM (${FIRST_DUE}) WHERE at <= ?3 ORDER BY at`,
      JSON.stringify(routes),
      -1,
      now,
    )
    .map(({ route }) => route)

/** The earliest moment after `after` at which a delivery, a ladder, an alert or an incident must be looked at, or null. */
export function wakeAt(sql: Sql, routes: readonly string[], after: number): number | null {
  const [first] = sql.all<{ at: number | null }>(
    `SELECT min(at) AS at FROM (SELECT at FROM (${FIRST_DUE})
     UNION ALL SELECT min(call_at) FROM deliveries WHERE call_at > ?2 AND call_at < ${NEVER} AND next_at IS NOT NULL
     UNION ALL SELECT min(next_at) FROM alerts WHERE next_at > ?2
     UNION ALL SELECT min(next_at) FROM incidents WHERE next_at > ?2)`,
    JSON.stringify(routes),
    after,
  )
  return first?.at ?? null
}

/** One index look-up a route. One statement for all of them, because each costs more to call than to carry out. */
const FIRST_DUE = `
  SELECT value AS route,
    (SELECT min(next_at) FROM deliveries WHERE route = value AND next_at > ?2 AND next_at < ${NEVER}) AS at
  FROM json_each(?1) WHERE value NOT IN (SELECT route FROM routes WHERE paused_at IS NOT NULL)`
