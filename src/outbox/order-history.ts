import { type DeliveryFact, mayHaveReached } from '../model/delivery-state.ts'
import { memberOf } from '../model/order/member.ts'
import type { Acceptance, Submission } from './accept.ts'
import { readBody } from './bodies.ts'
import type { History } from './decide.ts'
import { deliveriesOf } from './deliveries.ts'
import { keyValues } from './key-values.ts'
import { numberTaken } from './number-taken.ts'
import type { Sql } from './sql.ts'
import type { StoredAbout } from './stored-about.ts'
import { HISTORY } from './timeline.ts'

/** A stored version of an order, as a repeated request reads the version. */
export interface AcceptedVersion extends Omit<Acceptance, 'status'> {
  readonly status: Acceptance['status'] | 'cancelled'
  readonly digest: string
  readonly firstRequest: string
}

export const versionsOf = (sql: Sql, orderId: string): AcceptedVersion[] =>
  sql.all<AcceptedVersion>(
    `SELECT version, digest, first_request AS firstRequest, status, hold_reason AS holdReason FROM versions
     WHERE order_id = ? ORDER BY version`,
    orderId,
  )

/** The facts by which `decide` judges an arriving content. */
export function historyOf(
  sql: Sql,
  submission: Submission,
  versions: readonly AcceptedVersion[],
  { isNumberUsed }: StoredAbout,
): History {
  const { orderId, orderNumber, routes } = submission
  const deliveries = versions.length > 0 ? deliveriesOf(sql, orderId) : []
  // Without `revisions: 'replace'`, each change of a sent order is held in any case.
  const replaces = routes.some(({ revisions }) => revisions === 'replace')
  return {
    versions: versions.map(({ version, digest, status }) => ({ version, digest, cancels: status === 'cancelled' })),
    deliveries,
    numberTaken: isNumberUsed && numberTaken(sql, orderId, orderNumber),
    isRenamed: replaces && isRenamed(sql, submission, deliveries),
    enteredByHand: replaces ? deliveries.filter((delivery) => isEnteredByHand(sql, orderId, delivery)) : [],
  }
}

const HANDED_OVER: ReadonlySet<string> = new Set(['sent', 'delivered', 'fetched', 'collected', 'consumed'])
/** These events say nothing about the arrival of a mail. */
const ABOUT_MAILS = "'reminded', 'reminder-failed', 'delayed'"

/** An answer after the handover may be a rejection, so a person decides about a change then. */
function isEnteredByHand(sql: Sql, orderId: string, { version, route, state }: DeliveryFact): boolean {
  if (state !== 'done') return false
  const [last] = sql.all<{ event: string }>(
    `SELECT event FROM ${HISTORY} WHERE order_id = ? AND version = ? AND route = ? AND event NOT IN (${ABOUT_MAILS})
     ORDER BY seq DESC, at DESC LIMIT 1`,
    ...keyValues({ orderId, version, route }),
  )
  return last === undefined || !HANDED_OVER.has(last.event)
}

type Named = Pick<Submission, 'orderId' | 'orderNumber' | 'customer'>

/**
 * Whether the receiver knows the order by another number, or for another customer. A purged content counts as equal.
 */
function isRenamed(sql: Sql, { orderId, orderNumber, customer }: Named, known: readonly DeliveryFact[]): boolean {
  const sent = known.findLast(mayHaveReached)
  const body = sent && readBody(sql, orderId, sent.version)
  if (!body) return false
  const posted: unknown = JSON.parse(new TextDecoder().decode(body))
  return textAt(posted, 'order_number') !== orderNumber || textAt(posted, 'supplier_customer_number') !== customer
}

const textAt = (posted: unknown, name: string): string => String(memberOf(posted, name)).trim()
