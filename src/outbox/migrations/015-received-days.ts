import type { Migration } from './migration.ts'

const THROUGH = "(SELECT through FROM search_progress WHERE name = 'orders')"

/**
 * `received_days`: the first and the last place of the orders received on a day, so that the list of a month long ago
 * reads no newer orders. Days are counted from 1970, UTC. The table has the orders that the search index has.
 */
export const receivedDays: Migration = {
  version: 15,
  name: 'days of receipt',
  up: (sql) => {
    sql.all(`CREATE TABLE received_days (
      day INTEGER PRIMARY KEY, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL)`)
    sql.all(`INSERT INTO received_days (day, first_seq, last_seq)
      SELECT first_at / 86400000, min(seq), max(seq) FROM orders WHERE seq <= ${THROUGH} GROUP BY 1`)
    sql.all(`CREATE TRIGGER order_received_again AFTER UPDATE OF first_at ON orders
      WHEN old.first_at <> new.first_at AND new.seq <= ${THROUGH}
      BEGIN INSERT INTO received_days (day, first_seq, last_seq) VALUES (new.first_at / 86400000, new.seq, new.seq)
        ON CONFLICT (day) DO UPDATE SET first_seq = min(first_seq, new.seq), last_seq = max(last_seq, new.seq); END`)
  },
}
