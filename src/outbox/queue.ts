import type { Reached } from '../attempt-result.ts'
import type { Purpose } from '../document.ts'
import { retryInterchange } from './batch/retry-interchange.ts'
import { supersede } from './deliveries.ts'
import { type AgeRules, type DueFacts, expireLease, holdDelivery, raiseReached, staleReason } from './due.ts'
import { createLease, DUE_ROW, type DueRow, FIRST_OF_CUSTOMER, MAY_START, STARTED_ALONE } from './due-row.ts'
import { type DocumentNumbers, getOrAllocateNumbers, type NumberRanges } from './numbers.ts'
import { reserveSlot } from './route/pace.ts'
import type { Sql } from './sql.ts'
import type { HoldReason } from './state.ts'
import { addTimelineEntry, type TimelineEntry } from './timeline.ts'

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
  readonly previousState: 'waiting' | 'deferred' | 'uncertain'
  readonly purpose: Purpose
  /** 1, or more where a person has since given the version another purpose: then it is another document. */
  readonly writing: number
  /** How often a person has had it sent once more. */
  readonly resent: number
  /** How often a person has had it corrected: each correction is a document of its own name. */
  readonly corrections: number
  /** JSON that the route's transport had kept. */
  readonly progress: string | null
  readonly acceptedAt: number
  readonly dueSince: number
  /** When it took the place of another route; null for the first. */
  readonly calledAt: number | null
  /** 1 where another route may have brought the order already. */
  readonly repeat: 0 | 1
  /** The storage whose identity the document carries, where an export brought the delivery; null: this storage. */
  readonly storageId: string | null
  readonly leasedAt: number
  /** The deliveries in an interchange: they go, and are settled, together. Its `orderId` is INTERCHANGE, its `version` its own number. */
  readonly members?: readonly Lease[]
}

/** What the queue must know of a route to take from it. */
export interface LeaseRules extends AgeRules {
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
  /** Orders wait for one another here, and leave as one document. */
  readonly batch?: BatchRules | undefined
}

export interface BatchRules {
  /** So many at most. */
  readonly most: number
  /** When a delivery leaves at the latest, with as many as there are. */
  readonly batchDeadline: (facts: DueFacts) => number
}

export interface LeaseResult {
  readonly lease: Lease | null
  /** Deliveries that were due and now wait for a person instead. */
  readonly held: readonly HeldDelivery[]
}

export interface HeldDelivery {
  readonly orderId: string
  readonly version: number
  readonly reason: HoldReason
  /** What could not be written of it. */
  readonly why?: string
}

/**
 * Takes the longest-waiting due delivery of one route. Versions of one order leave in order, never side by side. Where orders
 * wait for one another, only what was begun before.
 */
export function leaseDelivery(sql: Sql, rules: LeaseRules, now: number): LeaseResult {
  return sql.atomically(() => {
    const held: HeldDelivery[] = []
    for (;;) {
      const [due] = sql.all<DueRow>(rules.batch ? NEXT_BEGUN : NEXT_DUE, rules.route, now, rules.inSequence ? 1 : 0)
      if (!due) return { lease: null, held }
      if (due.interchange) {
        const again = retryInterchange(sql, due.interchange, rules, now)
        held.push(...again.held)
        if (again.lease) return { lease: again.lease, held }
        continue
      }
      const expired = due.state === 'sending'
      if (expired) expireLease(sql, due, now)
      const reason = expired && rules.whenUncertain === 'hold' ? 'uncertain' : staleReason(due, rules, now)
      if (!reason)
        return {
          lease: grant(sql, { ...due, reached: expired ? raiseReached(due.reached) : due.reached }, rules, now),
          held,
        }
      holdDelivery(sql, due, reason, now)
      held.push({ orderId: due.orderId, version: due.version, reason })
    }
  })
}

/**
 * From the moment that another route is to be called, nothing new is begun. In sequence, an earlier order of the customer comes
 * first, unless it waits for a person or for the receiver's word.
 */
const DUE = `
  ${DUE_ROW} WHERE d.route = ?1 AND d.next_at <= ?2 AND (d.call_at IS NULL OR d.call_at > ?2) AND ${MAY_START}
    AND (?3 = 0 OR d.interchange > 0 OR ${FIRST_OF_CUSTOMER})`

const NEXT_DUE = `${DUE} ORDER BY d.next_at LIMIT 1`
const NEXT_BEGUN = `${DUE} AND (d.interchange > 0 OR ${STARTED_ALONE}) ORDER BY d.next_at LIMIT 1`

function grant(sql: Sql, due: DueRow, rules: LeaseRules, now: number): Lease {
  recordStart(sql, due, now)
  if (rules.perMinute !== undefined) reserveSlot(sql, rules.route, rules.perMinute, now)
  const numbers = getOrAllocateNumbers(sql, due, rules.ranges, rules.acknowledged === true)
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
  return createLease({ ...due, ...numbers }, now)
}

/** What waited for its sender's word leaves without: the configuration says so, and its people have been told. */
const unasked = ({ version, route }: DueRow, now: number): TimelineEntry => ({
  at: now,
  event: 'unconfirmed',
  version,
  route,
  text: 'Nobody has confirmed it; it leaves all the same.',
})

/** What follows of an order that is on its way, by itself or with others. */
export function recordStart(sql: Sql, due: DueRow, now: number): void {
  if (due.state === 'held') addTimelineEntry(sql, due.orderId, unasked(due, now))
  supersedeRefused(sql, due, now)
}

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
