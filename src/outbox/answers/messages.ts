import type { Json } from '../../model/attempt-result.ts'
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
  readonly measure: Json
  /** When the message was last sent. */
  readonly sentAt: number
}

/** Stores the id of a message, so that a later answer finds the delivery. */
export function recordSentMessage(sql: Sql, lease: Lease, id: string, measure: Json, now: number): void {
  sql.all(
    `INSERT OR REPLACE INTO messages (id, order_id, version, route, writing, resent, doubtful, measure, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    lease.orderId,
    lease.version,
    lease.route,
    lease.writing,
    lease.resent,
    lease.reached === 'no' ? 0 : 1,
    JSON.stringify(measure),
    now,
  )
}

export function findMessage(sql: Sql, id: string): SentMessage | null {
  const [found] = sql.all<
    Omit<SentMessage, 'current' | 'resentSince' | 'mayHaveArrived' | 'measure'> & {
      readonly current: number
      readonly resentSince: number
      readonly doubtful: number
      readonly measure: string
    }
  >(
    `SELECT m.order_id AS orderId, o.number AS orderNumber, m.version, m.route, d.state, d.reached, d.attempts, d.purpose,
     m.writing = d.writing AS current, m.resent < d.resent AS resentSince, m.doubtful, m.measure, m.at AS sentAt
     FROM messages m JOIN orders o ON o.id = m.order_id
       JOIN deliveries d ON d.order_id = m.order_id AND d.version = m.version AND d.route = m.route
     WHERE m.id = ?`,
    id,
  )
  if (!found) return null
  const { current, resentSince, doubtful, measure, ...kept } = found
  const flags = { current: current === 1, resentSince: resentSince === 1 }
  return { ...kept, ...flags, mayHaveArrived: doubtful === 1, measure: JSON.parse(measure) }
}
