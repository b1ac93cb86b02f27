import type { HoldReason } from '../model/delivery-state.ts'
import type { Problem } from '../model/problem.ts'
import type { Sql } from './sql.ts'

/** Customer notice about an order that waits, ready to be sent. */
export interface CustomerNotice {
  /** Null when the order desk forwards the notice. */
  readonly to: string | null
  readonly subject: string
  readonly text: string
}

/** The first problems of a polled order, for a notice to the customer. */
export interface NoticedProblems {
  readonly problems: readonly Problem[]
  readonly count: number
  /** The desk forwards the notice, because the gateway mails no customer about orders of weeks ago. */
  readonly byDesk?: boolean
}

/** A notice whose mail is due. */
export interface DueNotice extends CustomerNotice {
  readonly to: string
  readonly orderId: string
  readonly version: number
  readonly at: number
  readonly attempts: number
  readonly digest: string
  readonly occasion: NoticeOccasion
}

/** A notice in its order's view. Times are ISO 8601, UTC. */
export interface NoticeView extends CustomerNotice {
  readonly version: number
  readonly sentAt: string | null
  readonly attempts: number
  /** How the last attempt failed, or why there is none. */
  readonly failure: string | null
}

/** Whether the order waits, will not be delivered, or a person wrote about it. */
type NoticeOccasion = 'held' | 'discarded' | 'message'

/** The column `digest` identifies the notices of an order: a content has a notice for each occasion. */
const DISCARDED = 'discarded:'
/** Before an id in `digest`: a person may write about an order more than once. */
const MESSAGE = 'message:'

/**
 * Stores one notice for each content and occasion. The desk forwards a notice about a change of an accepted order. The
 * customer could confuse a mail with the order that is under way. Returns null when the notice exists already.
 */
export function storeNotice(
  sql: Sql,
  of: { readonly orderId: string; readonly version: number; readonly occasion: 'held' | 'discarded' },
  notice: CustomerNotice,
  now: number,
): Pick<CustomerNotice, 'to'> | null {
  const { orderId, version, occasion } = of
  const [stored] = sql.all<Pick<CustomerNotice, 'to'>>(
    `INSERT INTO customer_notices (order_id, digest, version, at, recipient, subject, text, next_at)
     SELECT order_id, ?7 || digest, version, ?3, recipient, ?5, ?6, iif(recipient IS NULL, NULL, ?3) FROM (
       SELECT *, iif(?7 = '' AND EXISTS (
         SELECT 1 FROM versions e WHERE e.order_id = ?1 AND e.version < ?2 AND e.hold_reason IS NOT 'invalid'
       ), NULL, ?4) AS recipient FROM versions WHERE order_id = ?1 AND version = ?2)
     WHERE true ON CONFLICT (order_id, digest) DO NOTHING RETURNING recipient AS "to"`,
    orderId,
    version,
    now,
    notice.to,
    notice.subject,
    notice.text,
    occasion === 'discarded' ? DISCARDED : '',
  )
  return stored ?? null
}

/** Stores a person's words to the customer, for the next mail. */
export const storeMessage = (
  sql: Sql,
  { orderId, version, id }: { readonly orderId: string; readonly version: number; readonly id: string },
  { to, subject, text }: CustomerNotice,
  now: number,
): void => {
  sql.all(
    `INSERT INTO customer_notices (order_id, digest, version, at, recipient, subject, text, next_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?4)`,
    ...[orderId, MESSAGE + id, version, now, to, subject, text],
  )
}

/**
 * Leases the next due notice and counts the attempt. A sender that dies leaves the notice to the next attempt after
 * `leaseMs`.
 */
export function leaseNotice(sql: Sql, now: number, leaseMs: number): DueNotice | null {
  const [due] = sql.all<Omit<DueNotice, 'occasion'>>(
    `SELECT order_id AS orderId, digest, version, at, recipient AS "to", subject, text, attempts + 1 AS attempts FROM customer_notices
     WHERE next_at <= ? ORDER BY next_at LIMIT 1`,
    now,
  )
  if (!due) return null
  const { digest, ...rest } = due
  const occasion = occasionOf(digest)
  const notice = { ...rest, digest, occasion }
  sql.all(
    'UPDATE customer_notices SET attempts = attempts + 1, next_at = ? WHERE order_id = ? AND digest = ?',
    now + leaseMs,
    notice.orderId,
    digest,
  )
  return notice
}

function occasionOf(digest: string): NoticeOccasion {
  if (digest.startsWith(MESSAGE)) return 'message'
  return digest.startsWith(DISCARDED) ? 'discarded' : 'held'
}

/** The order is still in the state that the notice is about. A person's words are about no state. */
export const isStillDue = (sql: Sql, { orderId, version, occasion }: DueNotice): boolean =>
  occasion === 'message' ||
  sql.all('SELECT 1 FROM deliveries WHERE order_id = ? AND version = ? AND state = ?', orderId, version, occasion)
    .length > 0

/** The customer's number; null for an order without one. */
export const customerOf = (sql: Sql, orderId: string): string | null =>
  sql.all<{ customer: string | null }>('SELECT customer FROM orders WHERE id = ?', orderId)[0]?.customer ?? null

/** Why the version is held; null when it is not held. */
export const holdReasonOf = (sql: Sql, { orderId, version }: DueNotice): HoldReason | null =>
  sql.all<{ reason: HoldReason }>(
    "SELECT hold_reason AS reason FROM deliveries WHERE order_id = ? AND version = ? AND state = 'held'",
    orderId,
    version,
  )[0]?.reason ?? null

/** `nextAt`: time of the next attempt; null when no attempt follows, sent or not. */
export const recordNoticeAttempt = (
  sql: Sql,
  { orderId, digest }: DueNotice,
  how: { readonly nextAt: number | null; readonly sentAt: number | null; readonly failure: string | null },
): void => {
  sql.all(
    'UPDATE customer_notices SET next_at = ?, sent_at = ?, failure = ? WHERE order_id = ? AND digest = ?',
    how.nextAt,
    how.sentAt,
    how.failure,
    orderId,
    digest,
  )
}

/** Notices of one order, oldest first. */
export const noticeViews = (sql: Sql, orderId: string): NoticeView[] =>
  sql
    .all<Omit<NoticeView, 'sentAt'> & { readonly sentAt: number | null }>(
      `SELECT version, recipient AS "to", subject, text, sent_at AS sentAt, attempts, failure FROM customer_notices
       WHERE order_id = ? ORDER BY version, at`,
      orderId,
    )
    .map((row) => ({ ...row, sentAt: row.sentAt === null ? null : new Date(row.sentAt).toISOString() }))
