import { findingNote } from '../model/finding.ts'
import { type ActionResult, type Actor, DONE, ORDER_NOT_FOUND, wrongState } from './actions/action.ts'
import { recordEvent } from './actions/actions.ts'
import { deleteContents, deleteSharedDocuments } from './order-contents.ts'
import { checkAgain, IS_OPEN, nextPurgeable, type PurgePlace, passOrder, sharesOpenDocument } from './purge-round.ts'
import type { Sql } from './sql.ts'
import { deleteStatementWords } from './statements/statement-words.ts'
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
    `SELECT o.version, o.purged_at, (SELECT count(*) FROM ${HISTORY} t WHERE t.order_id = ?1) AS words,
     (SELECT count(*) FROM acknowledgements a WHERE a.order_id = ?1) AS answers,
     (SELECT group_concat(state || attempts) FROM deliveries d WHERE d.order_id = ?1) AS states
     FROM orders o WHERE o.id = ?1`,
    orderId,
  )
  return JSON.stringify(row ?? null)
}

/** Purges an order at the request of a person whose data the order holds. */
export function erase(sql: Sql, orderId: string, actor: Actor, now: number): ActionResult {
  return sql.atomically(() => {
    const [order] = sql.all<{ seq: number; isOpen: number }>(
      `SELECT o.seq, ${IS_OPEN} AS isOpen
       FROM orders o WHERE o.id = ?`,
      orderId,
    )
    if (!order) return ORDER_NOT_FOUND
    if (order.isOpen === 1) return wrongState(sharesOpenDocument(sql, orderId) ? SHARED : UNSETTLED)
    deleteContents(sql, [orderId], now)
    // A shared document is deleted although it holds other orders, because it holds this person's data.
    deleteSharedDocuments(sql, [orderId])
    deleteStatementWords(sql, orderId)
    // An attempt may still be under way and store its document after the deletion.
    checkAgain(sql, order.seq)
    recordEvent(sql, 'erase', actor, orderId, null, now)
    return DONE
  })
}

const UNSETTLED = findingNote('not-settled')
const SHARED = findingNote('shares-document')
