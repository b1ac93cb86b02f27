import type { Sql } from './sql.ts'

/**
 * Whether a receiver has a document of another order with the same number, or may get such a document first. The number
 * alone then identifies this order neither in a folder nor in an answer. A settled delivery has no `next_at`.
 */
export const isNumberShared = (sql: Sql, orderId: string, orderNumber: string): boolean =>
  sql.all(
    `SELECT 1 FROM orders o JOIN deliveries d ON d.order_id = o.id
     WHERE o.number = ?1 AND o.id <> ?2 AND o.version > 0 AND (d.reached <> 'no' OR d.state = 'sending'
       OR (d.next_at IS NOT NULL AND o.seq < (SELECT seq FROM orders WHERE id = ?2))) LIMIT 1`,
    orderNumber,
    orderId,
  ).length > 0
