import type { Party } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { ACKNOWLEDGEMENT_BYTES, quoted } from '../answers/acknowledgement.ts'
import { latin1Text, utf8Text } from '../characters/byte-text.ts'
import { type Delimiters, readSegments, type Segment, type SegmentRun, valueAt } from '../delimited/segment-reader.ts'

/** An EDIFACT interchange (ISO 9735), read back with every count and reference checked. */
export interface EdifactInterchange {
  readonly sender: Party
  readonly recipient: Party
  /** 0020 */
  readonly reference: string
  /** 0035 */
  readonly test: boolean
  readonly messages: readonly EdifactMessage[]
}

export interface EdifactMessage {
  /** 0062 */
  readonly reference: string
  /** 0065 */
  readonly type: string
  /** The segments without UNH and UNT. */
  readonly segments: readonly Segment[]
}

/** The service characters of level A, for an interchange without UNA. */
const DEFAULT: Delimiters = { element: '+', component: ':', terminator: "'", release: '?' }
const UNA_LENGTH = 9
/** The byte order mark of UTF-8, as ISO 8859-1 shows its bytes. */
const UTF8_MARK = /^\u00ef\u00bb\u00bf/
const LINE_ENDS = /^[\r\n]+/

/** Reads a file of one interchange or more, each with a UNA or without. */
export function readEdifact(bytes: Uint8Array): Result<readonly EdifactInterchange[], string> {
  if (bytes.length > ACKNOWLEDGEMENT_BYTES)
    return err(findingNote('reply-too-long', { size: String(ACKNOWLEDGEMENT_BYTES) }))
  const interchanges: EdifactInterchange[] = []
  let rest = latin1Text(bytes).replace(UTF8_MARK, '')
  do {
    rest = rest.replace(LINE_ENDS, '')
    const read = segmentsIn(rest)
    if (!read.ok) return read
    const interchange = interchangeOf(read.value.segments)
    if (!interchange.ok) return interchange
    interchanges.push(interchange.value)
    rest = rest.slice(read.value.end)
  } while (!/^[\r\n]*$/.test(rest))
  return ok(interchanges)
}

/** The segments of the first interchange. Service characters are ASCII, and UTF-8 has the same places. */
function segmentsIn(raw: string): Result<SegmentRun, string> {
  const start = raw.startsWith('UNA') ? UNA_LENGTH : 0
  const delimiters = start > 0 ? adviceIn(raw) : DEFAULT
  if (!delimiters) return err(findingNote('reply-una-separators'))
  const read = readSegments(raw, start, delimiters, 'UNZ')
  if (!read.ok || !isUtf8(raw, start)) return read
  const text = utf8Text(raw.slice(0, read.value.end))
  if (text === null) return err(findingNote('reply-not-as-announced'))
  const decoded = readSegments(text, start, delimiters, 'UNZ')
  return decoded.ok ? ok({ segments: decoded.value.segments, end: read.value.end }) : decoded
}

/** Reads UNA: component, element, decimal mark, release (a space means none), repetition or a space, terminator. */
function adviceIn(text: string): Delimiters | null {
  const [component = '', element = '', , release = '', , terminator = ''] = text.slice(3, UNA_LENGTH)
  const named = [component, element, terminator, ...(release === ' ' ? [] : [release])]
  const usable =
    named.every((character) => character !== '' && !/[A-Za-z0-9 ]/.test(character)) &&
    new Set(named).size === named.length
  return usable ? { component, element, terminator, release: release === ' ' ? null : release } : null
}

/** Element 0001: levels W and Y use UTF-8, the other levels use one byte for each character. */
const isUtf8 = (text: string, start: number): boolean => /^[\r\n]*UNB.UNO[WY]/.test(text.slice(start, start + 20))

function interchangeOf(segments: readonly Segment[]): Result<EdifactInterchange, string> {
  const [head, ...rest] = segments
  const tail = rest.pop()
  if (head?.tag !== 'UNB') return err(findingNote('reply-no-beginning'))
  if (tail?.tag !== 'UNZ') return err(findingNote('reply-no-end', { trailer: 'UNZ' }))
  const reference = valueAt(head, 5)
  if (reference === '' || valueAt(tail, 2) !== reference)
    return err(findingNote('reply-reference-differs', { trailer: 'UNZ', header: 'UNB' }))
  const grouped = rest[0]?.tag === 'UNG' ? groupsOf(rest) : null
  if (grouped && !grouped.ok) return grouped
  const messages = grouped ?? messagesOf(rest)
  if (!messages.ok) return messages
  const count = grouped ? rest.filter(({ tag }) => tag === 'UNG').length : messages.value.length
  if (Number(valueAt(tail, 1)) !== count)
    return err(findingNote(grouped ? 'reply-group-count' : 'reply-message-count', { trailer: 'UNZ' }))
  const party = (element: number): Party => ({ id: valueAt(head, element), qualifier: valueAt(head, element, 2) })
  return ok({
    sender: party(2),
    recipient: party(3),
    reference,
    // Syntax 4 has 2 to 4 for other tests (ISO 9735-1:1998).
    test: !['', '0'].includes(valueAt(head, 11)),
    messages: messages.value,
  })
}

/** The messages of all groups. If there are groups, no segment may be outside a group. */
function groupsOf(segments: readonly Segment[]): Result<EdifactMessage[], string> {
  const messages: EdifactMessage[] = []
  let head: Segment | null = null
  let begin = 0
  for (const [at, segment] of segments.entries()) {
    if (head === null) {
      if (segment.tag !== 'UNG')
        return err(findingNote('reply-segment-place', { quoted: quoted(segment.tag), header: 'UNG' }))
      head = segment
      begin = at
    } else if (segment.tag === 'UNE') {
      if (valueAt(segment, 2) !== valueAt(head, 5))
        return err(findingNote('reply-reference-differs', { trailer: 'UNE', header: 'UNG' }))
      const held = messagesOf(segments.slice(begin + 1, at))
      if (!held.ok) return held
      if (Number(valueAt(segment, 1)) !== held.value.length)
        return err(findingNote('reply-message-count', { trailer: 'UNE' }))
      messages.push(...held.value)
      head = null
    }
  }
  return head === null ? ok(messages) : err(findingNote('reply-unclosed', { header: 'UNG', trailer: 'UNE' }))
}

function messagesOf(segments: readonly Segment[]): Result<EdifactMessage[], string> {
  const messages: EdifactMessage[] = []
  let head: Segment | null = null
  let begin = 0
  for (const [at, segment] of segments.entries()) {
    if (head === null) {
      if (segment.tag !== 'UNH')
        return err(findingNote('reply-segment-place', { quoted: quoted(segment.tag), header: 'UNH' }))
      head = segment
      begin = at
    } else if (segment.tag === 'UNT') {
      const reference = valueAt(head, 1)
      if (valueAt(segment, 2) !== reference)
        return err(findingNote('reply-reference-differs', { trailer: 'UNT', header: 'UNH' }))
      if (Number(valueAt(segment, 1)) !== at - begin + 1)
        return err(findingNote('reply-segment-count', { trailer: 'UNT' }))
      messages.push({ reference, type: valueAt(head, 2), segments: segments.slice(begin + 1, at) })
      head = null
    }
  }
  return head === null ? ok(messages) : err(findingNote('reply-unclosed', { header: 'UNH', trailer: 'UNT' }))
}
