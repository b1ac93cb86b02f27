import type { Verdict } from '../../model/acknowledgement.ts'

/** The receiver will not deliver the order, or not as ordered, so a person must be alerted. */
export const isRejection = (verdict: Verdict): boolean => verdict === 'rejected' || verdict === 'accepted-with-changes'

/**
 * SQL: the state and the hold reason of a delivery after the answer whose state is `state`. A rejection does not end a
 * person's hold: a fallback route would send the order.
 */
export const afterAnswer = (state: string): string => {
  const staysHeld = `${state} = 'refused' AND hold_reason = 'by-person'`
  return `state = iif(${staysHeld}, 'held', ${state}), hold_reason = iif(${staysHeld}, hold_reason, NULL)`
}
