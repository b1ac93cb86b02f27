import { type DeliveryFact, isUnsent } from '../../model/delivery-state.ts'
import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import { supersedeByRoute } from '../route/fallback-chain.ts'
import type { Sql } from '../sql.ts'

/**
 * Handles a reply that a document arrived by a route that a fallback had replaced. Supersedes the fallback's delivery
 * and returns true when the fallback has sent nothing; otherwise only records the arrival. The arrival ends an earlier
 * refusal of the route, because a person would key a second order.
 */
export function settleLateReply(
  sql: Sql,
  { orderId, version, route }: DeliveryKey,
  text: string,
  now: number,
): boolean {
  const [late] = sql.all<{ primaryRoute: string; fencingToken: number }>(
    `UPDATE deliveries SET reached = 'yes', superseded_from = iif(superseded_by IS NULL, NULL, superseded_from) WHERE order_id = ? AND version = ? AND route = ? AND state = 'superseded'
     RETURNING primary_route AS primaryRoute, fencing_token AS fencingToken`,
    ...keyValues({ orderId, version, route }),
  )
  const [holder] = late
    ? sql.all<Pick<DeliveryFact, 'route' | 'state' | 'reached'>>(
        `SELECT route, state, reached FROM deliveries
         WHERE order_id = ? AND version = ? AND primary_route = ? AND fencing_token > ? ORDER BY fencing_token DESC LIMIT 1`,
        orderId,
        version,
        late.primaryRoute,
        late.fencingToken,
      )
    : []
  if (!holder || !isUnsent(holder)) return false
  supersedeByRoute(sql, { orderId, version, route: holder.route }, `It has arrived by ${route} after all.`, now)
  sql.all(
    `UPDATE deliveries SET state = 'delivered', note = ? WHERE order_id = ? AND version = ? AND route = ?`,
    text,
    ...keyValues({ orderId, version, route }),
  )
  return true
}
