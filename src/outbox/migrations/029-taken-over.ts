import type { Migration } from './migration.ts'

/**
 * The first page finds the orders that a mail brought because the route before never delivered them. Only a delivery that another
 * route took over costs another row.
 */
export const takenOver: Migration = {
  version: 29,
  name: 'taken over',
  up: (sql) => {
    sql.all(
      `CREATE INDEX taken_over ON deliveries (due_since)
       WHERE state = 'superseded' AND superseded_by IS NULL AND superseded_from IS NULL`,
    )
  },
}
