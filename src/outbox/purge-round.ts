import { DAY_MS } from '../model/day.ts'
import { readValue, writeValue } from './facts.ts'
import { deleteLateContents } from './order-contents.ts'
import type { Sql } from './sql.ts'
import { deleteOldStatementWords } from './statements/statement-words.ts'

/** A call goes on while no order is due. An accept waits for the end of the call. */
const PAGES = 20
/** Purged orders that a page passes. The purge reads no version and no delivery of these orders. */
const PURGED_A_PAGE = 2_000
/** The purge waits at a recent order if so many orders after this order are recent too. */
const LOOK_AHEAD = 200

/** The list in which an order was found: all orders, or the orders to check again. */
export interface PurgePlace {
  readonly seq: number
  readonly isAgain: boolean
}

interface DueOrder extends PurgePlace {
  readonly id: string
}

interface FoundOrder {
  readonly seq: number
  /** Null when the order has another place in the row of all orders now. */
  readonly id: string | null
  /** 1 while a document of the order may still be sent. */
  readonly isOpen: number
  readonly purgedAt: number | null
  readonly lastAt: number
}

/**
 * Place of the purge in the orders. The purge passes each order once, in the order of acceptance. An order that cannot
 * be purged then stands in `purge_again`, which the purge reads once a day.
 */
interface Position {
  readonly through: number
  /** When the last reading of `purge_again` began, and how far the reading is; null at its end. */
  readonly begunAt: number
  readonly againThrough: number | null
}

/** The next due orders, in the order of acceptance. Passes the orders before the first due order. */
export function nextPurgeable(sql: Sql, before: number, now: number, limit: number): readonly DueOrder[] {
  for (let page = 0; page < PAGES; page++) {
    const { due, isEnd } = nextPage(sql, { before, now, limit })
    if (due.length > 0 || isEnd) return due
  }
  return []
}

interface Wanted {
  readonly before: number
  readonly now: number
  readonly limit: number
}

function nextPage(sql: Sql, wanted: Wanted): { readonly due: readonly DueOrder[]; readonly isEnd: boolean } {
  const { before, now, limit } = wanted
  const { position, isMore } = passPurged(sql, positionOf(sql))
  if (isMore) return { due: [], isEnd: false }
  const ahead = oldOrdersAfter(sql, position.through, wanted)
  if (ahead.length > 0) return { due: pass(sql, ahead, { position, before, limit, isAgain: false }), isEnd: false }
  if (position.againThrough === null && now < position.begunAt + DAY_MS) return { due: [], isEnd: true }
  if (position.againThrough === null) deleteOldStatementWords(sql, before)
  const begunAt = position.againThrough === null ? now : position.begunAt
  const againThrough = position.againThrough ?? 0
  const again = sql.all<FoundOrder>(
    `SELECT p.seq, ${FOUND} FROM purge_again p LEFT JOIN orders o ON o.seq = p.seq WHERE p.seq > ? ORDER BY p.seq LIMIT ?`,
    againThrough,
    limit,
  )
  const reading = { ...position, begunAt, againThrough }
  const due = pass(sql, again, { position: reading, before, limit, isAgain: true })
  if (due.length > 0 || again.length === limit) return { due, isEnd: false }
  writePosition(sql, { ...position, begunAt, againThrough: null })
  return { due, isEnd: true }
}

/** `isMore`: the next order may be purged too. */
function passPurged(sql: Sql, position: Position): { readonly position: Position; readonly isMore: boolean } {
  const { through } = position
  const [next] = sql.all<{ seq: number }>(
    `SELECT seq FROM orders WHERE seq > ?1 AND seq <= ?1 + ${PURGED_A_PAGE} AND purged_at IS NULL ORDER BY seq LIMIT 1`,
    through,
  )
  if (next) return { position: { ...position, through: next.seq - 1 }, isMore: false }
  const last = sql.all<{ seq: number | null }>('SELECT max(seq) AS seq FROM orders')[0]?.seq ?? 0
  if (last <= through) return { position, isMore: false }
  const passed = { ...position, through: Math.min(last, through + PURGED_A_PAGE) }
  writePosition(sql, passed)
  return { position: passed, isMore: passed.through < last }
}

/** The next orders up to an old order. Later orders are recent too, so the purge waits until the next order is old. */
function oldOrdersAfter(sql: Sql, through: number, { before, limit }: Wanted): readonly FoundOrder[] {
  for (const count of [limit, LOOK_AHEAD]) {
    const ahead = sql.all<FoundOrder>(
      `SELECT o.seq, ${FOUND} FROM orders o WHERE o.seq > ? ORDER BY o.seq LIMIT ?`,
      through,
      count,
    )
    const old = ahead.slice(0, ahead.findLastIndex(({ lastAt }) => lastAt < before) + 1)
    if (old.length > 0 || ahead.length < count) return old
  }
  return []
}

const HAS_OPEN_MEMBER = `(d.interchange > 0 AND EXISTS (
    SELECT 1 FROM deliveries m WHERE m.interchange = d.interchange AND m.next_at IS NOT NULL))`

/** A document of the order may still be sent: its own document or a shared document. */
export const IS_OPEN = `EXISTS (
  SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND (d.next_at IS NOT NULL OR ${HAS_OPEN_MEMBER}))`

/** The order is settled, and shares a document with an open order. */
export const sharesOpenDocument = (sql: Sql, orderId: string): boolean =>
  sql.all(
    `SELECT 1 FROM deliveries d WHERE d.order_id = ?1 AND ${HAS_OPEN_MEMBER}
     AND NOT EXISTS (SELECT 1 FROM deliveries n WHERE n.order_id = ?1 AND n.next_at IS NOT NULL) LIMIT 1`,
    orderId,
  ).length > 0

const FOUND = `o.id, o.purged_at AS purgedAt, ${IS_OPEN} AS isOpen,
  coalesce((SELECT max(accepted_at) FROM versions v WHERE v.order_id = o.id), o.first_at) AS lastAt`

/** Passes the orders before the first due order, and returns the due orders. */
function pass(
  sql: Sql,
  orders: readonly FoundOrder[],
  { position, before, limit, isAgain }: Page,
): readonly DueOrder[] {
  const due: DueOrder[] = []
  let passed = 0
  for (const { seq, id, isOpen, purgedAt, lastAt } of orders) {
    if (due.length >= limit) break
    const isPurged = id === null || purgedAt !== null
    if (!isPurged && isOpen === 0 && lastAt < before) due.push({ seq, id, isAgain })
    else if (isAgain && isPurged) {
      if (id !== null) deleteLateContents(sql, id)
      sql.all('DELETE FROM purge_again WHERE seq = ?', seq)
    } else if (!isAgain && !isPurged) checkAgain(sql, seq)
    if (due.length === 0) passed = seq
  }
  if (passed > 0) writePosition(sql, moved(position, { seq: passed, isAgain }))
  else if (isAgain) writePosition(sql, position)
  return due
}

interface Page {
  readonly position: Position
  readonly before: number
  readonly limit: number
  readonly isAgain: boolean
}

const moved = (position: Position, { seq, isAgain }: PurgePlace): Position =>
  isAgain ? { ...position, againThrough: seq } : { ...position, through: seq }

/** The order needs no check before the next reading of `purge_again`. */
export const passOrder = (sql: Sql, place: PurgePlace): void => writePosition(sql, moved(positionOf(sql), place))

export const checkAgain = (sql: Sql, seq: number): void => {
  sql.all('INSERT OR IGNORE INTO purge_again (seq) VALUES (?)', seq)
}

function positionOf(sql: Sql): Position {
  const kept = readValue(sql, 'purge')
  return kept === null ? { through: 0, begunAt: Number.MIN_SAFE_INTEGER, againThrough: null } : JSON.parse(kept)
}

const writePosition = (sql: Sql, position: Position): void => writeValue(sql, 'purge', JSON.stringify(position))
