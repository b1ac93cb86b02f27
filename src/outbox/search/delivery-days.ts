import type { Sql } from '../sql.ts'
import { dayMark } from './day-mark.ts'
import { findByReference } from './erp-references.ts'

/** Lets people find an order by the delivery day of each version: after a discard, an earlier version counts. */
export function findByDeliveryDays(sql: Sql, orderId: string): void {
  const rows = sql.all<{ day: string }>(
    'SELECT DISTINCT delivery_date AS day FROM versions WHERE order_id = ? AND delivery_date IS NOT NULL',
    orderId,
  )
  for (const { day } of rows) findByReference(sql, orderId, dayMark(day))
}
