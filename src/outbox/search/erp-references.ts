import type { Sql } from '../sql.ts'
import { plainText } from './search-text.ts'

/** Lets people find an order by a further number, such as the number that the ERP gave. */
export function findByReference(sql: Sql, orderId: string, reference: string): void {
  sql.all(
    `UPDATE orders SET search_text = search_text || char(10) || ?2
     WHERE id = ?1 AND instr(char(10) || search_text || char(10), char(10) || ?2 || char(10)) = 0`,
    orderId,
    plainText(reference),
  )
}

/** A new version of the order replaces the search text. The numbers that people reported stay with the order. */
export function findByReferences(sql: Sql, orderId: string): void {
  const rows = sql.all<{ reference: string }>(
    'SELECT DISTINCT erp_reference AS reference FROM events WHERE order_id = ? AND erp_reference IS NOT NULL',
    orderId,
  )
  for (const { reference } of rows) findByReference(sql, orderId, reference)
}
