import { localDate } from '../src/model/local-time.ts'
import { countTraffic } from '../src/outbox/alerts/traffic.ts'
import { indexNext, SEARCHED_EVENTS, SEARCHED_ORDERS } from '../src/outbox/search/search-index.ts'
import type { Sql } from '../src/outbox/sql.ts'

const MINUTES_APART = 5
const HELD = 20
const INDEXED_AT_ONCE = 200

/** Copies the only order of an outbox: one order every five minutes until now, all delivered except the newest. */
export function copyOrder(sql: Sql, count: number, now: number): void {
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`
  const at = `${now} - (${count} - i) * ${MINUTES_APART * 60_000}`
  const day = `date((${at}) / 1000, 'unixepoch', '+1 day')`
  const id = "'copy-' || (i + 1000000)"
  sql.atomically(() => {
    // The first statement begins after the copies, so that no copy is a late order.
    sql.all('DELETE FROM statements')
    sql.all(
      `${numbers} INSERT INTO orders (id, number, customer, version, first_at, placed_at, search_text)
       SELECT ${id}, 'PO-' || (i + 1000000), 'C-' || (i % 5000), 1, ${at}, ${at}, ${id} || char(10) || 'po-' || (i + 1000000)
         || char(10) || 'c-' || (i % 5000) || char(10) || 'a-' || (i * 7 % 20000) || char(10) || 'a-' || (i * 13 % 20000) FROM n`,
    )
    sql.all(
      `${numbers} INSERT INTO versions (order_id, version, digest, delivery_date, cut_off, accepted_at, source, first_request, requests, status, metadata, body)
       SELECT ${id}, 1, ${id}, ${day}, NULL, ${at}, source, ${id}, '[]', 'accepted', metadata, body FROM n, (SELECT * FROM versions LIMIT 1)`,
    )
    sql.all(
      `${numbers} INSERT INTO deliveries (order_id, version, route, state, reached, hold_reason, purpose, next_at, due_since, attempts, primary_route)
       SELECT ${id}, 1, 'erp', iif(i > ${count - HELD}, 'held', 'delivered'), iif(i > ${count - HELD}, 'no', 'yes'),
         iif(i > ${count - HELD}, 'quantity', NULL), purpose, iif(i > ${count - HELD}, 8640000000000000, NULL), ${at}, 1, 'erp'
       FROM n, (SELECT * FROM deliveries LIMIT 1)`,
    )
    sql.all(
      `${numbers} INSERT INTO timeline (order_id, seq, at, event, version, route, text)
       SELECT ${id}, 1, ${at}, 'delivered', 1, 'erp', 'The system took it.' FROM n`,
    )
    sql.all(
      `${numbers} INSERT INTO events (at, by, action, order_id, route, note, search_text)
       SELECT ${at}, 'An', iif(i % 2, 'release', 'done'), ${id}, 'erp', 'Note ' || i, 'an' || char(10) || 'note ' || i FROM n`,
    )
  })
  for (const searched of [SEARCHED_ORDERS, SEARCHED_EVENTS]) while (indexNext(sql, searched, INDEXED_AT_ONCE));
  // A gateway counts orders as they come.
  while (countTraffic(sql, now).isBehind);
}

export const newestOf = (count: number): { readonly id: string; readonly number: string } => ({
  id: `copy-${count + 1_000_000}`,
  number: `PO-${count + 1_000_000}`,
})

export const dayOf = (now: number): string => new Date(now + 86_400_000).toISOString().slice(0, 10)

/** The day of the statement that is not made yet, for a statement at 18:00 in Brussels. */
export const statementDay = (now: number): string => localDate(now + 6 * 3_600_000, 'Europe/Brussels')
