import { mayHaveReached, orderState } from '../model/delivery-state.ts'
import { deliveriesOf } from './deliveries.ts'
import type { Sql } from './sql.ts'

interface NumberedOrder {
  readonly orderId: string
  readonly orderNumber: string | null
}

/** Whether an earlier order has or had the number: the first order with a number keeps it. */
export function numberTaken(sql: Sql, orderId: string, orderNumber: string | null): boolean {
  return ordersWithNumber(sql, orderId, orderNumber).length > 0
}

/**
 * The earlier orders that have or had the number, except discarded orders. A version with a former number may have been
 * sent, or may be sent once a person discards the later version.
 */
export function ordersWithNumber(sql: Sql, orderId: string, orderNumber: string | null): NumberedOrder[] {
  if (orderNumber === null) return []
  const rivals = sql.all<NumberedOrder>(
    `SELECT id AS orderId, number AS orderNumber FROM orders
     WHERE (number = ?1 OR id IN (SELECT order_id FROM versions WHERE former_number = ?1)) AND id <> ?2 AND version > 0
     AND seq < coalesce((SELECT seq FROM orders WHERE id = ?2 AND number = ?1 AND version > 0), ${Number.MAX_SAFE_INTEGER})`,
    orderNumber,
    orderId,
  )
  return rivals.filter(({ orderId: id }) => {
    const deliveries = deliveriesOf(sql, id)
    return orderState(true, deliveries) !== 'discarded' || deliveries.some(mayHaveReached)
  })
}
