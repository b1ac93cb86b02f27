import { findingNote, readFindings } from './finding.ts'

/** The note of a discarded document that may have arrived, once a person looked and did not find the order at the receiver. */
export const NOT_THERE = findingNote('not-there')

export const isNotThere = (note: string | null): boolean =>
  note !== null && readFindings(note).some(({ code }) => code === 'not-there')
