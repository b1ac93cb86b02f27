import type { Sql } from '../outbox/sql.ts'
import { customerZone, hasCustomerZones } from '../profile/customer-zone.ts'
import type { Supplier } from '../profile/supplier.ts'

/** The zone of an order's delivery date. Reads the order only where a customer has a zone of its own. */
export function orderZone(sql: Sql, supplier: Pick<Supplier, 'customers' | 'timeZone'>, orderId: string): string {
  if (!hasCustomerZones(supplier)) return supplier.timeZone
  const [order] = sql.all<{ customer: string | null }>('SELECT customer FROM orders WHERE id = ?', orderId)
  return customerZone(order?.customer ?? null, supplier)
}
