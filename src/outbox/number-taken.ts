import { orderState } from '../model/delivery-state.ts'
import { deliveriesOf } from './deliveries.ts'
import type { Sql } from './sql.ts'

/** Whether an earlier order has the number: the first order with a number keeps it. */
export function numberTaken(sql: Sql, orderId: string, orderNumber: string | null): boolean {
  if (orderNumber === null) return false
  const rivals = sql.all<{ id: string }>(
    `SELECT id FROM orders WHERE number = ?1 AND id <> ?2 AND version > 0
     AND seq < coalesce((SELECT seq FROM orders WHERE id = ?2 AND number = ?1 AND version > 0), ${Number.MAX_SAFE_INTEGER})`,
    orderNumber,
    orderId,
  )
  return rivals.some(({ id }) => orderState(true, deliveriesOf(sql, id)) !== 'discarded')
}
