import { isOwnWords } from '../model/finding.ts'
import { type ActionResult, type Actor, DONE, ORDER_NOT_FOUND, wrongState } from './actions/action.ts'
import { recordEvent } from './actions/actions.ts'
import { BODY, INTERCHANGE } from './blobs.ts'
import { readValue, writeValue } from './facts.ts'
import { searchText } from './search/search-text.ts'
import type { Sql } from './sql.ts'
import { HISTORY } from './timeline.ts'

/** Keeps one call short; the cron calls again. */
const ORDERS_A_CALL = 500
const DAY_MS = 86_400_000

interface Settled {
  readonly seq: number
  readonly id: string
  /** 1 while a delivery of the order is open. */
  readonly isOpen: number
  readonly purgedAt: number | null
  readonly lastAt: number
}

/**
 * Deletes bodies, documents, receipts and texts of settled orders whose last version is older than `before`. Keeps ids,
 * digests and outcomes permanently: only they stop a replayed order. Reads all orders once a day, 500 a call, and skips
 * open orders until the next day. Returns the number of purged orders.
 */
export function purge(sql: Sql, before: number, now: number): number {
  return sql.atomically(() => {
    const { due, after } = look(sql, before, now)
    for (const { id } of due) deleteContent(sql, id, now)
    if (after) keepRound(sql, after)
    return due.length
  })
}

/** An order that may be purged, and the position of the round after its purge. */
export interface Purgeable {
  readonly id: string
  readonly after: Round
  /** Fingerprint at the time of the check: an archive copy lacks later changes. */
  readonly stand: string
}

/**
 * The next due orders, for an archive copy before the purge. Deletes no content, and the round stays in place until
 * `purgeArchived`.
 */
export function purgeable(sql: Sql, before: number, now: number, limit: number): Purgeable[] {
  const { due, begun, after } = look(sql, before, now)
  if (due.length === 0 && after) keepRound(sql, after)
  return due.slice(0, limit).map(({ id, seq }, at) => ({
    id,
    after: at === due.length - 1 && after ? after : { begun, through: seq },
    stand: fingerprintOf(sql, id),
  }))
}

/**
 * Purges the orders whose fingerprint is unchanged. A changed order waits for the next round. Returns the number of
 * purged orders.
 */
export function purgeArchived(sql: Sql, kept: readonly Purgeable[], now: number): number {
  return sql.atomically(() => {
    let purged = 0
    for (const { id, stand, after } of kept) {
      keepRound(sql, after)
      if (fingerprintOf(sql, id) !== stand) continue
      deleteContent(sql, id, now)
      purged++
    }
    return purged
  })
}

interface Look {
  readonly due: readonly Settled[]
  readonly begun: number
  /** Position of the round after all of these; null when no round runs or may begin yet. */
  readonly after: Round | null
}

function look(sql: Sql, before: number, now: number): Look {
  const round = roundOf(sql)
  if (round.through === 0 && now < round.begun + DAY_MS) return { due: [], begun: round.begun, after: null }
  const orders = sql.all<Settled>(
    `SELECT o.seq, o.id, o.purged_at AS purgedAt,
     ${IS_OPEN} AS isOpen,
     coalesce((SELECT max(accepted_at) FROM versions v WHERE v.order_id = o.id), o.first_at) AS lastAt
     FROM orders o WHERE o.seq > ? ORDER BY o.seq LIMIT ?`,
    round.through,
    ORDERS_A_CALL,
  )
  const due = orders.filter(({ isOpen, purgedAt, lastAt }) => isOpen === 0 && purgedAt === null && lastAt < before)
  const last = orders.at(-1)
  // An old order may have a recent version. A page of recent orders only means that all later orders are recent too.
  const isOver = orders.length < ORDERS_A_CALL || orders.every(({ lastAt }) => lastAt >= before)
  const begun = round.through === 0 ? now : round.begun
  return { due, begun, after: { begun, through: isOver || !last ? 0 : last.seq } }
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
    if (order.isOpen === 1)
      return wrongState('It is not settled, and could then not be sent any more. Settle or discard it first.')
    deleteContent(sql, orderId, now)
    // A shared document is deleted although it holds other orders, because it holds this person's data.
    dropShared(sql, orderId)
    recordEvent(sql, 'erase', actor, orderId, null, now)
    return DONE
  })
}

/** A document of the order may still be sent: its own document or a shared document. */
const IS_OPEN = `EXISTS (
  SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND (d.next_at IS NOT NULL OR (d.interchange > 0 AND EXISTS (
    SELECT 1 FROM deliveries m WHERE m.interchange = d.interchange AND m.next_at IS NOT NULL))))`

/** Later versions of the order may exist. */
export const isPurged = (sql: Sql, orderId: string, version: number): boolean =>
  sql.all(
    `SELECT 1 FROM versions WHERE order_id = ?1 AND version = ?2 AND body IS NOT NULL
     UNION ALL SELECT 1 FROM blobs WHERE order_id = ?1 AND version = ?2 AND route = '${BODY}' AND chunk = 0`,
    orderId,
    version,
  ).length === 0

/** A shared document is deleted with the last of its orders, because an archive copies the document with each order. */
function deleteContent(sql: Sql, orderId: string, now: number): void {
  sql.all('DELETE FROM blobs WHERE order_id = ?', orderId)
  sql.all("UPDATE versions SET metadata = '{}', body = NULL WHERE order_id = ?", orderId)
  deleteNotes(sql, orderId)
  sql.all('UPDATE timeline SET text = NULL WHERE order_id = ?', orderId)
  sql.all(
    "UPDATE customer_notices SET recipient = NULL, subject = '', text = '', next_at = NULL WHERE order_id = ?",
    orderId,
  )
  sql.all('UPDATE acknowledgements SET reason = NULL WHERE order_id = ?', orderId)
  sql.all(
    'UPDATE orders SET problems = NULL, search_text = ?, purged_at = ? WHERE id = ?',
    remainingText(sql, orderId),
    now,
    orderId,
  )
  dropShared(
    sql,
    orderId,
    `AND NOT EXISTS (SELECT 1 FROM deliveries m JOIN orders o ON o.id = m.order_id
       WHERE m.interchange = d.interchange AND o.purged_at IS NULL)`,
  )
}

/** A note in the gateway's own words stays, because each row that changes costs money. */
function deleteNotes(sql: Sql, orderId: string): void {
  const rows = sql.all<{
    version: number
    route: string
    note: string | null
    deliveredNote: string | null
    state: string | null
  }>(
    'SELECT version, route, note, delivered_note AS deliveredNote, transport_state AS state FROM deliveries WHERE order_id = ?',
    orderId,
  )
  for (const { version, route, note, deliveredNote, state } of rows) {
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

/** People find a purged order by number and delivery day, no longer by article. */
function remainingText(sql: Sql, orderId: string): string {
  const [order] = sql.all<{ number: string | null; customer: string | null; day: string | null }>(
    `SELECT o.number, o.customer, v.delivery_date AS day FROM orders o
     LEFT JOIN versions v ON v.order_id = o.id AND v.version = o.version WHERE o.id = ?`,
    orderId,
  )
  return searchText([orderId, order?.number ?? null, order?.customer ?? null], order?.day ?? null)
}

function dropShared(sql: Sql, orderId: string, which = ''): void {
  sql.all(
    `DELETE FROM blobs WHERE order_id = '${INTERCHANGE}'
     AND version IN (SELECT d.interchange FROM deliveries d WHERE d.order_id = ? AND d.interchange > 0 ${which})`,
    orderId,
  )
}

/** Position of the daily round in the orders; 0 at the end of a round. */
interface Round {
  readonly begun: number
  readonly through: number
}

function roundOf(sql: Sql): Round {
  const kept = readValue(sql, 'purge')
  return kept !== null ? JSON.parse(kept) : { begun: Number.NEGATIVE_INFINITY, through: 0 }
}

const keepRound = (sql: Sql, round: Round): void => writeValue(sql, 'purge', JSON.stringify(round))
