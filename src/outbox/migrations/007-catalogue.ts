import type { Migration } from './migration.ts'

/** The reasons that an entry of the catalogue can settle. An index holds the few deliveries with these reasons. */
export const IS_UNKNOWN = `state = 'held' AND hold_reason IN ('unknown-customer', 'unknown-article')`

/**
 * `catalogue_entries`: rows of customers and articles that people entered, in the order of their versions. `undoes`: the
 * version of the entry that this row took back. `entry`: JSON of the row that counts from then on; null for none.
 */
export const catalogue: Migration = {
  version: 7,
  name: 'catalogue',
  up: (sql) => {
    sql.all(`CREATE TABLE catalogue_entries (
      version INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, entry TEXT, undoes INTEGER,
      at INTEGER NOT NULL, by TEXT NOT NULL, note TEXT, order_id TEXT)`)
    sql.all('CREATE INDEX catalogue_entries_by_key ON catalogue_entries (kind, key, version)')
    sql.all(`CREATE INDEX unknown_numbers ON deliveries (order_id) WHERE ${IS_UNKNOWN}`)
  },
}
