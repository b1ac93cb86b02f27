import type { Start } from '../actions/action.ts'
import { writeValue } from '../facts.ts'
import type { Sql } from '../sql.ts'
import type { Pause } from './pause.ts'
import { retryRefusedByPause } from './retry-route.ts'

const nameOf = (route: string): string => `refused-by-pause:${route}`

/** A person's pause replaces the gateway's pause. Stores the gateway's reason, so that the end of the pause still sends what it refused. */
export const keepReason = (sql: Sql, { route, reason }: Pause): void => writeValue(sql, nameOf(route), reason)

/**
 * Sends what the gateway's pause refused, once the route's pause has ended. `ended`: the pause that a person ended; null for
 * a person's pause that ended by itself.
 */
export function retryRefused(sql: Sql, route: string, ended: Pause | null, together: boolean, start: Start): void {
  const kept = sql.all<{ reason: string }>(
    'DELETE FROM key_values WHERE name = ? RETURNING value AS reason',
    nameOf(route),
  )
  for (const { reason } of ended?.pausedBy === null ? [...kept, ended] : kept)
    retryRefusedByPause(sql, route, reason, together, start)
}
