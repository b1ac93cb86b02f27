import { findingNote } from '../../model/finding.ts'
import type { Sql } from '../sql.ts'
import type { Action } from '../timeline-events.ts'
import { type ActionResult, type Actor, DONE, ORDER_NOT_FOUND, wrongState } from './action.ts'
import { exists, recordEvent } from './actions.ts'

/** A person telephoned the customer about all refused orders of the customer. */
export const markCalled = (sql: Sql, orderId: string, actor: Actor, now: number): ActionResult =>
  change(sql, orderId, actor, { action: 'called-customer', at: now, isCalled: true })

/** The call did not happen, so the customer is on the call-back list again. */
export const undoCall = (sql: Sql, orderId: string, actor: Actor, now: number): ActionResult =>
  change(sql, orderId, actor, { action: 'undo-call', at: now, isCalled: false })

interface Change {
  readonly action: Action
  readonly at: number
  readonly isCalled: boolean
}

function change(sql: Sql, orderId: string, actor: Actor, { action, at, isCalled }: Change): ActionResult {
  return sql.atomically(() => {
    const [refusal] = sql.all<{ customer: string | null; calledBy: string | null }>(
      'SELECT customer, called_by AS calledBy FROM refusals WHERE order_id = ?',
      orderId,
    )
    if (!refusal || isCalled === (refusal.calledBy !== null))
      return exists(sql, orderId) ? wrongState(whyNot(isCalled, refusal?.calledBy ?? null)) : ORDER_NOT_FOUND
    const changed = sql.all<{ orderId: string }>(
      `UPDATE refusals SET called_at = ?1, called_by = ?2 WHERE (order_id = ?3 OR customer = ?4)
       AND called_at IS ${isCalled ? '' : 'NOT'} NULL RETURNING order_id AS orderId`,
      isCalled ? at : null,
      isCalled ? actor.by : null,
      orderId,
      refusal.customer,
    )
    for (const one of changed) recordEvent(sql, action, actor, one.orderId, null, at)
    return DONE
  })
}

const whyNot = (isCalled: boolean, who: string | null): string =>
  isCalled
    ? who === null
      ? findingNote('no-call-needed')
      : findingNote('called-already', { who })
    : findingNote('no-call')
