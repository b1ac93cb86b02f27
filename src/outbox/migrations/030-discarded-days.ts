import { findByDeliveryDays } from '../search/delivery-days.ts'
import type { Migration } from './migration.ts'

/** A discarded change leaves the order on an earlier delivery day. The search text had only the day of the change. */
export const discardedDays: Migration = {
  version: 30,
  name: 'discarded days',
  up: (sql) => {
    const orders = sql.all<{ id: string }>("SELECT DISTINCT order_id AS id FROM deliveries WHERE state = 'discarded'")
    for (const { id } of orders) findByDeliveryDays(sql, id)
  },
}
