import type { Migration } from './migration.ts'

/**
 * Each written row of an order costs money, so one row replaces several rows. `versions.body`: the raw body of the
 * version, if the row has the room. `deliveries.delivered_…`: the event of the attempt that settled the delivery, with
 * the place in the timeline.
 */
const STATEMENTS = [
  'ALTER TABLE versions ADD COLUMN body BLOB',
  'ALTER TABLE deliveries ADD COLUMN delivered_at INTEGER',
  'ALTER TABLE deliveries ADD COLUMN delivered_seq INTEGER',
  'ALTER TABLE deliveries ADD COLUMN delivered_note TEXT',
]

export const fewerRows: Migration = {
  version: 11,
  name: 'fewer rows',
  up: (sql) => {
    for (const statement of STATEMENTS) sql.all(statement)
  },
}
