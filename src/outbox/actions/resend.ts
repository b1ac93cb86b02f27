import { findingNote } from '../../model/finding.ts'
import { sendSeparately } from '../batch/leave-interchange.ts'
import { rewriteDocument } from '../batch/rewrite.ts'
import { deliveriesOf, isCancellation } from '../deliveries.ts'
import { keyValues } from '../key-values.ts'
import type { Sql } from '../sql.ts'
import { countOn } from '../storage-id.ts'
import { type ActionResult, type Actor, DONE, type MayLeave, type Start, settledAlready, wrongState } from './action.ts'
import { newestDeliveryOn, noDeliveryError, recordEvent } from './actions.ts'
import { repeatObstacle, reschedule } from './release-deliveries.ts'

/**
 * `same`: the identical document, for a receiver who lost the first. `correction`: a new document that replaces the
 * first.
 */
type ResendIntent = 'same' | 'correction'

export interface ResendRequest extends Actor {
  readonly intent: ResendIntent
}

/** Sends a document that was handed over once more, at a person's request. An open delivery needs `retry` instead. */
export function resend(
  sql: Sql,
  orderId: string,
  route: string,
  { intent, ...actor }: ResendRequest,
  mayLeave: MayLeave,
  start: Start,
): ActionResult {
  return sql.atomically(() => {
    const all = deliveriesOf(sql, orderId)
    const current = newestDeliveryOn(all, route)
    if (!current) return noDeliveryError(all, route)
    const { state, version } = current
    if (state === 'discarded') return settledAlready(state)
    if (state !== 'delivered' && state !== 'done' && state !== 'sent')
      return wrongState(findingNote('not-handed-over', { state }))
    if (intent === 'correction' && isCancellation(sql, orderId, version))
      return wrongState(findingNote('no-correction'))
    const obstacle = repeatObstacle(current, all) ?? mayLeave(orderId, version, route)
    if (obstacle !== null) return wrongState(obstacle)
    const key = { orderId, version, route }
    if (intent === 'correction') rewriteDocument(sql, key)
    sendSeparately(sql, key, intent === 'same')
    sql.all(
      `UPDATE deliveries SET resend_count = ${countOn('resend_count', '?1')}, transport_state = NULL, purpose = iif(?2 = 'correction', 'replacement', purpose),
       corrections = iif(?2 = 'correction', ${countOn('corrections', '?1')}, corrections)
       WHERE order_id = ?3 AND version = ?4 AND route = ?5`,
      start.now,
      intent,
      ...keyValues({ orderId, version, route }),
    )
    reschedule(sql, orderId, current, start)
    recordEvent(sql, `resend-${intent}`, actor, orderId, route, start.now)
    return DONE
  })
}
