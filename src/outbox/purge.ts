import { type ActionResult, type Actor, DONE, ORDER_NOT_FOUND, wrongState } from './actions/action.ts'
import { recordEvent } from './actions/actions.ts'
import { BODY, INTERCHANGE } from './blobs.ts'
import { readValue, writeValue } from './facts.ts'
import type { Sql } from './sql.ts'

/** One call keeps nobody waiting for long; the cron calls again. */
const ORDERS_A_CALL = 500
const DAY_MS = 86_400_000

interface Settled {
  readonly seq: number
  readonly id: string
  /** 1 while a delivery of it is not settled. */
  readonly isOpen: number
  readonly purgedAt: number | null
  readonly lastAt: number
}

/**
 * Lets go of what was said in orders whose last version came before `before`: bodies, documents, receipts, words. That they
 * came, their digests and how each went stay for ever: they are the only guard against a replay. What is not settled stays
 * whole, and is come back for: the orders are gone through once a day, a part at each call. Returns how many it was.
 */
export function purge(sql: Sql, before: number, now: number): number {
  return sql.atomically(() => {
    const { due, after } = look(sql, before, now)
    for (const { id } of due) deleteContent(sql, id, now)
    if (after) keepRound(sql, after)
    return due.length
  })
}

/** An order whose time has come, and where the round has come to once it is purged. */
export interface Purgeable {
  readonly id: string
  readonly after: Round
  /** What it came to when it was looked at: what came since is not in what was kept of it. */
  readonly stand: string
}

/** The next that are due, for whoever keeps them elsewhere first. Nothing is let go, and the round stands still until it is. */
export function purgeable(sql: Sql, before: number, now: number, limit: number): Purgeable[] {
  const { due, begun, after } = look(sql, before, now)
  if (due.length === 0 && after) keepRound(sql, after)
  return due.slice(0, limit).map(({ id, seq }, at) => ({
    id,
    after: at === due.length - 1 && after ? after : { begun, through: seq },
    stand: fingerprintOf(sql, id),
  }))
}

/** Lets go of those that are as they were. What has changed since is come back for. Returns how many were purged. */
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
  /** The round after all of these; null where none is under way and none is to begin yet. */
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
  // Of those that are long here one may have changed lately: where all are young, the rest are.
  const isOver = orders.length < ORDERS_A_CALL || orders.every(({ lastAt }) => lastAt >= before)
  const begun = round.through === 0 ? now : round.begun
  return { due, begun, after: { begun, through: isOver || !last ? 0 : last.seq } }
}

/** Versions, words and answers, and what is open: whatever happens to an order changes one of them. */
function fingerprintOf(sql: Sql, orderId: string): string {
  const [row] = sql.all(
    `SELECT o.version, o.purged_at, (SELECT count(*) FROM timeline t WHERE t.order_id = o.id) AS words,
     (SELECT count(*) FROM acknowledgements a WHERE a.order_id = o.id) AS answers,
     (SELECT group_concat(state || attempts) FROM deliveries d WHERE d.order_id = o.id) AS states
     FROM orders o WHERE o.id = ?`,
    orderId,
  )
  return JSON.stringify(row ?? null)
}

/** The same for one order, because somebody asked to be forgotten. */
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
    // Whoever asks to be forgotten stands in it, whoever else does.
    dropShared(sql, orderId)
    recordEvent(sql, 'erase', actor, orderId, null, now)
    return DONE
  })
}

/** Something of it may still be sent, in its own document or in one that it shares. */
const IS_OPEN = `EXISTS (
  SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND (d.next_at IS NOT NULL OR (d.interchange > 0 AND EXISTS (
    SELECT 1 FROM deliveries m WHERE m.interchange = d.interchange AND m.next_at IS NOT NULL))))`

/** Later versions of the order may have come since. */
export const isPurged = (sql: Sql, orderId: string, version: number): boolean =>
  sql.all(
    `SELECT 1 FROM pieces WHERE order_id = ? AND version = ? AND route = '${BODY}' AND piece = 0`,
    orderId,
    version,
  ).length === 0

/** A document that others share goes with the last of them: it is kept with each, where they are kept elsewhere first. */
function deleteContent(sql: Sql, orderId: string, now: number): void {
  sql.all('DELETE FROM pieces WHERE order_id = ?', orderId)
  sql.all("UPDATE versions SET about = '{}' WHERE order_id = ?", orderId)
  sql.all('UPDATE deliveries SET note = NULL, progress = NULL WHERE order_id = ?', orderId)
  sql.all('UPDATE timeline SET text = NULL WHERE order_id = ?', orderId)
  sql.all("UPDATE notices SET recipient = NULL, subject = '', text = '', next_at = NULL WHERE order_id = ?", orderId)
  sql.all('UPDATE acknowledgements SET reason = NULL WHERE order_id = ?', orderId)
  sql.all('UPDATE orders SET problems = NULL, purged_at = ? WHERE id = ?', now, orderId)
  dropShared(
    sql,
    orderId,
    `AND NOT EXISTS (SELECT 1 FROM deliveries m JOIN orders o ON o.id = m.order_id
       WHERE m.interchange = d.interchange AND o.purged_at IS NULL)`,
  )
}

function dropShared(sql: Sql, orderId: string, which = ''): void {
  sql.all(
    `DELETE FROM pieces WHERE order_id = '${INTERCHANGE}'
     AND version IN (SELECT d.interchange FROM deliveries d WHERE d.order_id = ? AND d.interchange > 0 ${which})`,
    orderId,
  )
}

/** Where going through the orders has come to; 0 when it has been through. */
interface Round {
  readonly begun: number
  readonly through: number
}

function roundOf(sql: Sql): Round {
  const kept = readValue(sql, 'purge')
  return kept !== null ? JSON.parse(kept) : { begun: Number.NEGATIVE_INFINITY, through: 0 }
}

const keepRound = (sql: Sql, round: Round): void => writeValue(sql, 'purge', JSON.stringify(round))
