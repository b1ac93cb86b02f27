import { readValue, writeValue } from './facts.ts'
import type { Sql } from './sql.ts'

/** Rows a call, with the purged orders. */
const PAGE = 200
const DAY_MS = 86_400_000

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

/**
 * The next due orders of one page, in the order of acceptance. Passes the orders before the first due order.
 */
export function nextPurgeable(sql: Sql, before: number, now: number, limit: number): readonly DueOrder[] {
  const position = positionOf(sql)
  const ahead = sql.all<FoundOrder>(
    `SELECT o.seq, ${FOUND} FROM orders o WHERE o.seq > ? ORDER BY o.seq LIMIT ?`,
    position.through,
    PAGE,
  )
  // Later orders are recent too, so the purge waits here until the first recent order is old.
  const reached = ahead.findLastIndex(({ lastAt }) => lastAt < before)
  if (reached >= 0) return pass(sql, ahead.slice(0, reached + 1), { position, before, limit, isAgain: false })
  if (position.againThrough === null && now < position.begunAt + DAY_MS) return []
  const begunAt = position.againThrough === null ? now : position.begunAt
  const againThrough = position.againThrough ?? 0
  const again = sql.all<FoundOrder>(
    `SELECT p.seq, ${FOUND} FROM purge_again p LEFT JOIN orders o ON o.seq = p.seq WHERE p.seq > ? ORDER BY p.seq LIMIT ?`,
    againThrough,
    PAGE,
  )
  const reading = { ...position, begunAt, againThrough }
  const due = pass(sql, again, { position: reading, before, limit, isAgain: true })
  if (due.length > 0 || again.length === PAGE) return due
  writePosition(sql, { ...position, begunAt, againThrough: null })
  return []
}

/** A document of the order may still be sent: its own document or a shared document. */
export const IS_OPEN = `EXISTS (
  SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND (d.next_at IS NOT NULL OR (d.interchange > 0 AND EXISTS (
    SELECT 1 FROM deliveries m WHERE m.interchange = d.interchange AND m.next_at IS NOT NULL))))`

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
    else if (isAgain && isPurged) sql.all('DELETE FROM purge_again WHERE seq = ?', seq)
    else if (!isAgain && !isPurged) checkAgain(sql, seq)
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
