import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import { NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'

/**
 * Time before a cut-off, or before a fallback route takes over, at which the route gets one more attempt. An attempt ends within this
 * time, so the fallback route knows the result.
 */
export const LAST_CHANCE_MS = 120_000

/** The last chance of delivery `d` before the takeover: halfway, where the route has few minutes. */
export const BEFORE_TAKEOVER = `d.fallback_check_at - min(${LAST_CHANCE_MS},
  (d.fallback_check_at - max(d.due_since, coalesce(d.fallback_started_at, 0))) / 2)`

/** The time of the next attempt. Comes before the takeover, if there is time left. */
export function beforeTakeover(sql: Sql, delivery: DeliveryKey, at: number, now: number): number {
  const [row] = sql.all<{ chance: number }>(
    `SELECT ${BEFORE_TAKEOVER} AS chance FROM deliveries d
     WHERE d.order_id = ? AND d.version = ? AND d.route = ? AND d.fallback_check_at > ? AND d.fallback_check_at <= min(?, ${NEVER} - 1)`,
    ...keyValues(delivery),
    now,
    at,
  )
  return row && row.chance > now ? row.chance : at
}
