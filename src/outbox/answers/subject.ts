import type { Acknowledgement } from '../../documents/answers/acknowledgement.ts'
import type { Reached } from '../../receipt.ts'
import { INTERCHANGE } from '../pieces.ts'
import type { Sql } from '../sql.ts'
import { type DeliveryState, mayHaveReached } from '../state.ts'

/** A delivery that an answer speaks of. */
export interface Spoken {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly version: number
  readonly route: string
  readonly state: DeliveryState
  readonly reached: Reached
  readonly attempts: number
  /** The document that it shares with others, and which of them it is; null where it has its own. */
  readonly interchange: number | null
  readonly place: number | null
}

/** The deliveries that are meant, or why none is: several where an interchange is, with all that is in it. What has not left can't be answered, whoever says that it was. */
export function findSubjects(sql: Sql, route: string, { subject, kind }: Acknowledgement): readonly Spoken[] | string {
  switch (subject.by) {
    case 'control-number':
      return byControlNumber(sql, route, subject)
    case 'order-number':
      return each(byOrderNumber(sql, route, subject.orderNumber, kind))
    case 'payload':
      return each(byPayload(sql, route, subject.payloadIds))
  }
}

const each = (found: Spoken | string): readonly Spoken[] | string => (typeof found === 'string' ? found : [found])

const SELECT = `
  SELECT d.order_id AS orderId, o.number AS orderNumber, d.version, d.route, d.state, d.reached, d.attempts,
    iif(d.interchange > 0, d.interchange, NULL) AS interchange, d.place
  FROM deliveries d JOIN orders o ON o.id = d.order_id`

/**
 * Numbers given out before the route took acknowledgements are not found. A group has the number of its interchange, unless
 * groups are counted apart.
 */
function byControlNumber(sql: Sql, route: string, subject: ControlNumber): readonly Spoken[] | string {
  const { number, of } = subject
  const named = `It speaks of ${of} ${shown(number)}`
  if (!/^\d{1,14}$/.test(number)) return `${named}, which is no number of ours.`
  const numbered = (owner: string): readonly Spoken[] =>
    sql
      .all<Spoken>(
        `${SELECT} JOIN control_numbers c ON ${owner} AND c.route = d.route
         WHERE c.route = ?1 AND c.number = ?2
           AND c.kind = CASE WHEN ?3 = 'interchange' OR d.group_number IS NULL THEN 'interchange' ELSE 'group' END
           AND c.number = CASE c.kind WHEN 'group' THEN d.group_number ELSE d.control_number END ORDER BY d.place`,
        route,
        Number(number),
        of,
      )
      .filter(mayHaveReached)
  const shared = numbered(`c.order_id = '${INTERCHANGE}' AND c.version = d.interchange`)
  if (shared.length > 0) return inInterchange(shared, subject, named)
  return each(theOnly(numbered('c.order_id = d.order_id AND c.version = d.version'), named))
}

/** Of those that still stand in it: what has gone out by itself since is answered for by its own number. */
function inInterchange(shared: readonly Spoken[], { message, besides = [] }: ControlNumber, named: string) {
  const places = new Set(besides.map(Number))
  if (message === null) return shared.filter(({ place }) => place !== null && !places.has(place))
  const meant = shared.filter(({ place }) => place === Number(message))
  return meant.length > 0 ? meant : `${named} and message ${shown(message)} in it, and there is no such order any more.`
}

type ControlNumber = Extract<Acknowledgement['subject'], { readonly by: 'control-number' }>

/**
 * Versions of one order go out in order and share its number, so that the first one still without an answer of this kind is
 * meant. A number that two orders have names neither.
 */
function byOrderNumber(sql: Sql, route: string, number: string, kind: Acknowledgement['kind']): Spoken | string {
  const named = `It speaks of order ${shown(number)}`
  const left = sql
    .all<Spoken & { readonly answered: number }>(
      `SELECT q.*, EXISTS (SELECT 1 FROM acknowledgements a WHERE a.order_id = q.orderId AND a.version = q.version
         AND a.route = q.route AND a.kind = ? AND a.attempt = q.attempts) AS answered
       FROM (${SELECT} WHERE o.number = ? AND o.version > 0 AND d.route = ?) q ORDER BY q.version`,
      kind,
      number,
      route,
    )
    .filter(mayHaveReached)
  if (new Set(left.map(({ orderId }) => orderId)).size > 1) return `${named}, and several orders have that number.`
  const standing = left.filter(({ state }) => state !== 'superseded' && state !== 'discarded')
  const meant = standing.find(({ answered }) => answered === 0) ?? standing.at(-1) ?? left.at(-1)
  if (!meant) return `${named}, and no such order has left by this route.`
  const { answered: _, ...spoken } = meant
  return spoken
}

/** The form that `documents/cxml-header.ts` gives a payloadID: the order's id, or its number where the id doesn't fit. */
const PAYLOAD = /^(.+)\.(\d{1,9})@orderbridge$/s

function byPayload(sql: Sql, route: string, payloadIds: readonly string[]): Spoken | string {
  const named = `It speaks of payload ${payloadIds.map(shown).join(' or ')}`
  for (const id of payloadIds) {
    const [, key, version] = PAYLOAD.exec(id) ?? []
    if (key === undefined) continue
    for (const column of ['o.id', 'o.number']) {
      const found = sql.all<Spoken>(
        `${SELECT} WHERE ${column} = ? AND d.version = ? AND d.route = ?`,
        key,
        Number(version),
        route,
      )
      const left = found.filter(mayHaveReached)
      if (left.length > 0) return theOnly(left, named)
    }
  }
  return theOnly([], named)
}

function theOnly([first, ...others]: readonly Spoken[], named: string): Spoken | string {
  if (others.length > 0) return `${named}, and several orders have that.`
  return first ?? `${named}, and nothing of that kind has left by this route.`
}

/** What comes from outside, in a sentence that goes to an alert. */
const shown = (value: string): string => `'${value.slice(0, 60).replace(/[\p{C}\p{Z}]+/gu, ' ')}'`.toWellFormed()
