import type { Sql } from '../sql.ts'

/** One more try has begun: the next may a while later, so that they are spread over the minute, also over a restart. */
export const reserveSlot = (sql: Sql, route: string, perMinute: number, now: number): void => {
  sql.all(
    `INSERT INTO routes (route, free_at) VALUES (?1, ?2)
     ON CONFLICT (route) DO UPDATE SET free_at = max(coalesce(free_at, 0) + ?2 - ?3, ?2)`,
    route,
    now + Math.ceil(60_000 / perMinute),
    now,
  )
}
