import type { Migration } from './migration.ts'

/**
 * The first page finds the orders that a receiver refused before a fallback route took over. Only such a delivery costs
 * another row.
 */
export const refusedBefore: Migration = {
  version: 26,
  name: 'refused before',
  up: (sql) => {
    sql.all(
      `CREATE INDEX refused_before ON deliveries (due_since)
       WHERE state = 'superseded' AND superseded_by IS NULL AND superseded_from IS NOT NULL`,
    )
  },
}
