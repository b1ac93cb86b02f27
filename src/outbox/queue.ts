import type { Reached } from '../model/attempt-result.ts'
import type { HoldReason } from '../model/delivery-state.ts'
import type { Purpose } from '../model/document.ts'
import { findingNote } from '../model/finding.ts'
import type { NumberRanges } from '../model/numbering.ts'
import { retryInterchange } from './batch/retry-interchange.ts'
import { supersede } from './deliveries.ts'
import { type AgeRules, type DueFacts, expireLease, holdDelivery, raiseReached, staleReason } from './due.ts'
import { createLease, DUE_ROW, type DueRow, FIRST_OF_CUSTOMER, MAY_START, STARTED_ALONE } from './due-row.ts'
import { replacesNothing } from './nothing-to-replace.ts'
import { type DocumentNumbers, getOrAllocateNumbers } from './numbers.ts'
import { markBroughtBeside } from './route/brought-beside.ts'
import { FIRST_OF_EACH_CUSTOMER } from './route/customer-sequence.ts'
import { leadsElsewhere, markElsewhere } from './route/elsewhere.ts'
import { reserveSlot } from './route/pace.ts'
import type { Sql } from './sql.ts'
import { addTimelineEntry, type NewTimelineEntry } from './timeline.ts'

/** A delivery leased for one attempt. Only the holder of `attempt` may settle the delivery. */
export interface Lease extends DocumentNumbers {
  readonly orderId: string
  readonly version: number
  readonly route: string
  /** The primary route, when this route is its fallback; else the delivery's own route. */
  readonly primaryRoute: string
  /** 1 for the first attempt. Also a fencing token: a later attempt makes the result of an earlier attempt void. */
  readonly attempt: number
  readonly reached: Reached
  /** Outcome of the last attempt; `waiting` before the first attempt and after a person's decision. */
  readonly previousState: 'waiting' | 'deferred' | 'uncertain'
  readonly purpose: Purpose
  /** 1, or more after a person changed the purpose of the version: each number is another document. */
  readonly documentRevision: number
  readonly resendCount: number
  /** The number of corrections by a person: each correction is a document with its own name. */
  readonly corrections: number
  /** JSON that the route's transport stored. */
  readonly progress: string | null
  readonly acceptedAt: number
  readonly dueSince: number
  /** When this route took over as a fallback; null for the primary route. */
  readonly fallbackStartedAt: number | null
  /** 1 when another route may have delivered the order already. */
  readonly possibleRepeat: 0 | 1
  /** The storage whose id the document holds, when an export brought the delivery; null: this storage. */
  readonly storageId: string | null
  readonly leasedAt: number
  /**
   * The deliveries of an interchange, sent and settled together. Its `orderId` is INTERCHANGE, its `version` the
   * interchange number.
   */
  readonly members?: readonly Lease[]
}

/** A route's rules for leasing deliveries. */
export interface LeaseRules extends AgeRules {
  readonly route: string
  /** Transport and address of the route now. */
  readonly destination: string
  readonly ranges: NumberRanges
  /**
   * The receiver posts acknowledgements for this route, so the route's control numbers must lead back to their
   * deliveries.
   */
  readonly acknowledged?: boolean
  readonly leaseMs: number
  readonly whenUncertain: 'resend' | 'hold'
  /** Attempts a minute at most; no limit when absent. */
  readonly perMinute?: number | undefined
  /** The orders of a customer are sent one after the other. */
  readonly inSequence?: boolean
  /** The routes that may bring an order in place of this route, or in whose place this route may bring an order. */
  readonly substitutes?: readonly string[]
  /** Orders of this route wait for each other, and are sent as one document. */
  readonly batch?: BatchRules | undefined
}

export interface BatchRules {
  /** Highest number of orders in one document. */
  readonly most: number
  /** Latest moment at which a delivery is sent, with as many orders as wait. */
  readonly batchDeadline: (facts: DueFacts) => number
}

export interface LeaseResult {
  readonly lease: Lease | null
  /** Deliveries that were due and now wait for a person. */
  readonly held: readonly HeldDelivery[]
}

export interface HeldDelivery {
  readonly orderId: string
  readonly version: number
  readonly reason: HoldReason
  /** The part of the order that could not be written. */
  readonly why?: string
}

/**
 * Leases the longest-waiting due delivery of one route. Versions of one order are sent in order, never at the same
 * time. On a route with batches, leases only deliveries that started before.
 */
export function leaseDelivery(sql: Sql, rules: LeaseRules, now: number): LeaseResult {
  return sql.atomically(() => {
    const held: HeldDelivery[] = []
    for (;;) {
      const due = nextDue(sql, rules, now)
      if (!due) return { lease: null, held }
      if (due.interchange) {
        const again = retryInterchange(sql, due.interchange, rules, now)
        held.push(...again.held)
        if (again.lease) return { lease: again.lease, held }
        continue
      }
      const expired = due.state === 'sending'
      if (expired) expireLease(sql, due, now)
      // A person's action may have ended the attempt before this look.
      const isUncertain = expired || due.state === 'uncertain'
      const reason = isUncertain && rules.whenUncertain === 'hold' ? 'uncertain' : staleReason(due, rules, now)
      if (!reason) {
        const current = { ...due, reached: expired ? raiseReached(due.reached) : due.reached }
        if (leadsElsewhere(current, rules)) markElsewhere(sql, current, now)
        else if (!replacesNothing(sql, current) && !markBroughtBeside(sql, current, rules.substitutes, now))
          return { lease: grant(sql, current, rules, now), held }
        continue
      }
      holdDelivery(sql, due, reason, now)
      held.push({ orderId: due.orderId, version: due.version, reason })
    }
  })
}

function nextDue(sql: Sql, { route, batch, inSequence }: LeaseRules, now: number): DueRow | undefined {
  const first = (query: string, ...bind: number[]): DueRow | undefined => sql.all<DueRow>(query, route, now, ...bind)[0]
  if (batch) return first(NEXT_BEGUN, inSequence ? 1 : 0)
  return inSequence ? (first(NEXT_IN_SEQUENCE) ?? first(NEXT_CUSTOMER)) : first(NEXT_DUE)
}

/** Starts no attempt once the next fallback is due. */
const MAY_BE_SENT = `d.route = ?1 AND d.next_at <= ?2 AND (d.fallback_check_at IS NULL OR d.fallback_check_at > ?2) AND ${MAY_START}`
/** An earlier order of the customer goes first, unless that order is held or awaits the receiver's receipt. */
const IN_SEQUENCE = `(d.interchange > 0 OR ${FIRST_OF_CUSTOMER})`

const NEXT_DUE = `${DUE_ROW} WHERE ${MAY_BE_SENT} ORDER BY d.next_at LIMIT 1`
const NEXT_BEGUN = `${DUE_ROW} WHERE ${MAY_BE_SENT} AND (?3 = 0 OR ${IN_SEQUENCE})
  AND (d.interchange > 0 OR ${STARTED_ALONE}) ORDER BY d.next_at LIMIT 1`

/** A due delivery out of `source`, which names deliveries of the route by the columns of `key`. */
function dueRowOf(source: string, key: string): string {
  const rows = DUE_ROW.replace('FROM deliveries d', `FROM ${source} CROSS JOIN deliveries d`)
  return `${rows} WHERE d.order_id = ${key}.order_id AND d.version = ${key}.version AND ${MAY_BE_SENT}`
}

/** A blocked customer may fill the front of the queue. */
const LONGEST_WAITING = 8
const NEXT_IN_SEQUENCE = `${dueRowOf(
  `(SELECT order_id, version FROM deliveries WHERE route = ?1 AND next_at <= ?2 ORDER BY next_at LIMIT ${LONGEST_WAITING}) w`,
  'w',
)} AND ${IN_SEQUENCE} ORDER BY d.next_at LIMIT 1`
/** When all of the longest waiting are blocked: the first order of any other customer. */
const NEXT_CUSTOMER = `${FIRST_OF_EACH_CUSTOMER} ${dueRowOf('firsts f CROSS JOIN customer_sequence q', 'q')}
  AND q.route = ?1 AND q.customer = f.customer AND q.seq = f.seq LIMIT 1`

function grant(sql: Sql, due: DueRow, rules: LeaseRules, now: number): Lease {
  recordStart(sql, due, now)
  if (rules.perMinute !== undefined) reserveSlot(sql, rules.route, rules.perMinute, now)
  const numbers = getOrAllocateNumbers(sql, due, rules.ranges, rules.acknowledged === true)
  sql.all(
    `UPDATE deliveries SET state = 'sending', hold_reason = NULL, next_at = ?, attempts = attempts + 1, control_number = ?, group_number = ?,
       destination = ? WHERE order_id = ? AND version = ? AND route = ?`,
    now + rules.leaseMs,
    numbers.controlNumber,
    numbers.groupNumber,
    rules.destination,
    due.orderId,
    due.version,
    due.route,
  )
  return createLease({ ...due, ...numbers }, now)
}

/**
 * Timeline entry for an unconfirmed delivery that the configuration sends without a confirmation. The desk was alerted
 * before.
 */
const unasked = ({ version, route }: DueRow, now: number): NewTimelineEntry => ({
  at: now,
  event: 'unconfirmed',
  version,
  route,
  text: findingNote('sent-unasked'),
})

/** Records the start of an attempt, for one delivery or for a member of an interchange. */
export function recordStart(sql: Sql, due: DueRow, now: number): void {
  if (due.state === 'held') addTimelineEntry(sql, due.orderId, unasked(due, now))
  supersedeRefused(sql, due, now)
}

/** Once a later version is under way, a retry must not send the earlier version. */
function supersedeRefused(sql: Sql, { orderId, route, primaryRoute, version }: DueRow, now: number): void {
  const refused = sql.all<{ version: number; route: string }>(
    `SELECT version, route FROM deliveries WHERE order_id = ? AND (primary_route = ? OR route = ?) AND version < ? AND state = 'refused'`,
    orderId,
    primaryRoute,
    route,
    version,
  )
  for (const earlier of refused) supersede(sql, orderId, earlier.version, earlier.route, version, now)
}
