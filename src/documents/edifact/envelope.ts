import type { Party } from '../../model/acknowledgement.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { ACKNOWLEDGEMENT_BYTES, quoted } from '../answers/acknowledgement.ts'
import { latin1Text, utf8Text } from '../characters/byte-text.ts'
import { type Delimiters, readSegments, type Segment, valueAt } from '../delimited/segment-reader.ts'

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

export function readEdifact(bytes: Uint8Array): Result<EdifactInterchange, string> {
  if (bytes.length > ACKNOWLEDGEMENT_BYTES) return err(`It is longer than ${ACKNOWLEDGEMENT_BYTES} bytes.`)
  const raw = latin1Text(bytes)
  const advised = raw.startsWith('UNA')
  const delimiters = advised ? adviceIn(raw) : DEFAULT
  if (!delimiters) return err('Its UNA does not name five different service characters.')
  const text = isUtf8(raw, advised ? UNA_LENGTH : 0) ? utf8Text(raw) : raw
  if (text === null) return err('Its bytes are not the UTF-8 that its UNB announces.')
  const segments = readSegments(text, advised ? UNA_LENGTH : 0, delimiters)
  return segments.ok ? interchangeOf(segments.value) : segments
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
  if (head?.tag !== 'UNB') return err('It does not begin with UNA or UNB.')
  if (tail?.tag !== 'UNZ') return err('It does not end with UNZ.')
  const reference = valueAt(head, 5)
  if (reference === '' || valueAt(tail, 2) !== reference) return err('UNZ does not repeat the reference of UNB.')
  const grouped = rest[0]?.tag === 'UNG' ? groupsOf(rest) : null
  if (grouped && !grouped.ok) return grouped
  const messages = grouped ?? messagesOf(rest)
  if (!messages.ok) return messages
  const count = grouped ? rest.filter(({ tag }) => tag === 'UNG').length : messages.value.length
  if (Number(valueAt(tail, 1)) !== count) return err(`UNZ counts another number of ${grouped ? 'groups' : 'messages'}.`)
  const party = (element: number): Party => ({ id: valueAt(head, element), qualifier: valueAt(head, element, 2) })
  return ok({
    sender: party(2),
    recipient: party(3),
    reference,
    test: valueAt(head, 11) === '1',
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
      if (segment.tag !== 'UNG') return err(`${quoted(segment.tag)} stands where a group should begin.`)
      head = segment
      begin = at
    } else if (segment.tag === 'UNE') {
      if (valueAt(segment, 2) !== valueAt(head, 5)) return err('UNE does not repeat the reference of its UNG.')
      const held = messagesOf(segments.slice(begin + 1, at))
      if (!held.ok) return held
      if (Number(valueAt(segment, 1)) !== held.value.length) return err('UNE counts another number of messages.')
      messages.push(...held.value)
      head = null
    }
  }
  return head === null ? ok(messages) : err('A group has no UNE.')
}

function messagesOf(segments: readonly Segment[]): Result<EdifactMessage[], string> {
  const messages: EdifactMessage[] = []
  let head: Segment | null = null
  let begin = 0
  for (const [at, segment] of segments.entries()) {
    if (head === null) {
      if (segment.tag !== 'UNH') return err(`${quoted(segment.tag)} stands where a message should begin.`)
      head = segment
      begin = at
    } else if (segment.tag === 'UNT') {
      const reference = valueAt(head, 1)
      if (valueAt(segment, 2) !== reference) return err('UNT does not repeat the reference of its UNH.')
      if (Number(valueAt(segment, 1)) !== at - begin + 1) return err('UNT counts another number of segments.')
      messages.push({ reference, type: valueAt(head, 2), segments: segments.slice(begin + 1, at) })
      head = null
    }
  }
  return head === null ? ok(messages) : err('A message has no UNT.')
}
