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

/** How the receiver takes a line. A null quantity says nothing new. */
interface TakenLine {
  /** The meaning of each status of the line; empty for a line accepted as ordered. */
  readonly states: readonly string[]
  /** `4 of 6` */
  readonly taken: string | null
  readonly backOrdered: string | null
}

/** How a line differs from the order, in words for the order desk. Empty for a line that is accepted as ordered. */
export function lineDifferences(line: string, { states, taken, backOrdered }: TakenLine): string[] {
  const changes = [
    ...(states.length === 0 && taken !== null ? ['accepted'] : states),
    ...(taken !== null ? [taken] : []),
    ...(backOrdered !== null ? [`${backOrdered} back-ordered`] : []),
  ]
  return changes.length === 0 ? [] : [`Line ${line}: ${changes.join(', ')}.`]
}

/** An accepted order with changed lines is accepted with changes. */
export const verdictWith = (changes: readonly string[], verdict: Verdict): Verdict =>
  verdict === 'accepted' && changes.length > 0 ? 'accepted-with-changes' : verdict

export const shownChanges = (changes: readonly string[]): string[] =>
  changes.length <= LINES_SHOWN
    ? [...changes]
    : [...changes.slice(0, LINES_SHOWN), `And ${changes.length - LINES_SHOWN} more lines.`]
