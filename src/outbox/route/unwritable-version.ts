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

/** Condition: `e` is an earlier version on the same chain, or on a chain without this version. Another depot has such a chain. */
const EARLIER = `e.order_id = ?1 AND e.version < ?2 AND (e.route = ?3 OR e.primary_route = ?4 OR NOT EXISTS (
  SELECT 1 FROM deliveries o WHERE o.order_id = ?1 AND o.version = ?2 AND (o.route = e.route OR o.primary_route = e.primary_route)))`

/** Whether an earlier version may have left since. A fallback route would then send the change as a second order. */
export const hasLeftBefore = (sql: Sql, due: Due): boolean =>
  wasUnwritable(due) &&
  sql.all(
    `SELECT 1 FROM deliveries e WHERE ${EARLIER} AND (e.reached <> 'no' OR e.state = 'sending') LIMIT 1`,
    ...keyValues(due),
    due.primaryRoute,
  ).length > 0

/** The fallback route can write this version, so the version takes the place of earlier versions that were not sent. */
export function supersedeUnsent(sql: Sql, due: Due, now: number): void {
  if (!wasUnwritable(due)) return
  const unsent = sql.all<{ version: number; route: string }>(
    `SELECT e.version, e.route FROM deliveries e WHERE ${EARLIER} AND e.next_at IS NOT NULL AND e.reached = 'no' AND e.state <> 'sending'`,
    ...keyValues(due),
    due.primaryRoute,
  )
  for (const { version, route } of unsent) supersede(sql, due.orderId, version, route, due.version, now)
}
