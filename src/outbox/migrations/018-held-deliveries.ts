import type { Migration } from './migration.ts'

/**
 * A count of held deliveries reads no other delivery. Only a held delivery costs another row.
 */
export const heldDeliveries: Migration = {
  version: 18,
  name: 'held deliveries',
  up: (sql) => {
    sql.all("CREATE INDEX held_deliveries ON deliveries (order_id) WHERE state = 'held'")
  },
}
