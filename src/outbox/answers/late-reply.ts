import type { DeliveryKey } from '../due.ts'
import { supersedeByRoute } from '../route/fallback-chain.ts'
import type { Sql } from '../sql.ts'
import { type DeliveryFact, isUnsent } from '../state.ts'

/**
 * Word that a document has arrived, of a route whose place another had taken. Where nothing of the other has left, it gives way
 * in turn, and this is true; else the word is only noted. Answers which.
 */
export function settleLateReply(
  sql: Sql,
  { orderId, version, route }: DeliveryKey,
  text: string,
  now: number,
): boolean {
  const [late] = sql.all<{ ladder: string; fence: number }>(
    `UPDATE deliveries SET reached = 'yes' WHERE order_id = ? AND version = ? AND route = ? AND state = 'superseded'
     RETURNING ladder, fence`,
    orderId,
    version,
    route,
  )
  const [holder] = late
    ? sql.all<Pick<DeliveryFact, 'route' | 'state' | 'reached'>>(
        `SELECT route, state, reached FROM deliveries
         WHERE order_id = ? AND version = ? AND ladder = ? AND fence > ? ORDER BY fence DESC LIMIT 1`,
        orderId,
        version,
        late.ladder,
        late.fence,
      )
    : []
  if (!holder || !isUnsent(holder)) return false
  supersedeByRoute(sql, { orderId, version, route: holder.route }, `It has arrived by ${route} after all.`, now)
  sql.all(
    `UPDATE deliveries SET state = 'delivered', note = ? WHERE order_id = ? AND version = ? AND route = ?`,
    text,
    orderId,
    version,
    route,
  )
  return true
}
