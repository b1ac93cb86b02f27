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

/** Reads all segments from `start` on. The last segment must be terminated. Only line ends may follow a terminator. */
export function readSegments(text: string, start: number, delimiters: Delimiters): Result<Segment[], string> {
  const { element, component, terminator, release } = delimiters
  const segments: Segment[] = []
  let elements: string[][] = [[]]
  let value = ''
  let values = 0
  let run = afterLineEnds(text, start, terminator)

  const endValue = (at: number): void => {
    elements.at(-1)?.push(value + text.slice(run, at))
    value = ''
    run = at + 1
    values++
  }

  for (let at = run; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === release) {
      if (at + 1 === text.length) return err(findingNote('reply-release-end'))
      value += text.slice(run, at) + text.charAt(at + 1)
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
      if (segments.length > SEGMENT_LIMIT) return err(findingNote('reply-segments', { count: String(SEGMENT_LIMIT) }))
      elements = [[]]
      run = afterLineEnds(text, run, terminator)
      at = run - 1
    } else if (character < ' ')
      return err(findingNote('reply-segment-character', { number: String(segments.length + 1) }))
    if (values > VALUE_LIMIT) return err(findingNote('reply-values', { count: String(VALUE_LIMIT) }))
  }
  if (run < text.length || value !== '' || elements.length > 1) return err(findingNote('reply-segment-open'))
  return ok(segments)
}

/** Skips CR and LF after a terminator: some partners write one segment a line. A terminator itself is not skipped. */
function afterLineEnds(text: string, from: number, terminator: string): number {
  let at = from
  while (at < text.length && text.charAt(at) !== terminator && /[\r\n]/.test(text.charAt(at))) at++
  return at
}
