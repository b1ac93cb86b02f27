import { BODY, storeBlob } from './blobs.ts'
import { type Decision, decide, type History, type NewDelivery, type RoutePlan } from './decide.ts'
import { deliveriesOf, supersede } from './deliveries.ts'
import type { DueFacts } from './due.ts'
import type { NoticedProblems } from './notices.ts'
import { numberTaken } from './number-taken.ts'
import { releaseUnconfirmed } from './release-unconfirmed.ts'
import { addRequest, serialiseRequests } from './request-ledger.ts'
import { AT_ONCE, NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import { type HoldReason, isStanding } from './state.ts'
import { isWithdrawn } from './withdrawn.ts'

/** One content of one order, verified and judged, handed to the outbox in a single call. */
export interface Submission {
  /** The same for the Worker's second try, so that it gets the first try's answer. */
  readonly requestId: string
  /**
   * How many milliseconds the outbox has to commit, by its own clock, from the moment the call arrived. Not a moment: the Worker
   * and the object are two machines with two clocks.
   */
  readonly withinMs: number
  readonly source: 'webhook' | 'poll'
  readonly orderId: string
  /** Null only for a polled order too broken to have one. */
  readonly orderNumber: string | null
  readonly customer: string | null
  /** When the buyer placed it, in milliseconds since 1970; null when that can't be read. */
  readonly placedAt: number | null
  readonly deliveryDate: string | null
  /** Until when it must have left; null where nothing says. */
  readonly cutOff: number | null
  readonly digest: string
  readonly body: Uint8Array
  /** What people search by: numbers and articles. */
  readonly foundBy: string
  readonly routes: readonly RoutePlan[]
  /** Its sender had gone before it was handed to the outbox, and has nobody's word for it. */
  readonly unconfirmed?: boolean
  /** JSON kept with the version: who signed it, in which form, and what was noticed. */
  readonly about: string
  /** Told when anything is held or refused at the start; the sentence names what and why. */
  readonly remark: string | null
  /** Routes whose document can't hold some letters of its wording, and how many. */
  readonly losses?: readonly LostLetters[]
  /** What its customer is told if it is held, because nobody was there to be refused. */
  readonly noticed?: NoticedProblems
}

/** Letters of remarks and names that are question marks in one route's document. */
export interface LostLetters {
  readonly route: string
  readonly letters: number
}

export interface Acceptance {
  readonly status: 'accepted' | 'duplicate' | 'revised' | 'held'
  readonly version: number
  readonly holdReason: HoldReason | null
  /** The storage that has it. */
  readonly storageId?: string
}

type Committed =
  | {
      readonly outcome: 'answered'
      readonly acceptance: Acceptance
      /** What was written now; null for a repetition. */
      readonly fresh: Decision | null
      /** What a version came to that is confirmed now: its deliveries that waited for that alone. */
      readonly confirmed?: Decision
      /** Something may go out, or must be told. */
      readonly needsWork: boolean
      /** A sender has our word once more for what is here. */
      readonly again: boolean
      /** The content of an earlier version came while a person is asked about the version of the answer. */
      readonly earlier?: boolean
    }
  | { readonly outcome: 'expired' }

/** When an order that is accepted now leaves, and what is looked at then. Milliseconds since 1970. */
export interface Timing {
  /** When the call arrived. */
  readonly arrivedAt: number
  /** What has not settled so many milliseconds after it may leave is told. */
  readonly lateAfter: number
  readonly firstSendAt: (route: string, cutOff: number | null) => number
  /** Of an unconfirmed one; null where it needs a person's word. */
  readonly sendUnconfirmedAt: (route: string, cutOff: number | null) => number | null
  /** When a route's ladder must first be looked at, of what may leave at that moment; null where it has none. */
  readonly firstFallbackAt: (route: string, shipsAt: number, cutOff: number | null) => number | null
  /** Its cut-off or its date has passed since it was to leave. */
  readonly isPast: (facts: DueFacts) => boolean
}

/** Claim, raw bytes and deliveries. In the caller's transaction: what is written and what is told of it can't come apart. */
export function accept(sql: Sql, submission: Submission, now: number, timing: Timing): Committed {
  if (now - timing.arrivedAt > submission.withinMs) return { outcome: 'expired' }
  const versions = versionsOf(sql, submission.orderId)
  const answered = versions.find(({ request }) => request === submission.requestId)
  if (answered && answered.status !== 'cancelled') {
    const { status, version, holdReason } = answered
    return {
      outcome: 'answered',
      acceptance: { status, version, holdReason },
      fresh: null,
      needsWork: false,
      again: false,
    }
  }
  if (submission.source === 'webhook' && isWithdrawn(sql, submission.requestId)) return { outcome: 'expired' }
  const history = historyOf(sql, submission, versions)
  const decision = decide(history, submission)
  if (decision.status === 'duplicate') {
    const { orderId, unconfirmed, requestId } = submission
    const { version } = decision
    const confirmed = unconfirmed ? null : releaseUnconfirmed(sql, submission, version, history, now, timing)
    const again = !unconfirmed && addRequest(sql, orderId, version, requestId)
    const acceptance: Acceptance = { status: 'duplicate', version, holdReason: null }
    const answer = { outcome: 'answered', acceptance, fresh: null, needsWork: confirmed !== null, again } as const
    return confirmed ? { ...answer, confirmed } : answer
  }
  if (versions.some(({ version }) => version === decision.version)) {
    const { status, version, holdReason } = decision
    const acceptance: Acceptance = { status, version, holdReason }
    return { outcome: 'answered', acceptance, fresh: null, needsWork: true, again: false, earlier: true }
  }
  write(sql, submission, decision, history.deliveries.some(isStanding), now, timing)
  const { status, version, holdReason } = decision
  return {
    outcome: 'answered',
    acceptance: { status, version, holdReason },
    fresh: decision,
    needsWork: true,
    again: false,
  }
}

interface AcceptedVersion extends Omit<Acceptance, 'status'> {
  readonly status: Acceptance['status'] | 'cancelled'
  readonly digest: string
  readonly request: string
}

const versionsOf = (sql: Sql, orderId: string): AcceptedVersion[] =>
  sql.all<AcceptedVersion>(
    `SELECT version, digest, request, status, hold_reason AS holdReason FROM versions
     WHERE order_id = ? ORDER BY version`,
    orderId,
  )

const historyOf = (sql: Sql, { orderId, orderNumber }: Submission, versions: readonly AcceptedVersion[]): History => ({
  versions: versions.map(({ version, digest, status }) => ({ version, digest, cancels: status === 'cancelled' })),
  deliveries: versions.length > 0 ? deliveriesOf(sql, orderId) : [],
  numberTaken: numberTaken(sql, orderId, orderNumber),
})

/** A row has its limit, and every line of an order of thousands can be wrong. */
const NOTE_LENGTH = 10_000

/** An order counts from its first acceptance, not from an earlier refusal: `seq` is who came first. */
function write(
  sql: Sql,
  submission: Submission,
  decision: Decision,
  isChange: boolean,
  now: number,
  timing: Timing,
): void {
  const { orderId, cutOff } = submission
  const { version, status, holdReason } = decision
  sql.all(
    `INSERT INTO orders (id, number, customer, version, first_at, placed_at, listed, found_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET number = excluded.number, customer = excluded.customer,
     seq = iif(version = 0, (SELECT max(seq) + 1 FROM orders), seq),
     placed_at = iif(version = 0, excluded.placed_at, placed_at), listed = max(listed, excluded.listed),
     version = excluded.version, found_by = excluded.found_by, problems = NULL, purged_at = NULL`,
    orderId,
    submission.orderNumber,
    submission.customer,
    version,
    now,
    submission.placedAt,
    submission.source === 'poll' ? 1 : 0,
    submission.foundBy,
  )
  sql.all(
    `INSERT INTO versions (order_id, version, digest, delivery_date, cut_off, accepted_at, source, request, heard, status, hold_reason, about)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    submission.about,
  )
  storeBlob(sql, { orderId, version, route: BODY }, submission.body, null)
  for (const delivery of decision.deliveries) {
    const at = leavesAt(delivery, cutOff, isChange, timing)
    const since = at === NEVER ? now : at
    sql.all(
      `INSERT INTO deliveries (order_id, version, route, state, hold_reason, purpose, next_at, due_since, late_at, note, ladder, call_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      orderId,
      version,
      delivery.route,
      delivery.state,
      delivery.holdReason,
      delivery.purpose,
      at,
      since,
      at === NEVER ? null : at + timing.lateAfter,
      delivery.state === 'waiting' ? null : (submission.remark?.slice(0, NOTE_LENGTH).toWellFormed() ?? null),
      delivery.route,
      firstFallbackCheck(delivery, timing.firstFallbackAt(delivery.route, since, cutOff)),
    )
  }
  for (const { version: earlier, route } of decision.superseded) supersede(sql, orderId, earlier, route, version, now)
}

/** An unconfirmed change is never sent by itself: what was ordered before goes on. */
function leavesAt(
  { route, state, holdReason }: NewDelivery,
  cutOff: number | null,
  isChange: boolean,
  timing: Timing,
): number {
  if (state === 'waiting') return timing.firstSendAt(route, cutOff)
  const isFree = holdReason === 'unconfirmed' && !isChange
  return (isFree ? timing.sendUnconfirmedAt(route, cutOff) : null) ?? NEVER
}

/** Where its own route can't carry it, the next is called at once. */
const firstFallbackCheck = ({ state }: NewDelivery, call: number | null): number | null =>
  state === 'refused' && call !== null ? AT_ONCE : call
