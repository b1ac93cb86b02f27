import type { Json } from '../../model/attempt-result.ts'
import { keyValues } from '../key-values.ts'
import type { Lease } from '../queue.ts'
import type { Sql } from '../sql.ts'
import type { MatchedDelivery } from './match-deliveries.ts'

/** A message that was sent with its own id, and the delivery of the message. */
export interface SentMessage extends MatchedDelivery {
  /** The message holds the current document. */
  readonly current: boolean
  /** A person resent the document since, with another id. */
  readonly resentSince: boolean
  /** A document may have arrived before the last attempt. */
  readonly mayHaveArrived: boolean
  /** JSON of the transport that checks the answer. */
  readonly expectedMics: Json
  /** When the message was last sent. */
  readonly sentAt: number
}

/** Stores the id of a message, so that a later answer finds the delivery. */
export function recordSentMessage(sql: Sql, lease: Lease, id: string, expectedMics: Json, now: number): void {
  sql.all(
    `INSERT OR REPLACE INTO sent_messages (id, order_id, version, route, document_revision, resend_count, may_have_arrived, expected_mics, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    ...keyValues(lease),
    lease.documentRevision,
    lease.resendCount,
    lease.reached === 'no' ? 0 : 1,
    JSON.stringify(expectedMics),
    now,
  )
}

export function findMessage(sql: Sql, id: string): SentMessage | null {
  const [found] = sql.all<
    Omit<SentMessage, 'current' | 'resentSince' | 'mayHaveArrived' | 'expectedMics'> & {
      readonly current: number
      readonly resentSince: number
      readonly mayHaveArrived: number
      readonly expectedMics: string
    }
  >(
    `SELECT m.order_id AS orderId, o.number AS orderNumber, m.version, m.route, d.state, d.reached, d.attempts, d.purpose, d.corrections,
     m.document_revision = d.document_revision AS current, m.resend_count < d.resend_count AS resentSince, m.may_have_arrived AS mayHaveArrived, m.expected_mics AS expectedMics, m.at AS sentAt
     FROM sent_messages m JOIN orders o ON o.id = m.order_id
       JOIN deliveries d ON d.order_id = m.order_id AND d.version = m.version AND d.route = m.route
     WHERE m.id = ?`,
    id,
  )
  if (!found) return null
  const { current, resentSince, mayHaveArrived, expectedMics, ...kept } = found
  const flags = { current: current === 1, resentSince: resentSince === 1 }
  return { ...kept, ...flags, mayHaveArrived: mayHaveArrived === 1, expectedMics: JSON.parse(expectedMics) }
}
