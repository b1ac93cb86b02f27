import { type Decision, decide, type History, type NewDelivery, type RoutePlan } from './decide.ts'
import { deliveriesOf, supersede } from './deliveries.ts'
import type { DueFacts } from './due.ts'
import { hear, heardList } from './heard.ts'
import type { CustomerNotice } from './notices.ts'
import { BODY, storePieces } from './pieces.ts'
import { AT_ONCE, NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import { type HoldReason, orderState } from './state.ts'
import { note } from './timeline.ts'

/** One content of one order, verified and judged, handed to the outbox in a single call. */
export interface Submission {
  /** The same for the Worker's second try, so that it gets the first try's answer. */
  readonly requestId: string
  /** After this moment the outbox refuses to commit: the sender has been told that it failed. */
  readonly deadline: number
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
  /** What its customer is told if it is held as invalid, because nobody was there to be refused. */
  readonly notice?: CustomerNotice
}

export interface Acceptance {
  readonly status: 'accepted' | 'duplicate' | 'revised' | 'held'
  readonly version: number
  readonly holdReason: HoldReason | null
}

type Committed =
  | {
      readonly outcome: 'answered'
      readonly acceptance: Acceptance
      /** What was written now; null for a repetition. */
      readonly fresh: Decision | null
      /** Something may go out, or must be told. */
      readonly needsWork: boolean
      /** A sender has our word once more for what is here. */
      readonly again: boolean
    }
  | { readonly outcome: 'expired' }

/** When an order that is accepted now leaves, and what is looked at then. Milliseconds since 1970. */
export interface Timing {
  /** What has not settled so many milliseconds after it may leave is told. */
  readonly lateAfter: number
  readonly shipsAt: (route: string, cutOff: number | null) => number
  /** Of an unconfirmed one; null where it needs a person's word. */
  readonly shipsUnconfirmedAt: (route: string, cutOff: number | null) => number | null
  /** When a route's ladder must first be looked at, of what may leave at that moment; null where it has none. */
  readonly firstCall: (route: string, shipsAt: number, cutOff: number | null) => number | null
  /** Its cut-off or its date has passed since it was to leave. */
  readonly isPast: (facts: DueFacts) => boolean
}

/** Claim, raw bytes and deliveries. In the caller's transaction: what is written and what is told of it can't come apart. */
export function accept(sql: Sql, submission: Submission, now: number, timing: Timing): Committed {
  if (now > submission.deadline) return { outcome: 'expired' }
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
  const decision = decide(historyOf(sql, submission, versions), submission)
  if (decision.status === 'duplicate') {
    const { orderId, unconfirmed, requestId } = submission
    const again = !unconfirmed && hear(sql, orderId, decision.version, requestId)
    const needsWork = !unconfirmed && confirm(sql, submission, decision.version, now, timing)
    const acceptance: Acceptance = { status: 'duplicate', version: decision.version, holdReason: null }
    return { outcome: 'answered', acceptance, fresh: null, needsWork, again }
  }
  write(sql, submission, decision, now, timing)
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

/** By an order that was there before this one: the first to bring a number keeps it. */
function numberTaken(sql: Sql, orderId: string, orderNumber: string | null): boolean {
  if (orderNumber === null) return false
  const rivals = sql.all<{ id: string }>(
    `SELECT id FROM orders WHERE number = ?1 AND id <> ?2 AND version > 0
     AND seq < coalesce((SELECT seq FROM orders WHERE id = ?2 AND number = ?1 AND version > 0), ${Number.MAX_SAFE_INTEGER})`,
    orderNumber,
    orderId,
  )
  return rivals.some(({ id }) => orderState(true, deliveriesOf(sql, id)) !== 'discarded')
}

/**
 * The same content came again, so the sender does mean it: what waited only for that goes out. Where its cut-off or its date has
 * passed meanwhile, that still counts: nobody has agreed to it.
 */
function confirm(sql: Sql, { orderId, source }: Submission, version: number, now: number, timing: Timing): boolean {
  const confirmed = sql.all<DueFacts & { route: string }>(
    `SELECT d.route, d.due_since AS dueSince, v.delivery_date AS deliveryDate, v.cut_off AS cutOff
     FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
     WHERE d.order_id = ? AND d.version = ? AND d.state = 'held' AND d.hold_reason = 'unconfirmed'`,
    orderId,
    version,
  )
  for (const one of confirmed)
    sql.all(
      `UPDATE deliveries SET state = 'waiting', hold_reason = NULL, next_at = ?, due_since = ?, late_at = ?,
       call_at = iif(call_at IS NULL, NULL, ${AT_ONCE}) WHERE order_id = ? AND version = ? AND route = ?`,
      now,
      timing.isPast(one) ? one.dueSince : now,
      now + timing.lateAfter,
      orderId,
      version,
      one.route,
    )
  const text = source === 'poll' ? 'Apicbase lists it.' : 'It was placed again.'
  if (confirmed.length > 0) note(sql, orderId, { at: now, event: 'confirmed', version, route: null, text })
  return confirmed.length > 0
}

/** A row has its limit, and every line of an order of thousands can be wrong. */
const NOTE_LENGTH = 10_000

/** An order counts from its first acceptance, not from an earlier refusal: `seq` is who came first. */
function write(sql: Sql, submission: Submission, decision: Decision, now: number, timing: Timing): void {
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
    heardList(submission.unconfirmed ? [] : [submission.requestId]),
    status,
    holdReason,
    submission.about,
  )
  storePieces(sql, { orderId, version, route: BODY }, submission.body, null)
  for (const delivery of decision.deliveries) {
    const at = leavesAt(delivery, cutOff, timing)
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
      firstLook(delivery, timing.firstCall(delivery.route, since, cutOff)),
    )
  }
  for (const { version: earlier, route } of decision.superseded) supersede(sql, orderId, earlier, route, version, now)
}

function leavesAt({ route, state, holdReason }: NewDelivery, cutOff: number | null, timing: Timing): number {
  if (state === 'waiting') return timing.shipsAt(route, cutOff)
  return (holdReason === 'unconfirmed' ? timing.shipsUnconfirmedAt(route, cutOff) : null) ?? NEVER
}

/** Where its own route can't carry it, the next is called at once. */
const firstLook = ({ state }: NewDelivery, call: number | null): number | null =>
  state === 'refused' && call !== null ? AT_ONCE : call
