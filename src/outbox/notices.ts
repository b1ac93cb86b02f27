import type { Sql } from './sql.ts'

/** What a customer is told of an order of theirs that waits, ready to be sent. */
export interface CustomerNotice {
  /** Null where the order desk passes it on. */
  readonly to: string | null
  readonly subject: string
  readonly text: string
}

/** A notice whose mail is due. */
export interface DueNotice extends CustomerNotice {
  readonly to: string
  readonly orderId: string
  readonly version: number
  readonly at: number
  readonly attempts: number
}

/** A notice as its order's view shows it. Times are ISO 8601, UTC. */
export interface NoticeView extends CustomerNotice {
  readonly version: number
  readonly toldAt: string | null
  readonly attempts: number
  /** How the last try failed, or why there is none. */
  readonly failure: string | null
}

/**
 * Once for each content, and only while no version was anything but invalid: what a customer has heard nothing of can't be
 * confused with an order that is on its way. False where nothing is to be told.
 */
export function keepNotice(sql: Sql, of: { orderId: string; version: number }, notice: CustomerNotice, now: number) {
  const { orderId, version } = of
  const kept = sql.all(
    `INSERT INTO notices (order_id, digest, version, at, recipient, subject, text, next_at)
     SELECT order_id, digest, version, ?3, ?4, ?5, ?6, iif(?4 IS NULL, NULL, ?3) FROM versions
     WHERE order_id = ?1 AND version = ?2 AND NOT EXISTS (
       SELECT 1 FROM versions v WHERE v.order_id = ?1 AND v.version < ?2 AND v.hold_reason IS NOT 'invalid')
     ON CONFLICT (order_id, digest) DO NOTHING RETURNING version`,
    orderId,
    version,
    now,
    notice.to,
    notice.subject,
    notice.text,
  )
  return kept.length > 0
}

/** The next that is due, its try begun: whoever dies with it leaves it to be tried again after `leaseMs`. */
export function takeNotice(sql: Sql, now: number, leaseMs: number): DueNotice | null {
  const [due] = sql.all<DueNotice & { readonly digest: string }>(
    `SELECT order_id AS orderId, digest, version, at, recipient AS "to", subject, text, attempts + 1 AS attempts FROM notices
     WHERE next_at <= ? ORDER BY next_at LIMIT 1`,
    now,
  )
  if (!due) return null
  const { digest, ...notice } = due
  sql.all(
    'UPDATE notices SET attempts = attempts + 1, next_at = ? WHERE order_id = ? AND digest = ?',
    now + leaseMs,
    notice.orderId,
    digest,
  )
  return notice
}

/** It still waits for what the customer would be told of. */
export const isStillInvalid = (sql: Sql, { orderId, version }: DueNotice): boolean =>
  sql.all(
    "SELECT 1 FROM deliveries WHERE order_id = ? AND version = ? AND state = 'held' AND hold_reason = 'invalid'",
    orderId,
    version,
  ).length > 0

/** `nextAt`: when it is tried again; null when it is over, told or not. */
export const noticeTried = (
  sql: Sql,
  { orderId, version }: DueNotice,
  how: { readonly nextAt: number | null; readonly toldAt: number | null; readonly failure: string | null },
): void => {
  sql.all(
    'UPDATE notices SET next_at = ?, told_at = ?, failure = ? WHERE order_id = ? AND version = ?',
    how.nextAt,
    how.toldAt,
    how.failure,
    orderId,
    version,
  )
}

/** Of one order, oldest first. */
export const noticeViews = (sql: Sql, orderId: string): NoticeView[] =>
  sql
    .all<Omit<NoticeView, 'toldAt'> & { readonly toldAt: number | null }>(
      `SELECT version, recipient AS "to", subject, text, told_at AS toldAt, attempts, failure FROM notices
       WHERE order_id = ? ORDER BY version`,
      orderId,
    )
    .map((row) => ({ ...row, toldAt: row.toldAt === null ? null : new Date(row.toldAt).toISOString() }))
