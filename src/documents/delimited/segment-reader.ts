import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { quoted } from '../answers/acknowledgement.ts'

/** Reads segments of EDIFACT and X12, as `segments.ts` writes segments. Stricter than most receivers. */

export interface Delimiters {
  readonly element: string
  readonly component: string
  readonly terminator: string
  /** Null if the syntax has no release character, as in X12. */
  readonly release: string | null
}

export interface Segment {
  readonly tag: string
  /** Components of each element; the element after the tag is the first. */
  readonly elements: readonly (readonly string[])[]
}

/** Element and component count from 1, as in the standards. Empty if the segment has no such value. */
export const valueAt = ({ elements }: Segment, element: number, component = 1): string =>
  elements[element - 1]?.[component - 1] ?? ''

const SEGMENT_LIMIT = 20_000
const VALUE_LIMIT = 200_000
const TAG = /^[A-Z][A-Z0-9]{1,2}$/

/** The segments of an interchange, and the position after its last segment. */
export interface SegmentRun {
  readonly segments: readonly Segment[]
  readonly end: number
}

/**
 * Reads segments from `start` on, up to the first segment with the tag `last`, or to the end of the text. The last
 * segment must be terminated. A line end that is no separator is skipped anywhere, because some systems break a file
 * after each segment, or after 80 characters.
 */
export function readSegments(
  text: string,
  start: number,
  delimiters: Delimiters,
  last: string | null = null,
): Result<SegmentRun, string> {
  const { element, component, terminator, release } = delimiters
  const segments: Segment[] = []
  let elements: string[][] = [[]]
  let value = ''
  let values = 0
  let run = start

  const endValue = (at: number): void => {
    elements.at(-1)?.push(value + text.slice(run, at))
    value = ''
    run = at + 1
    values++
  }

  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === release) {
      value += text.slice(run, at)
      while (isLineEnd(text.charAt(at + 1))) at++
      if (at + 1 === text.length) return err(findingNote('reply-release-end'))
      value += text.charAt(at + 1)
      run = at + 2
      at++
    } else if (character === component) endValue(at)
    else if (character === element) {
      endValue(at)
      elements.push([])
    } else if (character === terminator) {
      endValue(at)
      const [[tag = '', ...rest] = [], ...others] = elements
      if (!TAG.test(tag) || rest.length > 0)
        return err(findingNote('reply-segment-tag', { number: String(segments.length + 1), quoted: quoted(tag) }))
      segments.push({ tag, elements: others })
      if (tag === last) return ok({ segments, end: run })
      if (segments.length > SEGMENT_LIMIT) return err(findingNote('reply-segments', { count: String(SEGMENT_LIMIT) }))
      elements = [[]]
    } else if (isLineEnd(character)) {
      value += text.slice(run, at)
      run = at + 1
    } else if (character < ' ')
      return err(findingNote('reply-segment-character', { number: String(segments.length + 1) }))
    if (values > VALUE_LIMIT) return err(findingNote('reply-values', { count: String(VALUE_LIMIT) }))
  }
  if (run < text.length || value !== '' || elements.length > 1) return err(findingNote('reply-segment-open'))
  return ok({ segments, end: text.length })
}

const isLineEnd = (character: string): boolean => character === '\r' || character === '\n'
