import { findingNote } from '../../model/finding.ts'
import { MARK_NAMES, type Mark } from '../../profile/api-marks.ts'
import { deliveriesOf, isCancellation } from '../deliveries.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'
import { canMarkViewed } from '../viewable.ts'

/** A mark in its order's view. Times are ISO 8601, UTC. */
export interface MarkView {
  readonly mark: Mark
  /** When Apicbase accepted the mark; null before. */
  readonly markedAt: string | null
  readonly attempts: number
  /** How the last attempt failed, or why there is none. */
  readonly failure: string | null
}

/** Marks that are checked for one batch; the others wait for the next batch. */
const LOOKED_AT = 500

/** Requests a mark from this time on. A new version restarts an abandoned mark. A written mark stays written. */
export function requestMark(sql: Sql, orderId: string, mark: Mark, from: number): void {
  sql.all(
    `INSERT INTO marks (order_id, mark, next_at) VALUES (?, ?, ?)
     ON CONFLICT (order_id, mark) DO UPDATE SET next_at = excluded.next_at, attempts = 0, failure = NULL
     WHERE next_at IS NULL AND marked_at IS NULL`,
    orderId,
    mark,
    from,
  )
}

/** Orders that may get the mark now, the longest waiting first. `after`: marks that an order must have first. */
export function dueMarks(sql: Sql, mark: Mark, after: readonly Mark[], limit: number, now: number): string[] {
  const due = sql.all<{ orderId: string }>(
    `SELECT m.order_id AS orderId FROM marks m WHERE m.mark = ?1 AND m.next_at <= ?2
     AND NOT EXISTS (SELECT 1 FROM marks f WHERE f.order_id = m.order_id AND f.next_at IS NOT NULL
       AND f.mark IN (SELECT value FROM json_each(?3)))
     AND (?1 <> 'viewed' OR (${IS_CONFIRMED}
       AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.order_id = m.order_id AND d.next_at IS NOT NULL)))
     ORDER BY m.next_at LIMIT ${LOOKED_AT}`,
    mark,
    now,
    JSON.stringify(after),
  )
  const orderIds = due.map(({ orderId }) => orderId)
  return (mark === 'viewed' ? orderIds.filter((orderId) => mayBeViewed(sql, orderId, now)) : orderIds).slice(0, limit)
}

/** A sender that got an error may never have sent the latest version. */
const IS_CONFIRMED = `EXISTS (
  SELECT 1 FROM versions v WHERE v.order_id = m.order_id AND (v.requests <> '[]' OR v.status = 'cancelled')
    AND v.version = (SELECT max(version) FROM versions WHERE order_id = m.order_id))`

function mayBeViewed(sql: Sql, orderId: string, now: number): boolean {
  const deliveries = deliveriesOf(sql, orderId)
  const latest = Math.max(...deliveries.map(({ version }) => version))
  const verdict = canMarkViewed(deliveries, isCancellation(sql, orderId, latest))
  if (verdict === 'never') abandonMark(sql, orderId, 'viewed', findingNote('mark-never'), now)
  return verdict === 'yes'
}

/** Leases marks: when the holder dies, another attempt follows at `until`. */
export const leaseMarks = (sql: Sql, mark: Mark, orderIds: readonly string[], until: number): void => {
  sql.all(
    'UPDATE marks SET next_at = ? WHERE mark = ? AND order_id IN (SELECT value FROM json_each(?))',
    until,
    mark,
    JSON.stringify(orderIds),
  )
}

export function marked(sql: Sql, mark: Mark, orderIds: readonly string[], now: number): void {
  sql.all(
    `UPDATE marks SET next_at = NULL, marked_at = ?, attempts = attempts + 1, failure = NULL
     WHERE mark = ? AND order_id IN (SELECT value FROM json_each(?))`,
    now,
    mark,
    JSON.stringify(orderIds),
  )
  if (mark !== 'viewed') return
  const text = findingNote('marked', { mark: MARK_NAMES[mark] })
  for (const orderId of orderIds)
    addTimelineEntry(sql, orderId, { at: now, event: 'viewed', version: null, route: null, text })
}

/** Counts a failed attempt; returns the number of attempts. */
export const recordMarkAttempt = (sql: Sql, mark: Mark, orderId: string, nextAt: number, failure: string): number =>
  sql.all<{ attempts: number }>(
    'UPDATE marks SET next_at = ?, attempts = attempts + 1, failure = ? WHERE order_id = ? AND mark = ? RETURNING attempts',
    nextAt,
    failure,
    orderId,
    mark,
  )[0]?.attempts ?? 0

export function abandonMark(sql: Sql, orderId: string, mark: Mark, failure: string, now: number): void {
  sql.all('UPDATE marks SET next_at = NULL, failure = ? WHERE order_id = ? AND mark = ?', failure, orderId, mark)
  const text = findingNote(mark === 'fetched' ? 'not-fetched' : 'not-viewed', { note: failure })
  addTimelineEntry(sql, orderId, { at: now, event: 'not-marked', version: null, route: null, text })
}

export const markViews = (sql: Sql, orderId: string): MarkView[] =>
  sql
    .all<Omit<MarkView, 'markedAt'> & { readonly markedAt: number | null }>(
      'SELECT mark, marked_at AS markedAt, attempts, failure FROM marks WHERE order_id = ? ORDER BY mark',
      orderId,
    )
    .map((row) => ({ ...row, markedAt: row.markedAt === null ? null : new Date(row.markedAt).toISOString() }))
