import { EVENT_TEXTS, type EventTexts, eventText } from '../search/event-text.ts'
import type { Sql } from '../sql.ts'
import type { Migration } from './migration.ts'

const THROUGH = "(SELECT through FROM search_progress WHERE name = 'events')"
const PAGE = 1_000

/**
 * `events.search_text`: the text of the action in small letters of every script, with the present number of the order.
 * A trigger keeps the search index equal to the text. The index begins again, because its earlier texts had capitals.
 */
export const eventTexts: Migration = {
  version: 14,
  name: 'texts of actions',
  up: (sql) => {
    sql.all("ALTER TABLE events ADD COLUMN search_text TEXT NOT NULL DEFAULT ''")
    fill(sql)
    sql.all('CREATE INDEX events_by_order ON events (order_id) WHERE order_id IS NOT NULL')
    sql.all("INSERT INTO event_search (event_search) VALUES ('delete-all')")
    sql.all("UPDATE search_progress SET through = 0, entries = 0 WHERE name = 'events'")
    sql.all(`CREATE TRIGGER event_text_changed AFTER UPDATE OF search_text ON events
      WHEN old.search_text <> new.search_text AND new.seq <= ${THROUGH}
      BEGIN UPDATE event_search SET text = char(10) || new.search_text || char(10) WHERE rowid = new.seq; END`)
  },
}

function fill(sql: Sql): void {
  for (let last = 0; ; ) {
    const rows = sql.all<EventTexts & { readonly seq: number }>(
      `SELECT e.seq, ${EVENT_TEXTS} FROM events e LEFT JOIN orders o ON o.id = e.order_id
       WHERE e.seq > ? ORDER BY e.seq LIMIT ?`,
      last,
      PAGE,
    )
    for (const { seq, ...texts } of rows) {
      sql.all('UPDATE events SET search_text = ? WHERE seq = ?', eventText(texts), seq)
      last = seq
    }
    if (rows.length < PAGE) return
  }
}
