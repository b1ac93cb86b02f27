import { findByReference } from './search/erp-references.ts'
import type { Sql } from './sql.ts'

/** Keeps the number of a stored order that arrives under another number. A chef or an ERP may name the earlier number. */
export function keepFormerNumber(sql: Sql, orderId: string, orderNumber: string | null): void {
  sql.all(
    `UPDATE orders SET former_numbers = json_insert(coalesce(former_numbers, '[]'), '$[#]', number)
     WHERE id = ?1 AND number <> coalesce(?2, '')
       AND NOT EXISTS (SELECT 1 FROM json_each(coalesce(former_numbers, '[]')) f WHERE f.value = number)`,
    orderId,
    orderNumber,
  )
}

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
