import type { Verdict } from '../../documents/answers/acknowledgement.ts'

/** The receiver will not deliver the order, or not as it was ordered: a person must hear of it. */
export const isRejection = (verdict: Verdict): boolean => verdict === 'rejected' || verdict === 'accepted-with-changes'
