import type { RouteOpening } from '../profile/opening.ts'
import { AT_ONCE, NEVER } from './schema.ts'
import type { Sql } from './sql.ts'

/** Routes with due work that may be used now, longest waiting first. */
export const routesDue = (sql: Sql, routes: readonly RouteOpening[], now: number): string[] =>
  sql
    .all<{ route: string }>(
      `SELECT route FROM (${firstDue()}) WHERE at <= ?3 ORDER BY at`,
      JSON.stringify(routes),
      -1,
      now,
    )
    .map(({ route }) => route)

/**
 * The earliest moment after `after` at which a delivery, a fallback chain, an alert, a customer notice or an incident
 * must be checked, or null. A check marked AT_ONCE always counts, unless `after` is AT_ONCE. `which`: a further
 * condition for deliveries `d`.
 */
export function wakeAt(sql: Sql, routes: readonly RouteOpening[], after: number, which = ''): number | null {
  // A compound select has five terms at most in a Durable Object: SQLITE_LIMIT_COMPOUND_SELECT.
  const [first] = sql.all<{ at: number | null }>(
    `SELECT min(at) AS at FROM (SELECT at FROM (${firstDue(which)})
     UNION ALL SELECT coalesce(
       (SELECT fallback_check_at FROM deliveries WHERE fallback_check_at = ${AT_ONCE} AND ?2 <> ${AT_ONCE} AND next_at IS NOT NULL LIMIT 1),
       (SELECT min(fallback_check_at) FROM deliveries WHERE fallback_check_at > ?2 AND fallback_check_at < ${NEVER} AND next_at IS NOT NULL))
     UNION ALL SELECT min(paused_until) FROM routes WHERE paused_until > ?2
     UNION ALL SELECT min(at) FROM (SELECT min(next_at) AS at FROM alerts WHERE next_at > ?2
       UNION ALL SELECT min(next_at) FROM customer_notices WHERE next_at > ?2)
     UNION ALL SELECT min(next_at) FROM incidents WHERE next_at > ?2)`,
    JSON.stringify(routes),
    after,
  )
  return first?.at ?? null
}

/**
 * Needs an index look-up for each route. A single statement does them all, because a call costs more than its
 * execution.
 */
const firstDue = (which = ''): string => `
  SELECT g.route, max(g.gate, (
    SELECT min(d.next_at) FROM deliveries d
    WHERE d.route = g.route AND d.next_at > iif(g.gate > ?2, -1, ?2) AND d.next_at < ${NEVER} ${which})) AS at
  FROM (
    SELECT json_extract(j.value, '$.route') AS route,
      max(json_extract(j.value, '$.opensAt'), coalesce(r.next_slot_at, 0), coalesce(r.paused_until, 0),
        coalesce(r.probe_at, 0)) AS gate
    FROM json_each(?1) j LEFT JOIN routes r ON r.route = json_extract(j.value, '$.route')
    WHERE r.paused_at IS NULL OR r.paused_until IS NOT NULL) g`
