import type { Sql } from '../sql.ts'

/**
 * Reserves the slot of an attempt that starts. The next attempt starts later, so that attempts are spread over the
 * minute, also after a restart.
 */
export const reserveSlot = (sql: Sql, route: string, perMinute: number, now: number): void => {
  sql.all(
    `INSERT INTO routes (route, next_slot_at) VALUES (?1, ?2)
     ON CONFLICT (route) DO UPDATE SET next_slot_at = max(coalesce(next_slot_at, 0) + ?2 - ?3, ?2)`,
    route,
    now + Math.ceil(60_000 / perMinute),
    now,
  )
}
