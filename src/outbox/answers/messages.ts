import type { Json } from '../../attempt-result.ts'
import type { Lease } from '../queue.ts'
import type { Sql } from '../sql.ts'
import type { MatchedDelivery } from './match-deliveries.ts'

/** A message that went out under a name of its own, and the delivery it was for. */
export interface SentMessage extends MatchedDelivery {
  /** Of the document as it is now. */
  readonly current: boolean
  /** A person has had the document sent once more since, under another name. */
  readonly resentSince: boolean
  /** Before the last try something of it may have arrived. */
  readonly mayHaveArrived: boolean
  /** What the answer is measured by, as the transport kept it. */
  readonly measure: Json
  /** When it went out last. */
  readonly sentAt: number
}

/** From now on what is said of this message leads back to the delivery. */
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
