import type { Verdict } from '../../model/acknowledgement.ts'
import { quoted } from './acknowledgement.ts'

/** Element 1229 of UN/EDIFACT, in UBL too, of a line accepted as ordered. The order desk must check any other code. */
const AS_ORDERED = new Set(['', '4', '5', '11'])
const LINE_CHANGES: Readonly<Record<string, string>> = {
  1: 'added',
  2: 'deleted',
  3: 'changed',
  6: 'accepted with amendment',
  7: 'not accepted',
  9: 'amended',
  10: 'not found',
  42: 'already delivered',
}
const LINES_SHOWN = 5

/** The meaning of element 1229; null for a line accepted as ordered. */
export function lineChange(code: string): string | null {
  if (AS_ORDERED.has(code)) return null
  return (Object.hasOwn(LINE_CHANGES, code) && LINE_CHANGES[code]) || quoted(code)
}

/** An accepted order with changed lines is accepted with changes. */
export const verdictWith = (changes: readonly string[], verdict: Verdict): Verdict =>
  verdict === 'accepted' && changes.length > 0 ? 'accepted-with-changes' : verdict

export const shownChanges = (changes: readonly string[]): string[] =>
  changes.length <= LINES_SHOWN
    ? [...changes]
    : [...changes.slice(0, LINES_SHOWN), `And ${changes.length - LINES_SHOWN} more lines.`]
