import { repurpose } from './batch/rewrite.ts'
import type { DueRow } from './due-row.ts'
import type { Sql } from './sql.ts'

/**
 * Makes a replacement an original if no other version can have arrived: the version before it was under way when the change
 * arrived, and was then refused. A route of the chain may have brought the other version in place of a mail. Returns whether
 * the delivery changed.
 */
export function replacesNothing(sql: Sql, due: DueRow): boolean {
  const { orderId, version, route, primaryRoute, purpose, reached } = due
  if (purpose !== 'replacement' || reached !== 'no') return false
  const arrived = sql.all(
    `SELECT 1 FROM deliveries WHERE order_id = ?1 AND version <> ?2 AND (reached <> 'no' OR state = 'sending')
     AND (primary_route = ?3 OR route IN (SELECT route FROM deliveries WHERE order_id = ?1 AND version = ?2 AND primary_route = ?3)) LIMIT 1`,
    orderId,
    version,
    primaryRoute,
  )
  if (arrived.length > 0) return false
  repurpose(sql, { orderId, version, route }, 'original')
  return true
}
