import type { Purpose } from '../document.ts'
import type { Reached } from '../receipt.ts'
import { supersede } from './deliveries.ts'
import { type AgeRules, atLeastMaybe, type DueFacts, expire, hold, staleness } from './due.ts'
import { type DocumentNumbers, type NumberRanges, numbersFor } from './numbers.ts'
import { keepPace } from './pace.ts'
import { NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import type { HoldReason } from './state.ts'
import { note, type TimelineEntry } from './timeline.ts'

/** A delivery taken for one attempt. Only the holder of `attempt` may settle it. */
export interface Lease extends DocumentNumbers {
  readonly orderId: string
  readonly version: number
  readonly route: string
  /** The first route, where this one takes its place; else its own. */
  readonly ladder: string
  /** 1 for the first. Also the fence: a later attempt makes an earlier one's word void. */
  readonly attempt: number
  readonly reached: Reached
  /** What became of the last try; `waiting` before the first, and where a person has spoken since. */
  readonly left: 'waiting' | 'deferred' | 'uncertain'
  readonly purpose: Purpose
  /** 1, or more where a person has since given the version another purpose: then it is another document. */
  readonly writing: number
  /** How often a person has had it sent once more. */
  readonly resent: number
  /** JSON that the route's transport had kept. */
  readonly progress: string | null
  readonly acceptedAt: number
  readonly dueSince: number
  /** When it took the place of another route; null for the first. */
  readonly calledAt: number | null
  /** 1 where another route may have brought the order already. */
  readonly repeat: 0 | 1
  readonly takenAt: number
}

/** What the queue must know of a route to take from it. */
export interface TakeRules extends AgeRules {
  readonly route: string
  readonly ranges: NumberRanges
  /** Acknowledgements are posted for this route: its control numbers must lead back to their deliveries. */
  readonly acknowledged?: boolean
  readonly leaseMs: number
  readonly whenUncertain: 'resend' | 'hold'
  /** At most so many tries a minute; any number where absent. */
  readonly perMinute?: number | undefined
  /** A customer's orders leave one after the other. */
  readonly inSequence?: boolean
}

export interface Taken {
  readonly lease: Lease | null
  /** Deliveries that were due and now wait for a person instead. */
  readonly held: readonly { readonly orderId: string; readonly version: number; readonly reason: HoldReason }[]
}

interface DueRow extends Omit<Lease, 'attempt' | 'takenAt' | 'left'>, DueFacts {
  readonly state: 'waiting' | 'deferred' | 'uncertain' | 'sending' | 'held'
  readonly attempts: number
}

/** Takes the longest-waiting due delivery of one route. Versions of one order leave in order, never side by side. */
export function take(sql: Sql, rules: TakeRules, now: number): Taken {
  return sql.atomically(() => {
    const held: { orderId: string; version: number; reason: HoldReason }[] = []
    for (;;) {
      const [due] = sql.all<DueRow>(NEXT_DUE, rules.route, now, rules.inSequence ? 1 : 0)
      if (!due) return { lease: null, held }
      const expired = due.state === 'sending'
      if (expired) expire(sql, due, now)
      const reason = expired && rules.whenUncertain === 'hold' ? 'uncertain' : staleness(due, rules, now)
      if (!reason)
        return {
          lease: grant(sql, { ...due, reached: expired ? atLeastMaybe(due.reached) : due.reached }, rules, now),
          held,
        }
      hold(sql, due, reason, now)
      held.push({ orderId: due.orderId, version: due.version, reason })
    }
  })
}

/**
 * What was refused, or has been handed over, holds up no later version: of itself it will never go out again. Once another
 * route has been called, the one before sends nothing; and from the moment it is to be called, nothing new is begun.
 * In sequence, an earlier order of the customer comes first, unless it waits for a person or for the receiver's word.
 */
const NEXT_DUE = `
  SELECT d.order_id AS orderId, d.version, d.route, d.state, d.reached, d.purpose, d.attempts, d.writing, d.resent, d.progress,
    d.control_number AS controlNumber, d.group_number AS groupNumber, d.due_since AS dueSince,
    d.called_at AS calledAt, d.ladder, d.repeat, v.accepted_at AS acceptedAt, v.delivery_date AS deliveryDate, v.cut_off AS cutOff
  FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
  WHERE d.route = ?1 AND d.next_at <= ?2 AND (d.call_at IS NULL OR d.call_at > ?2)
    AND NOT EXISTS (
      SELECT 1 FROM deliveries e
      WHERE e.order_id = d.order_id AND (e.ladder = d.ladder OR e.route = d.route) AND e.version < d.version AND e.next_at IS NOT NULL
        AND e.state NOT IN ('refused', 'sent'))
    AND NOT EXISTS (
      SELECT 1 FROM deliveries f
      WHERE f.order_id = d.order_id AND f.version = d.version AND f.ladder = d.ladder AND f.fence > d.fence)
    AND (?3 = 0 OR NOT EXISTS (
      SELECT 1 FROM deliveries b JOIN orders bo ON bo.id = b.order_id JOIN orders mine ON mine.id = d.order_id
      WHERE b.route = d.route AND b.next_at < ${NEVER} AND bo.customer = mine.customer AND bo.seq < mine.seq))
  ORDER BY d.next_at LIMIT 1`

function grant(sql: Sql, due: DueRow, rules: TakeRules, now: number): Lease {
  if (due.state === 'held') note(sql, due.orderId, unasked(due, now))
  supersedeRefused(sql, due, now)
  if (rules.perMinute !== undefined) keepPace(sql, rules.route, rules.perMinute, now)
  const numbers = numbersFor(sql, due, rules.ranges, rules.acknowledged === true)
  sql.all(
    `UPDATE deliveries SET state = 'sending', hold_reason = NULL, next_at = ?, attempts = attempts + 1, control_number = ?, group_number = ?
     WHERE order_id = ? AND version = ? AND route = ?`,
    now + rules.leaseMs,
    numbers.controlNumber,
    numbers.groupNumber,
    due.orderId,
    due.version,
    due.route,
  )
  const { state, attempts, deliveryDate: _, cutOff: __, ...kept } = due
  // A try that was cut short on our side may have landed.
  const left = state === 'sending' ? 'uncertain' : state === 'held' ? 'waiting' : state
  return { ...kept, ...numbers, left, attempt: attempts + 1, takenAt: now }
}

/** What waited for its sender's word leaves without: the configuration says so, and its people have been told. */
const unasked = ({ version, route }: DueRow, now: number): TimelineEntry => ({
  at: now,
  event: 'unconfirmed',
  version,
  route,
  text: 'Nobody has confirmed it; it leaves all the same.',
})

/** Once a later version is on its way, a retry must not bring back the earlier one. */
function supersedeRefused(sql: Sql, { orderId, route, ladder, version }: DueRow, now: number): void {
  const refused = sql.all<{ version: number; route: string }>(
    `SELECT version, route FROM deliveries WHERE order_id = ? AND (ladder = ? OR route = ?) AND version < ? AND state = 'refused'`,
    orderId,
    ladder,
    route,
    version,
  )
  for (const earlier of refused) supersede(sql, orderId, earlier.version, earlier.route, version, now)
}
