import type { Acknowledgement, Verdict } from '../../model/acknowledgement.ts'
import { isSettled } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { supersedeEarlier, supersedeIfOvertaken } from '../deliveries.ts'
import { keyValues } from '../key-values.ts'
import { AT_ONCE, NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'
import { settleLateReply } from './late-reply.ts'
import type { MatchedDelivery } from './match-deliveries.ts'
import { afterAnswer, isRejection } from './rejection.ts'
import { storedReference } from './stored-reference.ts'

/** An acknowledgement in an order's view. */
export interface AcknowledgementView {
  readonly kind: Acknowledgement['kind']
  readonly verdict: Verdict
  /** ISO 8601, UTC. */
  readonly at: string
  readonly reason: string | null
}

/**
 * `settled`: the delivery is settled. `refused`: a person must check the delivery. `noted`: nothing changes.
 * `repeated`: the acknowledgement is known.
 */
export type Effect = 'settled' | 'refused' | 'noted' | 'repeated'

/**
 * Stores a receiver's acknowledgement, and its effect. An acceptance settles an open delivery, unless the receiver
 * rejected the same attempt, or the route awaits a person. Any other verdict needs a person, even for a settled
 * delivery: a translator's acceptance does not speak for the order desk.
 */
export function applyAcknowledgement(
  sql: Sql,
  matched: MatchedDelivery,
  acknowledgement: Acknowledgement,
  receipt: string,
  now: number,
): Effect {
  const known = acknowledgementsOf(sql, matched)
  // A rejection with a new reference is new, unless a person already must act on the delivery.
  const mayBeRepeated = !isRejection(acknowledgement.verdict) || matched.state === 'refused'
  // Some systems use one reference for all replies, so an equal reference alone proves no repetition.
  const isKnown = known.some(
    (row) =>
      row.kind === acknowledgement.kind &&
      row.verdict === acknowledgement.verdict &&
      row.reason === acknowledgement.reason &&
      (row.senderReference === storedReference(acknowledgement) || (mayBeRepeated && row.attempt === matched.attempts)),
  )
  if (isKnown) return 'repeated'
  const effectBefore = effectOf(matched, acknowledgement, known, receipt)
  const effect = effectBefore === 'refused' && supersedeIfOvertaken(sql, matched, now) ? 'noted' : effectBefore
  store(sql, matched, acknowledgement, known.length + 1, now)
  const text = answerNote(acknowledgement)
  sql.all(
    `UPDATE deliveries SET reached = 'yes' WHERE order_id = ? AND version = ? AND route = ?`,
    ...keyValues(matched),
  )
  if (effect === 'settled' || effect === 'refused')
    move(sql, matched, effect, acknowledgement, findingNote('acknowledged', { acknowledgement: text }))
  if (effect === 'settled' && acknowledgement.subject.by === 'order-number') supersedeEarlier(sql, matched, now)
  addTimelineEntry(sql, matched.orderId, {
    at: now,
    event: 'acknowledged',
    version: matched.version,
    route: matched.route,
    text,
  })
  const isLate = effect === 'noted' && acknowledgement.verdict === 'accepted' && matched.state === 'superseded'
  return isLate && settleLateReply(sql, matched, findingNote('acknowledged', { acknowledgement: text }), now)
    ? 'settled'
    : effect
}

function answerNote({ kind, verdict, reason }: Acknowledgement): string {
  const note = findingNote(`ack-${kind}-${verdict}`)
  return reason ? findingNote('acknowledged-because', { acknowledgement: note, answer: reason }) : note
}

function effectOf(
  matched: MatchedDelivery,
  acknowledgement: Acknowledgement,
  known: readonly Row[],
  receipt: string,
): Effect {
  if (acknowledgement.verdict === 'received') return 'noted'
  const closed = matched.state === 'superseded' || matched.state === 'discarded' || matched.state === 'done'
  if (acknowledgement.verdict === 'accepted') {
    const contradicted = known.some((row) => row.attempt === matched.attempts && isRejection(row.verdict))
    const isEnough = !contradicted && receipt !== 'person' && !isOfEarlierDocument(matched, acknowledgement)
    return isEnough && !isSettled(matched.state) ? 'settled' : 'noted'
  }
  // The receiver rejected a second attempt because the first had arrived, and an acceptance of the first is stored.
  if (acknowledgement.repeat && known.some(({ verdict }) => verdict === 'accepted')) return 'noted'
  return closed ? 'noted' : 'refused'
}

/**
 * The number of an order names no document. An acceptance that arrives before a correction was handed over speaks of the
 * document that the correction replaces.
 */
const isOfEarlierDocument = (matched: MatchedDelivery, { subject }: Acknowledgement): boolean =>
  subject.by === 'order-number' && matched.corrections > 0 && matched.state !== 'sent'

/**
 * Ends an attempt under way: its result goes to the timeline only. After the answer of an order desk, no fallback route
 * takes over. After the error of a translator, a fallback route may.
 */
function move(
  sql: Sql,
  { orderId, version, route }: MatchedDelivery,
  effect: 'settled' | 'refused',
  { kind }: Acknowledgement,
  text: string,
): void {
  const settled = effect === 'settled'
  sql.all(
    `UPDATE deliveries SET ${afterAnswer('?1')}, next_at = ?2, late_alert_at = NULL, note = ?3, phase = 'receipt',
     fallback_check_at = iif(?4 OR fallback_check_at IS NULL, NULL, ${AT_ONCE})
     WHERE order_id = ?5 AND version = ?6 AND route = ?7`,
    settled ? 'delivered' : 'refused',
    settled ? null : NEVER,
    text,
    settled || kind === 'business' ? 1 : 0,
    ...keyValues({ orderId, version, route }),
  )
}

interface Row {
  readonly kind: Acknowledgement['kind']
  readonly verdict: Verdict
  readonly at: number
  readonly reason: string | null
  readonly senderReference: string
  readonly attempt: number
}

const acknowledgementsOf = (sql: Sql, { orderId, version, route }: MatchedDelivery): Row[] =>
  sql.all<Row>(
    `SELECT kind, verdict, at, reason, sender_reference AS senderReference, attempt FROM acknowledgements
     WHERE order_id = ? AND version = ? AND route = ? ORDER BY seq`,
    ...keyValues({ orderId, version, route }),
  )

function store(
  sql: Sql,
  { orderId, version, route, attempts }: MatchedDelivery,
  acknowledgement: Acknowledgement,
  seq: number,
  at: number,
) {
  sql.all(
    `INSERT INTO acknowledgements (order_id, version, route, seq, at, kind, verdict, reason, sender_reference, attempt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...keyValues({ orderId, version, route }),
    seq,
    at,
    acknowledgement.kind,
    acknowledgement.verdict,
    acknowledgement.reason,
    storedReference(acknowledgement),
    attempts,
  )
}

/** Acknowledgements of an order, oldest first, each with its delivery. */
export const acknowledgementViews = (sql: Sql, orderId: string) =>
  sql
    .all<Pick<Row, 'kind' | 'verdict' | 'at' | 'reason'> & { readonly version: number; readonly route: string }>(
      `SELECT version, route, kind, verdict, at, reason FROM acknowledgements
       WHERE order_id = ? ORDER BY version, route, seq`,
      orderId,
    )
    .map(({ version, route, at, ...view }) => ({
      version,
      route,
      view: { ...view, at: new Date(at).toISOString() } satisfies AcknowledgementView,
    }))
