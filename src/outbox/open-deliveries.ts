import { NEVER } from './schema.ts'
import type { Sql } from './sql.ts'

/** Counts stop here. Ten thousand deliveries may wait for a receiver. */
export const MOST_COUNTED = 2_000

/** Open deliveries, of one route if given; at most `MOST_COUNTED`. Reads the index only. */
export const countOpen = (sql: Sql, route: string | null = null): number =>
  sql.all<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM deliveries INDEXED BY open
       WHERE next_at IS NOT NULL ${route === null ? '' : 'AND route = ?1'} LIMIT ${MOST_COUNTED})`,
    ...(route === null ? [] : [route]),
  )[0]?.n ?? 0

/** The held orders, once for each held delivery. */
export const HELD_ORDERS =
  "SELECT order_id FROM deliveries INDEXED BY held_deliveries WHERE state = 'held' AND next_at IS NOT NULL"

const NEXT_ROUTE = 'SELECT route FROM deliveries INDEXED BY open WHERE next_at IS NOT NULL'

/** The routes with open deliveries. Jumps from route to route in the index. */
export const openRoutes = (sql: Sql): string[] =>
  sql
    .all<{ route: string }>(
      `WITH RECURSIVE found (route) AS (
         SELECT (${NEXT_ROUTE} ORDER BY route LIMIT 1)
         UNION ALL SELECT (${NEXT_ROUTE} AND route > found.route ORDER BY route LIMIT 1) FROM found WHERE found.route IS NOT NULL)
       SELECT route FROM found WHERE route IS NOT NULL`,
    )
    .map(({ route }) => route)

const END = (which: string, most: number): string => `SELECT * FROM (
  SELECT order_id, version, route FROM deliveries INDEXED BY open WHERE route = ?1 AND next_at ${which} LIMIT ${most})`

/**
 * Some open deliveries of the route `?1`, as a table for a page. Holds the first due deliveries. Holds as many without a due
 * time, such as sent deliveries.
 */
export const openEnds = (most: number): string =>
  `(${END(`< ${NEVER} ORDER BY next_at`, most)} UNION ALL ${END(`= ${NEVER}`, most)})`

/** The same, with as many late deliveries before the others, the oldest first. A person may have to look at a late delivery. */
export const lateAndOpenEnds = (most: number): string =>
  `(SELECT * FROM (
      SELECT order_id, version, route FROM deliveries INDEXED BY late_deliveries
      WHERE route = ?1 AND late_alert_at IS NULL AND next_at IS NOT NULL AND state NOT IN ('held', 'refused')
      ORDER BY due_since LIMIT ${most})
    UNION SELECT * FROM ${openEnds(most)})`

/** The share of each route. All routes together then read as much as one route. */
export const shareOf = (most: number, routes: readonly string[]): number =>
  Math.max(20, Math.floor(most / Math.max(1, routes.length)))
