import { err, ok, type Result } from '../../result.ts'
import { quoted } from '../answers/acknowledgement.ts'

/** Segments read back, for EDIFACT and X12. What `segments.ts` writes, this reads; it is stricter than most receivers. */

export interface Delimiters {
  readonly element: string
  readonly component: string
  readonly terminator: string
  /** Null where the syntax has none: X12. */
  readonly release: string | null
}

export interface Segment {
  readonly tag: string
  /** Components by element; the element after the tag is the first. */
  readonly elements: readonly (readonly string[])[]
}

/** Element and component count from 1, as the standards do. Empty where nothing stands. */
export const valueAt = ({ elements }: Segment, element: number, component = 1): string =>
  elements[element - 1]?.[component - 1] ?? ''

const SEGMENT_LIMIT = 20_000
const VALUE_LIMIT = 200_000
const TAG = /^[A-Z][A-Z0-9]{1,2}$/

/** All segments from `start` on. The last one must be terminated, and nothing but line ends may stand between them. */
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
      if (at + 1 === text.length) return err('It ends in a release character.')
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
      if (!TAG.test(tag) || rest.length > 0) return err(`Segment ${segments.length + 1} begins with ${quoted(tag)}.`)
      segments.push({ tag, elements: others })
      if (segments.length > SEGMENT_LIMIT) return err(`It has more than ${SEGMENT_LIMIT} segments.`)
      elements = [[]]
      run = afterLineEnds(text, run, terminator)
      at = run - 1
    } else if (character < ' ') return err(`Segment ${segments.length + 1} holds a control character.`)
    if (values > VALUE_LIMIT) return err(`It has more than ${VALUE_LIMIT} values.`)
  }
  if (run < text.length || value !== '' || elements.length > 1) return err('Its last segment has no end.')
  return ok(segments)
}

/** Partners that show a segment a line put CR, LF or both after each terminator; where one of them is it, the other. */
function afterLineEnds(text: string, from: number, terminator: string): number {
  let at = from
  while (at < text.length && text.charAt(at) !== terminator && /[\r\n]/.test(text.charAt(at))) at++
  return at
}
