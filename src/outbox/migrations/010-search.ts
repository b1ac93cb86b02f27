import type { Migration } from './migration.ts'

/**
 * An index of all groups of three letters. Holds no text: a search compares the rows that the index finds. `detail` and
 * `content` keep the index at about 100 bytes an order.
 */
const indexOf = (name: string): string => `CREATE VIRTUAL TABLE ${name} USING fts5 (
  text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1')`

const THROUGH = "(SELECT through FROM search_progress WHERE name = 'orders')"
const REMOVE = `DELETE FROM order_search WHERE rowid = old.seq;
  UPDATE search_progress SET entries = entries - 1 WHERE name = 'orders';`

/**
 * `search_progress`: up to which row each index reaches; a later row is added with others. Triggers follow each change
 * of an order that the index has, so no code that changes an order can forget the index.
 */
export const search: Migration = {
  version: 10,
  name: 'search',
  up: (sql) => {
    sql.all(`CREATE TABLE search_progress (
      name TEXT PRIMARY KEY, through INTEGER NOT NULL, entries INTEGER NOT NULL) WITHOUT ROWID`)
    sql.all("INSERT INTO search_progress (name, through, entries) VALUES ('orders', 0, 0), ('events', 0, 0)")
    sql.all(indexOf('order_search'))
    sql.all(indexOf('event_search'))
    sql.all(`CREATE TRIGGER order_text_changed AFTER UPDATE OF search_text ON orders
      WHEN old.search_text <> new.search_text AND old.seq = new.seq AND new.seq <= ${THROUGH}
      BEGIN UPDATE order_search SET text = char(10) || new.search_text || char(10) WHERE rowid = new.seq; END`)
    sql.all(`CREATE TRIGGER order_moved AFTER UPDATE OF seq ON orders
      WHEN old.seq <> new.seq AND old.seq <= ${THROUGH} BEGIN ${REMOVE} END`)
    sql.all(`CREATE TRIGGER order_deleted AFTER DELETE ON orders WHEN old.seq <= ${THROUGH} BEGIN ${REMOVE} END`)
    sql.all('CREATE INDEX events_by_action ON events (action, seq)')
  },
}
