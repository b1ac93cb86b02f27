import type { Sql } from './sql.ts'

/** The newest version before this version, without discarded versions, cancels the order. */
export const followsCancellation = (sql: Sql, orderId: string, version: number): boolean =>
  sql.all<{ status: string }>(
    `SELECT v.status FROM versions v WHERE v.order_id = ?1 AND v.version < ?2 AND EXISTS (
       SELECT 1 FROM deliveries d WHERE d.order_id = ?1 AND d.version = v.version AND d.state <> 'discarded')
     ORDER BY v.version DESC LIMIT 1`,
    orderId,
    version,
  )[0]?.status === 'cancelled'
