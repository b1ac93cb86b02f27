import type { DeliveryState } from '../../model/delivery-state.ts'
import { supersede } from '../deliveries.ts'
import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import type { Sql } from '../sql.ts'

interface Due extends DeliveryKey {
  readonly primaryRoute: string
  readonly state: DeliveryState
  readonly attempts: number
}

/** The primary route could not write this version at its acceptance, so the version before it went on. */
const wasUnwritable = ({ state, attempts }: Due): boolean => state === 'refused' && attempts === 0

/** Condition: an earlier version by the same route or fallback chain. */
const EARLIER = 'order_id = ?1 AND version < ?2 AND (route = ?3 OR primary_route = ?4)'

/** Whether an earlier version may have left since. A fallback route would then send the change as a second order. */
export const hasLeftBefore = (sql: Sql, due: Due): boolean =>
  wasUnwritable(due) &&
  sql.all(
    `SELECT 1 FROM deliveries WHERE ${EARLIER} AND (reached <> 'no' OR state = 'sending') LIMIT 1`,
    ...keyValues(due),
    due.primaryRoute,
  ).length > 0

/** The fallback route can write this version, so the version takes the place of earlier versions that were not sent. */
export function supersedeUnsent(sql: Sql, due: Due, now: number): void {
  if (!wasUnwritable(due)) return
  const unsent = sql.all<{ version: number; route: string }>(
    `SELECT version, route FROM deliveries WHERE ${EARLIER} AND next_at IS NOT NULL AND reached = 'no' AND state <> 'sending'`,
    ...keyValues(due),
    due.primaryRoute,
  )
  for (const { version, route } of unsent) supersede(sql, due.orderId, version, route, due.version, now)
}
