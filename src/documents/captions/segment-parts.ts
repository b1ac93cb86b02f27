import { type CaptionRow, type DocumentPart, fieldsOf } from './part.ts'

interface SegmentKind {
  readonly rows: readonly CaptionRow[]
  /** The tag of the segment that begins an order line. */
  readonly line: string
  /** Tags of segments after the last order line. */
  readonly after: readonly string[]
  /** The separators of this document. The rows are spelled with `+` and `:`. */
  readonly separators: (text: string) => Separators
}

export interface Separators {
  readonly element: string
  readonly component: string
  readonly terminator: string
  /** Empty for a syntax without a release character. */
  readonly release: string
}

/** Splits a document into its segments and names each segment. */
export function segmentParts(text: string, { rows, line, after, separators }: SegmentKind): DocumentPart[] {
  const marks = separators(text)
  let current: number | null = null
  return segmentsOf(text, marks).map((segment) => {
    const plain = spelled(segment, marks)
    const tag = /^[A-Z0-9]+/.exec(plain)?.[0] ?? ''
    if (tag === line) current = (current ?? -1) + 1
    else if (after.includes(tag)) current = null
    const row = rows.find(([place]) => startsAt(plain, place))
    return { text: segment, caption: row?.[1] ?? null, fields: row ? fieldsOf(row) : [], line: current }
  })
}

/** `DTM+2` is not the start of `DTM+24`. */
const startsAt = (plain: string, place: string): boolean =>
  plain.startsWith(place) && !/^[A-Za-z0-9]/.test(plain.slice(place.length))

/** EDIFACT's UNA has a fixed length. */
const ADVICE_LENGTH = 9

function segmentsOf(text: string, { terminator, release }: Separators): string[] {
  const segments: string[] = []
  let start = 0
  for (let at = text.startsWith('UNA') ? ADVICE_LENGTH - 1 : 0; at < text.length; at++) {
    if (release !== '' && text[at] === release && at >= ADVICE_LENGTH) at++
    else if (text[at] === terminator) {
      segments.push(text.slice(start, at + 1).trim())
      start = at + 1
    }
  }
  return [...segments, text.slice(start).trim()].filter((segment) => segment !== '')
}

/** The separators of the rows in place of the partner's. Only the start of a segment is compared. */
const COMPARED = 40
const spelled = (segment: string, { element, component }: Separators): string =>
  Array.from(segment.slice(0, COMPARED), (letter) =>
    letter === element ? '+' : letter === component ? ':' : letter === '=' ? '+' : letter,
  ).join('')
