import type { Acknowledgement } from '../../model/acknowledgement.ts'
import type { Reached } from '../../model/attempt-result.ts'
import { type DeliveryState, mayHaveReached } from '../../model/delivery-state.ts'
import type { Purpose } from '../../model/document.ts'
import { findingNote } from '../../model/finding.ts'
import { INTERCHANGE } from '../blobs.ts'
import type { DeliveryKey } from '../due.ts'
import { versionsWithNumber } from '../former-numbers.ts'
import { keyValues } from '../key-values.ts'
import type { Sql } from '../sql.ts'
import { isRejection } from './rejection.ts'
import { storedReference } from './stored-reference.ts'

/** A delivery that an answer is about. */
export interface MatchedDelivery {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly version: number
  readonly route: string
  readonly state: DeliveryState
  readonly reached: Reached
  readonly attempts: number
  readonly purpose: Purpose
  /** The number of corrections by a person: each correction is a document with its own numbers. */
  readonly corrections: number
  /** The shared document and the position in the document; null for a document of a single order. */
  readonly interchange: number | null
  readonly interchangePosition: number | null
}

/**
 * Returns the deliveries of an answer: several for an interchange. Returns a reason when no delivery matches. An unsent
 * delivery never matches, whatever the answer says. `comparedWith` gives the acknowledgement as the answer to one
 * delivery's document, with the words that the outbox stores.
 */
export function matchDeliveries(
  sql: Sql,
  route: string,
  acknowledgement: Acknowledgement,
  comparedWith: (delivery: DeliveryKey) => Acknowledgement,
): readonly MatchedDelivery[] | string {
  const { subject } = acknowledgement
  switch (subject.by) {
    case 'control-number':
      return byControlNumber(sql, route, subject)
    case 'order-number':
      return each(byOrderNumber(sql, route, subject, acknowledgement, comparedWith))
    case 'payload':
      return each(byPayload(sql, route, subject.payloadIds))
  }
}

const each = (found: MatchedDelivery | string): readonly MatchedDelivery[] | string =>
  typeof found === 'string' ? found : [found]

const SELECT = `
  SELECT d.order_id AS orderId, o.number AS orderNumber, d.version, d.route, d.state, d.reached, d.attempts, d.purpose, d.corrections,
    iif(d.interchange > 0, d.interchange, NULL) AS interchange, d.interchange_position AS interchangePosition
  FROM deliveries d JOIN orders o ON o.id = d.order_id`
const joinVersions = (number: string): string =>
  `JOIN (${versionsWithNumber(number)}) u ON u.order_id = d.order_id AND u.version = d.version`

/**
 * Numbers allocated before the route accepted acknowledgements are not found. A group has the number of its
 * interchange, unless groups have their own counter.
 */
function byControlNumber(sql: Sql, route: string, subject: ControlNumber): readonly MatchedDelivery[] | string {
  const { number, of } = subject
  const what = findingNote(of === 'group' ? 'what-group' : 'what-interchange', { quoted: shown(number) })
  if (!/^\d{1,14}$/.test(number)) return findingNote('unmatched-no-number', { what })
  const numbered = (owner: string): readonly MatchedDelivery[] =>
    sql
      .all<MatchedDelivery>(
        `${SELECT} JOIN control_numbers c ON ${owner} AND c.route = d.route
         WHERE c.route = ?1 AND c.number = ?2
           AND c.kind = CASE WHEN ?3 = 'interchange' OR d.group_number IS NULL THEN 'interchange' ELSE 'group' END
           AND c.number = CASE c.kind WHEN 'group' THEN d.group_number ELSE d.control_number END ORDER BY d.interchange_position`,
        route,
        Number(number),
        of,
      )
      .filter(mayHaveReached)
  const shared = numbered(`c.order_id = '${INTERCHANGE}' AND c.version = d.interchange`)
  if (shared.length > 0) return inInterchange(shared, subject, what)
  return each(theOnly(numbered('c.order_id = d.order_id AND c.version = d.version'), what))
}

/** Only members that are still in the interchange: a member that was sent separately has its own number. */
function inInterchange(
  shared: readonly MatchedDelivery[],
  { message, exceptMessages: besides = [] }: ControlNumber,
  what: string,
) {
  const places = new Set(besides.map(Number))
  if (message === null)
    return shared.filter(({ interchangePosition }) => interchangePosition !== null && !places.has(interchangePosition))
  const meant = shared.filter(({ interchangePosition }) => interchangePosition === Number(message))
  if (meant.length > 0) return meant
  return findingNote('unmatched-in-interchange', {
    what,
    message: findingNote('what-message', { quoted: shown(message) }),
  })
}

type ControlNumber = Extract<Acknowledgement['subject'], { readonly by: 'control-number' }>

/**
 * The delivery that an answer means by an order number: a version whose document had the number, although the order may
 * have another number now. A number of two orders matches neither. A repeated reply means the version of the first reply.
 */
function byOrderNumber(
  sql: Sql,
  route: string,
  subject: OrderNumber,
  acknowledgement: Acknowledgement,
  comparedWith: (delivery: DeliveryKey) => Acknowledgement,
): MatchedDelivery | string {
  const { orderNumber } = subject
  const what = findingNote('what-order', { quoted: shown(orderNumber) })
  const left = sql
    .all<Candidate>(
      `SELECT q.*, EXISTS (SELECT 1 FROM acknowledgements a WHERE a.order_id = q.orderId AND a.version = q.version
         AND a.route = q.route AND a.kind = ?1 AND a.attempt = q.attempts) AS answered
       FROM (${SELECT} ${joinVersions('?2')} WHERE d.route = ?3) q ORDER BY q.version`,
      acknowledgement.kind,
      orderNumber,
      route,
    )
    .filter(mayHaveReached)
  if (new Set(left.map(({ orderId }) => orderId)).size > 1) return findingNote('unmatched-several-number', { what })
  // After a restore a version may have been sent that no attempt is known of; the version that was sent is meant first.
  const attempted = left.filter(({ attempts }) => attempts > 0)
  const standing = (attempted.length > 0 ? attempted : left).filter(
    ({ state }) => state !== 'superseded' && state !== 'discarded',
  )
  const current = standing.length > 0 ? standing : left
  const meant =
    namedBy(left, subject) ??
    left.findLast((delivery) => isStored(sql, delivery, comparedWith(delivery))) ??
    (isRejection(acknowledgement.verdict) ? current.at(-1) : accepted(current))
  if (!meant) return findingNote('unmatched-order', { what })
  const { answered: _, ...matched } = meant
  return matched
}

type OrderNumber = Extract<Acknowledgement['subject'], { readonly by: 'order-number' }>
type Candidate = MatchedDelivery & { readonly answered: number }

/** The delivery has the acknowledgement already, with the same verdict, reference and reason. */
const isStored = (sql: Sql, delivery: DeliveryKey, acknowledgement: Acknowledgement): boolean =>
  sql.all(
    `SELECT 1 FROM acknowledgements WHERE order_id = ? AND version = ? AND route = ? AND kind = ? AND verdict = ?
     AND sender_reference = ? AND reason IS ? LIMIT 1`,
    ...keyValues(delivery),
    acknowledgement.kind,
    acknowledgement.verdict,
    storedReference(acknowledgement),
    acknowledgement.reason,
  ).length > 0

/** Also matches a superseded version, because the sender names the version. */
const namedBy = (left: readonly Candidate[], { version, cancellation }: OrderNumber): Candidate | undefined =>
  left.findLast((delivery) => delivery.version === version) ??
  left.findLast((delivery) => cancellation === true && delivery.purpose === 'cancellation')

/**
 * Returns the newest unanswered version that certainly arrived. Without such a version, returns the oldest. A version
 * under way may still fail. An acceptance of an earlier version must not end its attempts. Never returns a cancellation
 * while the order has no answer. An accepted order must not read as an accepted cancellation.
 */
function accepted(current: readonly Candidate[]): Candidate | undefined {
  const open = current.filter(({ answered }) => answered === 0)
  const orders = open.filter(({ purpose }) => purpose !== 'cancellation')
  const meant = orders.length > 0 ? orders : open
  return meant.findLast(({ reached }) => reached === 'yes') ?? meant[0] ?? current.at(-1)
}

/**
 * The form of a payloadID in `documents/cxml/header.ts`. First comes the order's id, or its number. Then come the version
 * and the correction.
 */
const PAYLOAD = /^(.+)\.(\d{1,9})(?:-(\d{1,9}))?@orderbridge$/s

/** An answer about a corrected document says nothing about the correction. */
function byPayload(sql: Sql, route: string, payloadIds: readonly string[]): MatchedDelivery | string {
  const what = findingNote('what-payload', { ids: payloadIds.map(shown).join(', ') })
  for (const id of payloadIds) {
    const [, key, version, correction = '0'] = PAYLOAD.exec(id) ?? []
    if (key === undefined) continue
    for (const named of ['WHERE o.id = ?1', `${joinVersions('?1')} WHERE TRUE`]) {
      const found = sql.all<MatchedDelivery>(
        `${SELECT} ${named} AND d.version = ?2 AND d.route = ?3 AND d.corrections = ?4`,
        key,
        Number(version),
        route,
        Number(correction),
      )
      const left = found.filter(mayHaveReached)
      if (left.length > 0) return theOnly(left, what)
    }
  }
  return theOnly([], what)
}

function theOnly([first, ...others]: readonly MatchedDelivery[], what: string): MatchedDelivery | string {
  if (others.length > 0) return findingNote('unmatched-several', { what })
  return first ?? findingNote('unmatched-nothing', { what })
}

/** Quotes text from outside in a sentence of an alert. */
const shown = (value: string): string => `'${value.slice(0, 60).replace(/[\p{C}\p{Z}]+/gu, ' ')}'`.toWellFormed()
