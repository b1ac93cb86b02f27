import { findingNote, isOwnWords } from '../model/finding.ts'
import { type ActionResult, type Actor, DONE, ORDER_NOT_FOUND, wrongState } from './actions/action.ts'
import { recordEvent } from './actions/actions.ts'
import { INTERCHANGE } from './blobs.ts'
import { checkAgain, IS_OPEN, nextPurgeable, type PurgePlace, passOrder, sharesOpenDocument } from './purge-round.ts'
import { mergeIndex, SEARCHED_ORDERS } from './search/search-index.ts'
import { searchText } from './search/search-text.ts'
import type { Sql } from './sql.ts'
import { HISTORY } from './timeline.ts'

/** Highest number of orders a call: an accept waits for the end of the call. */
const ORDERS_A_CALL = 100

/**
 * Deletes bodies, documents, receipts and texts of settled orders whose last version is older than `before`. Keeps ids,
 * digests and outcomes permanently: only they stop a replayed order. Returns the number of purged orders.
 */
export function purge(sql: Sql, before: number, now: number): number {
  return sql.atomically(() => {
    const due = nextPurgeable(sql, before, now, ORDERS_A_CALL)
    deleteContents(
      sql,
      due.map(({ id }) => id),
      now,
    )
    const last = due.at(-1)
    if (last) passOrder(sql, last)
    return due.length
  })
}

/** An order that may be purged. */
export interface Purgeable extends PurgePlace {
  readonly id: string
  /** Fingerprint at the time of the check: an archive copy lacks later changes. */
  readonly stand: string
}

/**
 * The next due orders, for an archive copy before the purge. Deletes no content, and the orders stay due until
 * `purgeArchived`.
 */
export function purgeable(sql: Sql, before: number, now: number, limit: number): Purgeable[] {
  return sql.atomically(() =>
    nextPurgeable(sql, before, now, limit).map((order) => ({ ...order, stand: fingerprintOf(sql, order.id) })),
  )
}

/**
 * Purges the orders whose fingerprint is unchanged. A changed order is checked again another day. Returns the number of
 * purged orders.
 */
export function purgeArchived(sql: Sql, kept: readonly Purgeable[], now: number): number {
  return sql.atomically(() => {
    const unchanged: string[] = []
    for (const order of kept) {
      if (fingerprintOf(sql, order.id) === order.stand) unchanged.push(order.id)
      else checkAgain(sql, order.seq)
      passOrder(sql, order)
    }
    deleteContents(sql, unchanged, now)
    return unchanged.length
  })
}

/** Versions, timeline, acknowledgements and delivery states: every change of an order changes one of these. */
function fingerprintOf(sql: Sql, orderId: string): string {
  const [row] = sql.all(
    `SELECT o.version, o.purged_at, (SELECT count(*) FROM ${HISTORY} t WHERE t.order_id = o.id) AS words,
     (SELECT count(*) FROM acknowledgements a WHERE a.order_id = o.id) AS answers,
     (SELECT group_concat(state || attempts) FROM deliveries d WHERE d.order_id = o.id) AS states
     FROM orders o WHERE o.id = ?`,
    orderId,
  )
  return JSON.stringify(row ?? null)
}

/** Purges an order at the request of a person whose data the order holds. */
export function erase(sql: Sql, orderId: string, actor: Actor, now: number): ActionResult {
  return sql.atomically(() => {
    const [order] = sql.all<{ isOpen: number }>(
      `SELECT ${IS_OPEN} AS isOpen
       FROM orders o WHERE o.id = ?`,
      orderId,
    )
    if (!order) return ORDER_NOT_FOUND
    if (order.isOpen === 1) return wrongState(sharesOpenDocument(sql, orderId) ? SHARED : UNSETTLED)
    deleteContents(sql, [orderId], now)
    // A shared document is deleted although it holds other orders, because it holds this person's data.
    dropShared(sql, [orderId])
    recordEvent(sql, 'erase', actor, orderId, null, now)
    return DONE
  })
}

const UNSETTLED = findingNote('not-settled')
const SHARED = findingNote('shares-document')

/**
 * Changes each table in one statement for all orders: each change of the search index makes the next statement write
 * the index. A shared document is deleted with the last of its orders, because an archive copies the document with each
 * order.
 */
function deleteContents(sql: Sql, orderIds: readonly string[], now: number): void {
  if (orderIds.length === 0) return
  const ids = JSON.stringify(orderIds)
  sql.all(`DELETE FROM blobs WHERE order_id IN ${IDS}`, ids)
  sql.all(
    `UPDATE versions SET metadata = '{}', body = NULL, document_route = NULL, document_metadata = NULL, document = NULL
     WHERE order_id IN ${IDS}`,
    ids,
  )
  deleteNotes(sql, ids)
  sql.all(`UPDATE timeline SET text = NULL WHERE order_id IN ${IDS} AND text IS NOT NULL`, ids)
  sql.all(
    `UPDATE customer_notices SET recipient = NULL, subject = '', text = '', failure = NULL, next_at = NULL
     WHERE order_id IN ${IDS}`,
    ids,
  )
  sql.all(`UPDATE marks SET failure = NULL WHERE order_id IN ${IDS} AND failure IS NOT NULL`, ids)
  sql.all(`UPDATE acknowledgements SET reason = NULL WHERE order_id IN ${IDS} AND reason IS NOT NULL`, ids)
  sql.all(
    `UPDATE orders SET problems = NULL, search_text = json_extract(j.value, '$.text'), purged_at = ?2
     FROM json_each(?1) j WHERE orders.seq = json_extract(j.value, '$.seq')`,
    JSON.stringify(remainingTexts(sql, ids)),
    now,
  )
  mergeIndex(sql, SEARCHED_ORDERS)
  dropShared(
    sql,
    orderIds,
    `AND NOT EXISTS (SELECT 1 FROM deliveries m JOIN orders o ON o.id = m.order_id
       WHERE m.interchange = d.interchange AND o.purged_at IS NULL)`,
  )
}

const IDS = '(SELECT value FROM json_each(?1))'

/** A note in the gateway's own words stays, because each row that changes costs money. */
function deleteNotes(sql: Sql, ids: string): void {
  const rows = sql.all<{
    orderId: string
    version: number
    route: string
    note: string | null
    deliveredNote: string | null
    state: string | null
  }>(
    `SELECT order_id AS orderId, version, route, note, delivered_note AS deliveredNote, transport_state AS state
     FROM deliveries WHERE order_id IN ${IDS}`,
    ids,
  )
  for (const { orderId, version, route, note, deliveredNote, state } of rows) {
    if (state === null && isOwnWords(note ?? '') && isOwnWords(deliveredNote ?? '')) continue
    sql.all(
      `UPDATE deliveries SET note = NULL, delivered_note = NULL, transport_state = NULL
       WHERE order_id = ? AND version = ? AND route = ?`,
      orderId,
      version,
      route,
    )
  }
}

/** People find a purged order by number and delivery day, no longer by article. In the order of the search index. */
function remainingTexts(sql: Sql, ids: string): { readonly seq: number; readonly text: string }[] {
  const orders = sql.all<{
    seq: number
    id: string
    number: string | null
    customer: string | null
    day: string | null
  }>(
    `SELECT o.seq, o.id, o.number, o.customer, v.delivery_date AS day FROM orders o
     LEFT JOIN versions v ON v.order_id = o.id AND v.version = o.version WHERE o.id IN ${IDS} ORDER BY o.seq`,
    ids,
  )
  return orders.map(({ seq, id, number, customer, day }) => ({ seq, text: searchText([id, number, customer], day) }))
}

function dropShared(sql: Sql, orderIds: readonly string[], which = ''): void {
  sql.all(
    `DELETE FROM blobs WHERE order_id = '${INTERCHANGE}' AND version IN (
       SELECT d.interchange FROM deliveries d WHERE d.order_id IN ${IDS} AND d.interchange > 0 ${which})`,
    JSON.stringify(orderIds),
  )
}
