import { type HoldReason, isStanding } from '../model/delivery-state.ts'
import { isSameContent } from '../model/order/same-content.ts'
import { bodyForRow } from './bodies.ts'
import { endEarlierWish } from './cancel-wish.ts'
import { type Decision, decide, type RoutePlan } from './decide.ts'
import { supersede } from './deliveries.ts'
import type { DueFacts } from './due.ts'
import { endRefusalOf, endRefusals, endRefusalsBefore } from './end-refusals.ts'
import { findByFormerNumbers, keepFormerNumber } from './former-numbers.ts'
import { insertDeliveries } from './new-deliveries.ts'
import type { NoticedProblems } from './notices.ts'
import { type AcceptedVersion, historyOf, versionsOf } from './order-history.ts'
import { releaseUnconfirmed } from './release-unconfirmed.ts'
import { addRequest, noteRepeated, serialiseRequests } from './request-ledger.ts'
import { NEVER } from './schema.ts'
import { findByReferences } from './search/erp-references.ts'
import { renumberEvents } from './search/event-text.ts'
import type { Sql } from './sql.ts'
import type { PlanStart } from './start-accepted.ts'
import { storedAbout } from './stored-about.ts'

/** A verified content of an order, with the findings of the supplier's rules. */
export interface Submission {
  /** Identical in the Worker's second call, which therefore gets the answer of the first call. */
  readonly requestId: string
  /**
   * Milliseconds in which the outbox must commit, counted by the outbox's clock from the arrival of the call. Not a
   * moment, because the Worker and the Durable Object have two clocks.
   */
  readonly withinMs: number
  readonly source: 'webhook' | 'poll'
  readonly orderId: string
  /** Null only for a polled order that has no readable number. */
  readonly orderNumber: string | null
  readonly customer: string | null
  /** When the buyer placed the order, in milliseconds since 1970; null when the time cannot be read. */
  readonly placedAt: number | null
  readonly deliveryDate: string | null
  /** Last moment at which the order may be sent; null when no cut-off applies. */
  readonly cutOff: number | null
  readonly digest: string
  readonly body: Uint8Array
  /** Search text: numbers and articles. */
  readonly foundBy: string
  readonly routes: readonly RoutePlan[]
  /** The sender disconnected before the outbox got the order, and so got no 2xx. */
  readonly unconfirmed?: boolean
  /** JSON stored with the version: the signing secret, the form of the signature and the warnings. */
  readonly metadata: string
  /** Text of the alert for a delivery that starts held or refused: names the delivery and the reason. */
  readonly remark: string | null
  /** Routes whose document cannot hold some letters of the order, with the number of these letters. */
  readonly losses?: readonly LostLetters[]
  /** Content of the customer notice for a held order. A polled order has no sender that could get a refusal. */
  readonly noticed?: NoticedProblems
}

/** Wording that one route's document cannot hold. */
export interface LostLetters {
  readonly route: string
  /** Letters of remarks and names that become question marks. */
  readonly letters: number
  /** Characters at the end of the remarks that are cut off. Absent without any. */
  readonly cut?: number
}

export interface Acceptance {
  readonly status: 'accepted' | 'duplicate' | 'revised' | 'held'
  readonly version: number
  readonly holdReason: HoldReason | null
  /** The storage that holds the order. */
  readonly storageId?: string
}

type Committed =
  | {
      readonly outcome: 'answered'
      readonly acceptance: Acceptance
      /** The new decision; null for a repetition. */
      readonly fresh: Decision | null
      /** Decision for the deliveries of a version that this call confirmed. */
      readonly confirmed?: Decision
      /** The earliest time at which a row of this call needs a check. Null when the call stored no such row. */
      readonly dueAt: number | null
      /** A further sender got a 2xx for a stored content. */
      readonly again: boolean
      /** The earlier version whose content arrived while the version of the answer waits for a person. */
      readonly earlier?: number
    }
  | { readonly outcome: 'expired' }

/** When a newly accepted order is sent, and when the outbox checks the order. Milliseconds since 1970. */
export interface Timing {
  /** When the call arrived. */
  readonly arrivedAt: number
  /** Milliseconds after the first possible attempt at which an open delivery raises a `late` alert. */
  readonly lateAfter: number
  readonly firstSendAt: (route: string, cutOff: number | null) => number
  /** For an unconfirmed order; null when a person must release the order. */
  readonly sendUnconfirmedAt: (route: string, cutOff: number | null) => number | null
  /**
   * First check of a route's fallback chain for a delivery that is sent at `shipsAt`; null when the route has no
   * fallbacks.
   */
  readonly firstFallbackAt: (route: string, shipsAt: number, cutOff: number | null) => number | null
  /** Starts the first delivery of a new order at once; absent where each delivery waits for the alarm. */
  readonly planStart?: PlanStart | undefined
  /** The cut-off or the delivery date passed after the delivery became due. */
  readonly isPast: (facts: DueFacts) => boolean
}

/**
 * Stores the version, the body and the deliveries. Runs in the caller's transaction, so no alert exists without its
 * order.
 */
export function accept(sql: Sql, submission: Submission, now: number, timing: Timing): Committed {
  if (now - timing.arrivedAt > submission.withinMs) return { outcome: 'expired' }
  const stored = storedAbout(sql, submission)
  const versions = stored.isKnown ? versionsOf(sql, submission.orderId) : []
  const answered = versions.find(({ firstRequest }) => firstRequest === submission.requestId)
  if (answered && answered.status !== 'cancelled') {
    const { status, version, holdReason } = answered
    return {
      outcome: 'answered',
      acceptance: { status, version, holdReason },
      fresh: null,
      dueAt: null,
      again: false,
    }
  }
  if (submission.source === 'webhook' && stored.isWithdrawn) return { outcome: 'expired' }
  const history = historyOf(sql, submission, versions, stored)
  const decision = decide(history, submission)
  if (decision.status === 'duplicate') {
    const { orderId, unconfirmed, requestId } = submission
    const { version } = decision
    const confirmed = unconfirmed ? null : releaseUnconfirmed(sql, submission, version, history, now, timing)
    const again = !unconfirmed && addRequest(sql, orderId, version, requestId)
    if (again && isOfChef(submission)) noteRepeated(sql, orderId, version, now)
    if (stored.isRefused) {
      if (confirmed) endRefusalsBefore(sql, orderId, version)
      // The second call of a request must not end the call that the first call noted.
      if (again && isOfChef(submission)) endRefusalOf(sql, orderId)
    }
    const acceptance: Acceptance = { status: 'duplicate', version, holdReason: null }
    const answer = { outcome: 'answered', acceptance, fresh: null, dueAt: confirmed && now, again } as const
    return confirmed ? { ...answer, confirmed } : answer
  }
  if (versions.some(({ version }) => version === decision.version)) {
    const { status, version, holdReason } = decision
    const isPlaced = (known: AcceptedVersion): boolean =>
      known.status !== 'cancelled' && isSameContent(known.digest, submission.digest)
    const earlier = versions.findLast(isPlaced)?.version ?? version
    const acceptance: Acceptance = { status, version, holdReason }
    const { orderId, requestId } = submission
    const again = isOfChef(submission) && addRequest(sql, orderId, earlier, requestId)
    if (again) {
      noteRepeated(sql, orderId, version, now)
      if (stored.isRefused) endRefusalOf(sql, orderId)
    }
    return { outcome: 'answered', acceptance, fresh: null, dueAt: now, again, earlier }
  }
  if (stored.isKnown) keepFormerNumber(sql, submission.orderId, submission.orderNumber)
  const forThis = versions.length === 0 ? timing : { ...timing, planStart: undefined }
  const dueAt = write(sql, submission, decision, history.deliveries.some(isStanding), now, forThis)
  if (stored.isRefused && decision.status !== 'held') endRefusals(sql, submission, () => submission.body, NEVER)
  else if (stored.isRefused && isOfChef(submission)) endEarlierWish(sql, submission.orderId)
  const { status, version, holdReason } = decision
  return {
    outcome: 'answered',
    acceptance: { status, version, holdReason },
    fresh: decision,
    dueAt,
    again: false,
  }
}

/** The chef reads that this order is accepted. A repeated content says nothing about other orders of the customer. */
const isOfChef = ({ source, unconfirmed }: Submission): boolean => source === 'webhook' && !unconfirmed

/**
 * Stores the rows of an order, and returns the time of their first check. An order counts from its first acceptance, not
 * from an earlier refusal: `seq` is the order of acceptance.
 */
function write(
  sql: Sql,
  submission: Submission,
  decision: Decision,
  isChange: boolean,
  now: number,
  timing: Timing,
): number {
  const { orderId, cutOff } = submission
  const { version, status, holdReason } = decision
  const [order] = sql.all<{ firstAt: number }>(
    `INSERT INTO orders (id, number, customer, version, first_at, placed_at, listed, search_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET number = excluded.number, customer = excluded.customer,
     seq = iif(version = 0, (SELECT max(seq) + 1 FROM orders), seq),
     placed_at = iif(version = 0, excluded.placed_at, placed_at), listed = max(listed, excluded.listed),
     version = excluded.version, search_text = excluded.search_text, problems = NULL, purged_at = NULL
     RETURNING first_at AS firstAt`,
    orderId,
    submission.orderNumber,
    submission.customer,
    version,
    now,
    submission.placedAt,
    submission.source === 'poll' ? 1 : 0,
    submission.foundBy,
  )
  if (order && order.firstAt < now) {
    renumberEvents(sql, orderId)
    findByReferences(sql, orderId)
    findByFormerNumbers(sql, orderId)
  }
  sql.all(
    `INSERT INTO versions (order_id, version, digest, delivery_date, cut_off, accepted_at, source, first_request, requests, status, hold_reason, metadata, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    orderId,
    version,
    submission.digest,
    submission.deliveryDate,
    cutOff,
    now,
    submission.source,
    submission.requestId,
    serialiseRequests(submission.unconfirmed ? [] : [submission.requestId]),
    status,
    holdReason,
    submission.metadata,
    bodyForRow(sql, orderId, version, submission.body),
  )
  const dueAt = insertDeliveries(sql, submission, decision, isChange, now, timing)
  for (const { version: earlier, route } of decision.superseded) supersede(sql, orderId, earlier, route, version, now)
  // A superseded delivery may have kept another delivery waiting.
  return decision.superseded.length > 0 ? now : dueAt
}
