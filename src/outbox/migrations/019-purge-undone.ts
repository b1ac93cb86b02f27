import type { Migration } from './migration.ts'

/**
 * The trigger of migration 13 had INSERT OR IGNORE. SQLite gives the conflict policy of the outer statement to the
 * statements of its triggers, so an upsert of an order that stood in `purge_again` failed
 * (https://www.sqlite.org/lang_createtrigger.html).
 */
export const purgeUndone: Migration = {
  version: 19,
  name: 'purge undone',
  up: (sql) => {
    sql.all('DROP TRIGGER purge_undone')
    sql.all(`CREATE TRIGGER purge_undone AFTER UPDATE OF purged_at ON orders
      WHEN old.purged_at IS NOT NULL AND new.purged_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM purge_again WHERE seq = new.seq)
      BEGIN INSERT INTO purge_again (seq) VALUES (new.seq); END`)
  },
}
