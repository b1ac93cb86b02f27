import type { Migration } from './migration.ts'

/**
 * The first page finds refused and late deliveries among thousands of other deliveries. Only a refused or a late delivery
 * costs another row.
 */
export const refusedDeliveries: Migration = {
  version: 20,
  name: 'refused deliveries',
  up: (sql) => {
    sql.all("CREATE INDEX refused_deliveries ON deliveries (order_id) WHERE state = 'refused'")
    sql.all(
      `CREATE INDEX late_deliveries ON deliveries (route, due_since)
       WHERE late_alert_at IS NULL AND next_at IS NOT NULL AND state NOT IN ('held', 'refused')`,
    )
  },
}
