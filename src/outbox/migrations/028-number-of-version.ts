import type { Migration } from './migration.ts'

/**
 * `former_number`: the number of a version's document, if the order got another number since. Null for the present number,
 * so an order that keeps its number costs no further row.
 */
export const numberOfVersion: Migration = {
  version: 28,
  name: 'number of a version',
  up: (sql) => {
    sql.all('ALTER TABLE versions ADD COLUMN former_number TEXT')
    sql.all(
      'CREATE INDEX versions_by_former_number ON versions (former_number, order_id) WHERE former_number IS NOT NULL',
    )
  },
}
