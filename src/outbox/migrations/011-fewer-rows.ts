import type { Migration } from './migration.ts'

/**
 * An order pays for each row that is written, so one row holds what several rows held. `versions.body`: the raw body of
 * the version, where it fits into the row. `deliveries.delivered_…`:
 * the event of the attempt that settled the delivery, with its place in the timeline.
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
