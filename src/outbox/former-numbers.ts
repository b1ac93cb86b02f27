import { findByReference } from './search/erp-references.ts'
import type { Sql } from './sql.ts'

/** Keeps the number of a stored order that arrives under another number. A chef or an ERP may name the earlier number. */
export function keepFormerNumber(sql: Sql, orderId: string, orderNumber: string | null): void {
  const [order] = sql.all<{ number: string | null }>('SELECT number FROM orders WHERE id = ?', orderId)
  const former = order?.number ?? null
  if (former === null || former === orderNumber) return
  sql.all('UPDATE versions SET former_number = ? WHERE order_id = ? AND former_number IS NULL', former, orderId)
  sql.all(
    `UPDATE orders SET former_numbers = json_insert(coalesce(former_numbers, '[]'), '$[#]', number)
     WHERE id = ? AND NOT EXISTS (SELECT 1 FROM json_each(coalesce(former_numbers, '[]')) f WHERE f.value = number)`,
    orderId,
  )
}

/**
 * SQL: `order_id` and `version` of each version with the number, whichever number its order has now. An ERP knows an
 * order by the number of the document that the ERP got.
 */
export const versionsWithNumber = (number: string): string => `
  SELECT v.order_id, v.version FROM orders n JOIN versions v ON v.order_id = n.id AND v.former_number IS NULL WHERE n.number = ${number}
  UNION ALL SELECT order_id, version FROM versions WHERE former_number = ${number}`

/** A new content of the order replaces the search text. The earlier numbers stay. */
export function findByFormerNumbers(sql: Sql, orderId: string): void {
  for (const number of formerNumbersOf(sql, orderId)) findByReference(sql, orderId, number)
}

export function formerNumbersOf(sql: Sql, orderId: string): string[] {
  const [order] = sql.all<{ former: string | null }>(
    'SELECT former_numbers AS former FROM orders WHERE id = ?',
    orderId,
  )
  return numbersIn(order?.former ?? null)
}

/** The numbers before the present number. An order may get an earlier number again. */
export const formerNumbers = (stored: string | null, present: string | null): string[] =>
  numbersIn(stored).filter((number) => number !== present)

const numbersIn = (stored: string | null): string[] => (stored === null ? [] : JSON.parse(stored))
