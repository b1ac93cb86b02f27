import { type Finding, readFindings } from './finding.ts'

/** Whether the note of a delivery says that the receiver accepted the order, but not as ordered. */
export const isAcceptedWithChanges = (note: string): boolean => readFindings(note).some(saysChanges)

const saysChanges = ({ code, values }: Finding): boolean =>
  code === 'ack-business-accepted-with-changes' ||
  ((code === 'acknowledged' || code === 'acknowledged-because') && isAcceptedWithChanges(values.acknowledgement ?? ''))
