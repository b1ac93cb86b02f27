import { actionMarkSql } from '../search/action-mark.ts'
import type { Migration } from './migration.ts'

const THROUGH = "(SELECT through FROM search_progress WHERE name = 'events')"

/**
 * The search index of actions has a mark of the kind of each action. A search for a text and a kind then reads only the
 * actions that have both. The index begins again, because its earlier rows have no mark.
 */
export const actionMarks: Migration = {
  version: 23,
  name: 'marks of actions',
  up: (sql) => {
    sql.all('DROP TRIGGER event_text_changed')
    sql.all("INSERT INTO event_search (event_search) VALUES ('delete-all')")
    sql.all("UPDATE search_progress SET through = 0, entries = 0 WHERE name = 'events'")
    sql.all(`CREATE TRIGGER event_text_changed AFTER UPDATE OF search_text ON events
      WHEN old.search_text <> new.search_text AND new.seq <= ${THROUGH}
      BEGIN UPDATE event_search SET text = char(10) || new.search_text || char(10) || ${actionMarkSql('new.action')} || char(10)
        WHERE rowid = new.seq; END`)
  },
}
