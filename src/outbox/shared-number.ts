import { versionsWithNumber } from './former-numbers.ts'
import type { Sql } from './sql.ts'

/**
 * Whether a receiver has a document of another order with the same number, or may get such a document first. The number
 * alone then identifies this order neither in a folder nor in an answer. A settled delivery has no `next_at`.
 */
export const isNumberShared = (sql: Sql, orderId: string, orderNumber: string): boolean =>
  sql.all(
    `SELECT 1 FROM (${versionsWithNumber('?1')}) u JOIN orders o ON o.id = u.order_id
     JOIN deliveries d ON d.order_id = u.order_id AND d.version = u.version
     WHERE o.id <> ?2 AND (d.reached <> 'no' OR d.state = 'sending'
       OR (d.next_at IS NOT NULL AND o.seq < (SELECT seq FROM orders WHERE id = ?2))) LIMIT 1`,
    orderNumber,
    orderId,
  ).length > 0
