import type { Verdict } from '../../model/acknowledgement.ts'

/** The receiver will not deliver the order, or not as ordered, so a person must be alerted. */
export const isRejection = (verdict: Verdict): boolean => verdict === 'rejected' || verdict === 'accepted-with-changes'
