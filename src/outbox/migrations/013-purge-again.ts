import type { Migration } from './migration.ts'

/**
 * `purge_again`: places of old orders that the purge passed and must check again. A trigger adds a purged order that gets
 * another version. The earlier position counts from the first order every day, so the purge begins once more.
 */
export const purgeAgain: Migration = {
  version: 13,
  name: 'purge again',
  up: (sql) => {
    sql.all('CREATE TABLE purge_again (seq INTEGER PRIMARY KEY)')
    sql.all(`CREATE TRIGGER purge_undone AFTER UPDATE OF purged_at ON orders
      WHEN old.purged_at IS NOT NULL AND new.purged_at IS NULL
      BEGIN INSERT OR IGNORE INTO purge_again (seq) VALUES (new.seq); END`)
    sql.all("DELETE FROM key_values WHERE name = 'purge'")
  },
}
