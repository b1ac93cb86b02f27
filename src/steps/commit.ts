import type { Why } from '../alerts/why.ts'
import type { HoldReason } from '../model/delivery-state.ts'
import { findingNote } from '../model/finding.ts'
import { localDate } from '../model/local-time.ts'
import { orderDifference } from '../model/order/difference.ts'
import { type Acceptance, accept, type Submission } from '../outbox/accept.ts'
import { type AlertPorts, raiseAlert } from '../outbox/alerts/raise-alert.ts'
import { readBody } from '../outbox/bodies.ts'
import type { Decision, RoutePlan } from '../outbox/decide.ts'
import { deliveriesOf } from '../outbox/deliveries.ts'
import { staleReason } from '../outbox/due.ts'
import { followsCancellation } from '../outbox/follows-cancellation.ts'
import { askWithoutHistory } from '../outbox/missing-history.ts'
import { wantMarks } from '../outbox/order-api/marking.ts'
import { isDiscarded, lackingChains, notePlacedAgain } from '../outbox/placed-again.ts'
import type { PlanStart } from '../outbox/start-accepted.ts'
import { addTimelineEntry } from '../outbox/timeline.ts'
import { alertHeldUnconfirmed } from '../outbox/unconfirmed.ts'
import { copyRankOf } from '../profile/copy-routes.ts'
import { fallbacksOf, firstFallbackAt } from '../profile/fallbacks.ts'
import { openingOf, opensAt } from '../profile/opening.ts'
import { routeNamed } from '../profile/route-named.ts'
import { firstSendAt, sendUnconfirmedAt } from '../profile/shipping.ts'
import type { Supplier } from '../profile/supplier.ts'
import { inSupplierTerms } from '../profile/translation.ts'
import { noticeHeld } from './notify-customer.ts'
import { orderZone } from './order-zone.ts'
import { orderOf } from './stored-order.ts'
import { validate } from './validate.ts'

export interface CommitPorts extends AlertPorts {
  readonly supplier: Supplier
  /** Milliseconds after the first possible attempt at which an open delivery raises a `late` alert. */
  readonly lateAfter: number
  /** Whether the orders of an earlier storage are missing. */
  readonly lacksHistory: () => boolean
}

/** `dueAt`: the earliest time at which a row needs the dispatcher; null when no row does. */
interface Commit {
  readonly acceptance: Acceptance
  readonly dueAt: number | null
}

/**
 * Stores an order and its alerts in one transaction. Null when the deadline has passed or a withdrawal arrived first:
 * no row was written.
 */
export function commit(
  arrived: Submission,
  arrivedAt: number,
  ports: CommitPorts,
  planStart?: PlanStart,
): Commit | null {
  const { sql, clock, lateAfter, supplier } = ports
  return sql.atomically(() => {
    const missing = ports.lacksHistory()
    const submission = missing ? withoutHistory(arrived) : knownRoutesOnly(arrived, supplier)
    const now = clock.now()
    const dateAt = (moment: number, orderId: string) => localDate(moment, orderZone(sql, supplier, orderId))
    const outcome = accept(sql, submission, now, {
      arrivedAt,
      lateAfter,
      planStart,
      firstSendAt: (route, cutOff) => firstSendAt(supplier, route, now, cutOff),
      sendUnconfirmedAt: (route, cutOff) => sendUnconfirmedAt(supplier, route, now, cutOff),
      firstFallbackAt: (route, since, cutOff) =>
        firstFallbackAt(fallbacksOf(supplier, route), {
          since,
          cutOff,
          opens: opensAt(since, openingOf(supplier, route), supplier.timeZone),
        }),
      isPast: (facts) => staleReason(facts, { maxAgeMs: Number.POSITIVE_INFINITY, dateAt }, now) !== null,
    })
    if (outcome.outcome === 'expired') return null
    let { dueAt } = outcome
    if (outcome.fresh) {
      const isAlerted = [alertDecision(submission, outcome.fresh, ports), alertClockSkew(submission, ports)].includes(
        true,
      )
      if (isAlerted) dueAt = now
      if (!missing) wantMarks(ports, submission.orderId, submission.source)
    }
    if (outcome.confirmed) alertDecision(submission, outcome.confirmed, ports)
    const { version } = outcome.acceptance
    const { earlier } = outcome
    if (earlier !== undefined) alertEarlier(submission.orderId, outcome.acceptance, ports)
    // The chef reads `duplicate` as accepted, but the desk discarded this order: alert the desk. Polls raise no
    // alert, because the order API keeps listing discarded orders.
    const { orderId, source } = submission
    const waits = outcome.again && source !== 'poll' ? discardedVersion(sql, orderId, version, supplier) : null
    // A copy that waits for a person is no question about the order.
    const placed = earlier ?? version
    const lacking = waits && placed !== version ? discardedVersion(sql, orderId, placed, supplier) : waits
    if (lacking === null) return { acceptance: outcome.acceptance, dueAt }
    notePlacedAgain(sql, submission, placed, now)
    raiseAlert(ports, { kind: 'reordered-after-discard', orderId, version: placed, why: lacking })
    return { acceptance: outcome.acceptance, dueAt: now }
  })
}

/** Alerts once for each waiting version, because the same two posts may repeat without end. */
function alertEarlier(orderId: string, { version, holdReason }: Acceptance, ports: CommitPorts): void {
  const { sql, clock } = ports
  const event = 'earlier-again'
  const [known] = sql.all(
    'SELECT 1 FROM timeline WHERE order_id = ? AND version = ? AND event = ?',
    orderId,
    version,
    event,
  )
  if (known || !holdReason) return
  const text = findingNote(event)
  addTimelineEntry(sql, orderId, { at: clock.now(), event, version, route: null, text })
  raiseAlert(ports, { kind: 'held', orderId, version, cause: holdReason, why: { says: event } })
}

/**
 * During a rollout the Worker and this object may have different configurations for a while. This object cannot send
 * on a route that only the Worker knows, so such a delivery is held.
 */
function knownRoutesOnly(submission: Submission, supplier: Supplier): Submission {
  const isKnown = ({ route }: RoutePlan): boolean => routeNamed(supplier, route) !== undefined
  if (submission.routes.every(isKnown)) return submission
  const removed = { state: 'held', reason: 'route-gone' } as const
  const routes = submission.routes.map((plan) =>
    isKnown(plan) || plan.start.state === 'held' ? plan : { ...plan, start: removed },
  )
  return { ...submission, routes }
}

/** Holds the order on every route: without history, an earlier delivery of the same order is unknown. */
const withoutHistory = (submission: Submission): Submission => ({
  ...submission,
  routes: submission.routes.map((plan) => ({ ...plan, start: { state: 'held', reason: 'history-missing' } })),
})

/** Names the receivers that lack a discarded version. Null where each receiver has or gets the version. */
function discardedVersion(sql: CommitPorts['sql'], orderId: string, version: number, supplier: Supplier): Why | null {
  const own = deliveriesOf(sql, orderId).filter((delivery) => delivery.version === version)
  const routes = lackingChains(own, version, copyRankOf(supplier)).map(([route]) => route)
  if (routes.length === 0) return null
  return isDiscarded(own)
    ? { says: 'not-sent' }
    : { says: 'not-sent-on', count: String(routes.length), routes: routes.join(', ') }
}

/** Returns the order in a version's body; null for an unreadable body. */
export function readStoredOrder(
  { sql, supplier }: Pick<CommitPorts, 'sql' | 'supplier'>,
  orderId: string,
  version: number,
) {
  try {
    return orderOf({ orderId, version }, { sql, supplier })
  } catch {
    return null
  }
}

/**
 * Why a version's body is no valid order; null for a valid order. Only polled orders can be invalid, because the
 * webhook refuses invalid orders.
 */
export function whyUnreadable(
  { sql, supplier }: Pick<CommitPorts, 'sql' | 'supplier'>,
  orderId: string,
  version: number,
): string | null {
  const body = readBody(sql, orderId, version)
  const validated = body && validate(body, supplier, null)
  return validated && !validated.ok ? validated.error.refusal.problems[0].message : null
}

/** Why the chef's order is a question; empty for another hold reason, and for a usual change. */
function causeOfRepeat(orderId: string, version: number, reason: HoldReason, { sql }: CommitPorts): string {
  if (reason !== 'reverted' && reason !== 'revision') return ''
  if (followsCancellation(sql, orderId, version)) return findingNote('placed-after-cancellation')
  return reason === 'reverted' ? findingNote('as-before-change') : ''
}

/** Returns whether an alert may have been raised. */
function alertDecision(
  submission: Submission,
  { version, holdReason, deliveries }: Decision,
  ports: CommitPorts,
): boolean {
  const { orderId, remark, losses = [] } = submission
  // Send no customer notice: the order may have been delivered weeks ago.
  if (holdReason === 'history-missing') {
    askWithoutHistory(ports, orderId, version)
    return true
  }
  const why = remark ?? ''
  const news = holdReason && noticeHeld(submission, version, holdReason, ports)
  const unconfirmed = deliveries.some((delivery) => delivery.holdReason === 'unconfirmed')
  if (unconfirmed) alertHeldUnconfirmed(ports, orderId, version, 'disconnected')
  if (holdReason && holdReason !== 'unconfirmed' && holdReason !== 'route-gone') {
    const diff = differenceOf(orderId, version, ports)
    const cause = causeOfRepeat(orderId, version, holdReason, ports)
    raiseAlert(ports, {
      ...(holdReason === 'fault' ? { kind: 'internal-error' } : { kind: 'held', cause: holdReason }),
      orderId,
      version,
      why: holdReason === 'fault' ? '' : [cause, why, news?.says ?? ''].filter(Boolean).join(' '),
      diff,
      ...(news?.forward === undefined ? {} : { forward: news.forward }),
    })
  }
  for (const { route, state, holdReason: reason } of deliveries) {
    if (reason === 'route-gone') raiseAlert(ports, { kind: 'held', orderId, version, route, cause: reason, why: '' })
    if (state === 'refused') raiseAlert(ports, { kind: 'refused', orderId, version, route, why })
  }
  for (const { route, letters, cut = 0 } of losses)
    raiseAlert(ports, {
      kind: 'wording',
      orderId,
      version,
      route,
      why: cut > 0 ? { says: 'remarks-cut', count: String(cut) } : { says: 'letters-lost', count: String(letters) },
    })
  return losses.length > 0 || deliveries.some(({ state }) => state !== 'waiting')
}

/** Compares articles and quantities in the supplier's terms, because the desk compares with the documents. */
function differenceOf(orderId: string, version: number, ports: CommitPorts): string[] {
  const [before, after] = [readStoredOrder(ports, orderId, version - 1), readStoredOrder(ports, orderId, version)]
  if (!before || !after) return []
  const { supplier } = ports
  return orderDifference(inSupplierTerms(before, supplier), inSupplierTerms(after, supplier), supplier.language)
}

/** Clocks differ by a few minutes; a wrong time zone differs by more. */
const SKEW_MS = 600_000

/**
 * An order time in the future shows a wrong clock or a wrong setting. The order's dates may be wrong too, so the
 * gateway alerts. Returns whether it did.
 */
function alertClockSkew({ placedAt, orderNumber, orderId }: Submission, ports: CommitPorts): boolean {
  const ahead = (placedAt ?? 0) - ports.clock.now()
  if (ahead <= SKEW_MS) return false
  const minutes = Math.round(ahead / 60_000)
  raiseAlert(ports, {
    kind: 'clock-skew',
    why: { says: 'placed-ahead', order: orderNumber ?? orderId, minutes: String(minutes) },
  })
  return true
}
