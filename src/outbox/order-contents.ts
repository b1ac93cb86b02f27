import { isOwnWords } from '../model/finding.ts'
import { deleteAlertTexts, deleteIncidentReasons } from './alerts/alert-contents.ts'
import { INTERCHANGE } from './blobs.ts'
import { COUNTING_VERSION } from './counting-version.ts'
import { formerNumbers } from './former-numbers.ts'
import { keyValues } from './key-values.ts'
import { mergeIndex, SEARCHED_ORDERS } from './search/search-index.ts'
import { searchText } from './search/search-text.ts'
import type { Sql } from './sql.ts'

/**
 * Deletes the text that a reply or an attempt has stored since the purge of its order. Runs in the transaction that
 * stored the text, so the text never reaches the disk. Does nothing for an order with contents. An incident has no words
 * about a purged order: `raiseAlert` adds none.
 */
export function deleteLateContents(sql: Sql, orderId: string): void {
  const purgedAt = purgedAtOf(sql, orderId)
  if (purgedAt !== null) deleteTexts(sql, [orderId], purgedAt)
}

/** When the content of the order was deleted; null while the outbox has the content. */
export const purgedAtOf = (sql: Sql, orderId: string): number | null =>
  sql.all<{ at: number | null }>('SELECT purged_at AS at FROM orders WHERE id = ?', orderId)[0]?.at ?? null

/**
 * Changes each table in one statement for all orders: each change of the search index makes the next statement write
 * the index. A shared document is deleted with the last of its orders, because an archive copies the document with each
 * order.
 */
export function deleteContents(sql: Sql, orderIds: readonly string[], now: number): void {
  if (orderIds.length === 0) return
  deleteTexts(sql, orderIds, now)
  deleteIncidentReasons(sql, JSON.stringify(orderIds))
}

function deleteTexts(sql: Sql, orderIds: readonly string[], now: number): void {
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
  deleteAlertTexts(sql, ids)
  deleteSharedDocuments(
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
      ...keyValues({ orderId, version, route }),
    )
  }
}

/** People find a purged order by number and delivery day, no longer by article. In the order of the search index. */
function remainingTexts(sql: Sql, ids: string): { readonly seq: number; readonly text: string }[] {
  const orders = sql.all<{
    seq: number
    id: string
    number: string | null
    former: string | null
    customer: string | null
    day: string | null
    references: string | null
  }>(
    `SELECT o.seq, o.id, o.number, o.former_numbers AS former, o.customer, v.delivery_date AS day,
       (SELECT group_concat(e.erp_reference, char(10)) FROM events e WHERE e.order_id = o.id) AS "references" FROM orders o
     LEFT JOIN versions v ON v.order_id = o.id AND v.version = ${COUNTING_VERSION} WHERE o.id IN ${IDS} ORDER BY o.seq`,
    ids,
  )
  return orders.map(({ seq, id, number, former, customer, day, references }) => ({
    seq,
    text: searchText([id, number, customer, references, ...formerNumbers(former, number)], day),
  }))
}

export function deleteSharedDocuments(sql: Sql, orderIds: readonly string[], which = ''): void {
  sql.all(
    `DELETE FROM blobs WHERE order_id = '${INTERCHANGE}' AND version IN (
       SELECT d.interchange FROM deliveries d WHERE d.order_id IN ${IDS} AND d.interchange > 0 ${which})`,
    JSON.stringify(orderIds),
  )
}
