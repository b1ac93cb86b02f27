import type { Verdict } from '../../model/acknowledgement.ts'
import { NEVER } from '../schema.ts'

/** The receiver will not deliver the order, or not as ordered, so a person must be alerted. */
export const isRejection = (verdict: Verdict): boolean => verdict === 'rejected' || verdict === 'accepted-with-changes'

/** SQL: the outcomes of an attempt, or of a handover by a mailbox. */
const OUTCOMES = "'sent', 'delivered', 'deferred', 'refused', 'uncertain', 'fetched'"

/**
 * SQL: a person held the delivery, no attempt followed, and then the receipt of an earlier attempt made the delivery `sent`.
 * A release of the order starts the chain again.
 */
const WAS_HELD = `state = 'sent' AND fallback_check_at = ${NEVER} AND (
  SELECT t.event = 'held' AND t.text = 'by-person' FROM timeline t
  WHERE t.order_id = deliveries.order_id AND t.version = deliveries.version AND t.route = deliveries.route
    AND t.event IN ('held', ${OUTCOMES}) ORDER BY t.seq DESC LIMIT 1)`

/**
 * SQL: the state and the hold reason of a delivery after the answer whose state is `state`. A rejection does not end a
 * person's hold: a fallback route would send the order.
 */
export const afterAnswer = (state: string): string => {
  const staysHeld = `${state} = 'refused' AND (hold_reason = 'by-person' OR ${WAS_HELD})`
  return `state = iif(${staysHeld}, 'held', ${state}), hold_reason = iif(${staysHeld}, 'by-person', NULL)`
}
