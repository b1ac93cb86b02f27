import type { Reached } from '../../model/attempt-result.ts'
import { type DeliveryState, type HoldReason, mayHaveReached } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { dueAt, fallbackTimes } from '../../profile/fallbacks.ts'
import type { FallbackStep } from '../../profile/timing.ts'
import {
  type AgeRules,
  type DeliveryKey,
  type DueFacts,
  expireLease,
  holdDelivery,
  raiseReached,
  staleReason,
} from '../due.ts'
import { keyValues } from '../key-values.ts'
import { isUnconfirmed } from '../request-ledger.ts'
import { AT_ONCE, NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'
import { hasLeftBeside } from './left-beside.ts'
import { pauseOf } from './pause.ts'
import { replacesMail } from './replaces-mail.ts'
import { isChainStopped } from './stopped-chain.ts'
import { hasLeftBefore, supersedeUnsent } from './unwritable-version.ts'

export interface FallbackRules extends AgeRules {
  /** Fallbacks for an open delivery of this primary route; empty when the route has none. */
  readonly fallbacksOf: (primaryRoute: string) => readonly FallbackStep[]
  readonly whenUncertain: (route: string) => 'resend' | 'hold'
  /** Why this order may not be sent by that route; null when it may. */
  readonly sendObstacle: (orderId: string, version: number, route: string) => string | null
  /** The route sends mails to people. */
  readonly isMail: (route: string) => boolean
  /** When this route may first be used from that moment on. */
  readonly opensAt: (route: string, moment: number) => number
  /** Milliseconds after which a delivery that starts raises a `late` alert. */
  readonly lateAfter: number
}

/** A delivery whose chain ended and that now waits for a person. */
interface Stopped extends DeliveryKey {
  readonly reason: HoldReason
}

/** The current delivery of an order: the highest fencing token of its chain. */
interface Holding extends DeliveryKey, DueFacts {
  readonly primaryRoute: string
  readonly fencingToken: number
  readonly state: DeliveryState
  readonly reached: Reached
  readonly attempts: number
  readonly nextAt: number
  readonly purpose: string
  readonly fallbackStartedAt: number | null
  readonly note: string | null
}

/** An order that a fallback route took over. */
export interface FallbackStarted extends DeliveryKey {
  readonly primaryRoute: string
  /** The route that had the order, and how its last attempt ended. */
  readonly from: string
  readonly note: string | null
}

interface FallbackResult {
  readonly stopped: readonly Stopped[]
  readonly called: readonly FallbackStarted[]
  /** More chains are due: one call has a limit. */
  readonly more: boolean
}

const A_TURN = 500
/** Time that an attempt under way may take before the fallback route also sends, as a possible repeat. */
const GRACE_MS = 10_000

/**
 * Checks the fallback chains that are due: the next route takes over, or a person must act. Only the delivery with the
 * chain's highest fencing token may start an attempt. An earlier route therefore sends nothing after the fallback.
 */
export function advanceFallbacks(sql: Sql, rules: FallbackRules, now: number): FallbackResult {
  const stopped: Stopped[] = []
  const called: FallbackStarted[] = []
  for (let turn = 0; turn < A_TURN; turn++) {
    const [due] = sql.all<Holding>(DUE, now)
    if (!due) return { stopped, called, more: false }
    const end = look(sql, due, rules, now)
    if (typeof end === 'object' && end) called.push(end)
    else if (end) stopped.push({ orderId: due.orderId, version: due.version, route: due.route, reason: end })
  }
  return { stopped, called, more: true }
}

const DUE = `
  SELECT d.order_id AS orderId, d.version, d.route, d.primary_route AS primaryRoute, d.fencing_token AS fencingToken, d.state, d.reached, d.attempts, d.next_at AS nextAt,
    d.purpose, d.due_since AS dueSince, d.fallback_started_at AS fallbackStartedAt, d.note, v.delivery_date AS deliveryDate, v.cut_off AS cutOff
  FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
  WHERE d.fallback_check_at <= ? AND d.next_at IS NOT NULL ORDER BY d.fallback_check_at LIMIT 1`

/** `held`: an unconfirmed delivery that the configuration sends without a confirmation. */
const GOES_OUT: ReadonlySet<DeliveryState> = new Set(['waiting', 'deferred', 'uncertain', 'held'])

/** Starts the next fallback; or holds the delivery and returns the reason; or stores the time of the next check. */
function look(sql: Sql, due: Holding, rules: FallbackRules, now: number): HoldReason | FallbackStarted | null {
  const steps = rules.fallbacksOf(due.primaryRoute)
  const known = rowsOf(sql, due)
  const moments = fallbackTimes(steps, {
    since: due.dueSince,
    cutOff: due.cutOff,
    opens: rules.opensAt(due.primaryRoute, due.dueSince),
  })
  const holder = { step: steps.findIndex(({ route }) => route === due.route), fallbackStartedAt: due.fallbackStartedAt }
  // Only this route's receiver has the order that the cancellation cancels.
  if (due.purpose === 'cancellation') return lookAgain(sql, due, null)
  // A held delivery waits for a person, and a release starts the chain again. An unconfirmed delivery with a set time
  // needs no person.
  if (due.state === 'held' && due.nextAt >= NEVER) return lookAgain(sql, due, NEVER)
  if (isChainStopped(sql, due)) return lookAgain(sql, due, NEVER)
  // No fallback route sends an unconfirmed order because the primary route could not write it.
  if (due.state === 'refused' && due.attempts === 0 && isUnconfirmed(sql, due.orderId, due.version))
    return lookAgain(sql, due, NEVER)
  if (due.state === 'sending' && due.nextAt <= now) {
    expireLease(sql, due, now)
    return look(sql, { ...due, state: 'uncertain', reached: raiseReached(due.reached) }, rules, now)
  }
  // A person's action may have ended the attempt before this look.
  if (due.state === 'uncertain' && rules.whenUncertain(due.route) === 'hold') return stop(sql, due, 'uncertain', now)
  const isRefused = due.state === 'refused' && pauseOf(sql, due.route)?.pausedBy !== null
  let isOver = true
  for (const [index, { route }] of steps.entries()) {
    if (
      index <= lastCalled(steps, known) ||
      (route !== undefined && known.some((delivery) => delivery.route === route))
    )
      continue
    const at = isRefused && route !== undefined ? now : dueAt(index, moments, holder)
    isOver = false
    if (at === null) continue
    if (at > now) return lookAgain(sql, due, at)
    if (staleReason(due, rules, now)) {
      const isUnsent = GOES_OUT.has(due.state)
      return isUnsent ? stop(sql, due, 'stale', now) : lookAgain(sql, due, due.state === 'sending' ? due.nextAt : NEVER)
    }
    const asks =
      route !== undefined && due.purpose === 'original' && (hasLeftBeside(sql, due, route) || hasLeftBefore(sql, due))
    if (due.state === 'sending') {
      const waits = route === undefined || asks || rules.whenUncertain(due.route) === 'hold'
      const until = waits ? due.nextAt : Math.min(due.nextAt, at + GRACE_MS)
      if (now < until) return lookAgain(sql, due, until)
    }
    if (route === undefined) return stop(sql, due, 'undelivered', now)
    if (asks) return stop(sql, due, 'revision', now)
    if (rules.sendObstacle(due.orderId, due.version, route) === null) {
      passOn(sql, due, known, route, now, rules)
      const { orderId, version, primaryRoute, note } = due
      return { orderId, version, route, primaryRoute, from: due.route, note }
    }
  }
  return lookAgain(sql, due, isOver ? null : NEVER)
}

interface Known {
  readonly route: string
  readonly primaryRoute: string
  readonly state: DeliveryState
  readonly reached: Reached
}

const rowsOf = (sql: Sql, { orderId, version }: DeliveryKey): Known[] =>
  sql.all<Known>(
    'SELECT route, primary_route AS primaryRoute, state, reached FROM deliveries WHERE order_id = ? AND version = ?',
    orderId,
    version,
  )

/** A route that a person chose counts as a started fallback. */
const lastCalled = (steps: readonly FallbackStep[], known: readonly Known[]): number =>
  steps.findLastIndex(({ route }) => known.some((delivery) => delivery.route === route))

function lookAgain(sql: Sql, { orderId, version, route }: DeliveryKey, at: number | null): null {
  sql.all(
    'UPDATE deliveries SET fallback_check_at = ? WHERE order_id = ? AND version = ? AND route = ?',
    at,
    ...keyValues({ orderId, version, route }),
  )
  return null
}

function stop(sql: Sql, due: DeliveryKey, reason: HoldReason, now: number): HoldReason {
  holdDelivery(sql, due, reason, now)
  lookAgain(sql, due, NEVER)
  return reason
}

function passOn(
  sql: Sql,
  due: Holding,
  known: readonly Known[],
  route: string,
  now: number,
  { lateAfter, isMail }: FallbackRules,
): void {
  const { orderId, version, primaryRoute } = due
  const repeat = known.some((delivery) => delivery.primaryRoute === primaryRoute && mayHaveReached(delivery))
  // The new delivery may use the route of an earlier version from another depot, so that version ends first.
  supersedeUnsent(sql, due, now)
  sql.all(
    `INSERT INTO deliveries (order_id, version, route, state, purpose, next_at, due_since, late_alert_at, primary_route, fencing_token, fallback_started_at, fallback_check_at, possible_repeat)
     VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?, ${AT_ONCE}, ?)`,
    ...keyValues({ orderId, version, route }),
    isMail(route) && replacesMail(sql, due, route) ? 'replacement' : due.purpose,
    now,
    due.dueSince,
    now + lateAfter,
    primaryRoute,
    due.fencingToken + 1,
    now,
    repeat ? 1 : 0,
  )
  supersedeByRoute(sql, due, findingNote('route-takes-place', { route }), now)
  const text = [
    findingNote('in-place-of', { route: due.route }),
    ...(repeat ? [findingNote('repeat-marked')] : []),
    ...(due.state === 'held' ? [findingNote('sent-unasked')] : []),
  ].join(' ')
  addTimelineEntry(sql, orderId, { at: now, event: 'fallback-started', version, route, text })
}

/** The route sends nothing more. A document under way may still arrive. Keeps that the receiver refused the document. */
export function supersedeByRoute(sql: Sql, { orderId, version, route }: DeliveryKey, text: string, now: number): void {
  sql.all(
    `UPDATE deliveries SET reached = iif(state = 'sending' AND reached = 'no', 'maybe', reached),
     superseded_from = iif(state = 'refused', json_object('state', state, 'holdReason', hold_reason, 'nextAt', next_at), NULL),
     state = 'superseded', hold_reason = NULL, next_at = NULL, fallback_check_at = NULL
     WHERE order_id = ? AND version = ? AND route = ?`,
    ...keyValues({ orderId, version, route }),
  )
  addTimelineEntry(sql, orderId, { at: now, event: 'superseded', version, route, text })
}

/** Whether the chain still has a route that may take over. */
export function hasNextRoute(sql: Sql, steps: readonly FallbackStep[], delivery: DeliveryKey): boolean {
  const known = rowsOf(sql, delivery)
  const last = lastCalled(steps, known)
  return steps.some(({ route }, index) => index > last && route !== undefined)
}
