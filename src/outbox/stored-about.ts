import type { Submission } from './accept.ts'
import type { Sql } from './sql.ts'
import { withdrawnName } from './withdrawn.ts'

/** The traces of an arriving order in the storage. Most orders have none, and need no further statement. */
export interface StoredAbout {
  /** The order is stored, perhaps as refused only. */
  readonly isKnown: boolean
  /** A withdrawal of the request arrived first. */
  readonly isWithdrawn: boolean
  /** A different accepted order has or had the number, and may be discarded. */
  readonly isNumberUsed: boolean
  /** An order that this order may replace was refused, so the desk may be about to call. */
  readonly isRefused: boolean
}

/** A single statement looks for all traces, because a statement costs more than a look-up. */
export function storedAbout(
  sql: Sql,
  { orderId, orderNumber, customer, requestId }: Pick<Submission, 'orderId' | 'orderNumber' | 'customer' | 'requestId'>,
): StoredAbout {
  const [row] = sql.all<{ known: number; withdrawn: number; used: number; refused: number }>(
    `SELECT EXISTS (SELECT 1 FROM orders WHERE id = ?1) AS known,
       EXISTS (SELECT 1 FROM orders WHERE number = ?2 AND id <> ?1 AND version > 0)
         OR EXISTS (SELECT 1 FROM versions WHERE former_number = ?2 AND order_id <> ?1) AS used,
       EXISTS (SELECT 1 FROM refusals WHERE order_id = ?1 OR customer = ?3
         OR order_id IN (SELECT id FROM orders WHERE number = ?2)) AS refused,
       EXISTS (SELECT 1 FROM key_values WHERE name = ?4) AS withdrawn`,
    orderId,
    orderNumber,
    customer,
    withdrawnName(requestId),
  )
  return {
    isKnown: row?.known === 1,
    isWithdrawn: row?.withdrawn === 1,
    isNumberUsed: row?.used === 1,
    isRefused: row?.refused === 1,
  }
}
