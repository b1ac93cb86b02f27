import type { Party } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { ACKNOWLEDGEMENT_BYTES, quoted } from '../answers/acknowledgement.ts'
import { latin1Text } from '../characters/byte-text.ts'
import { readSegments, type Segment, valueAt } from '../delimited/segment-reader.ts'

/** An X12 interchange and its transaction sets, read back with every count and number checked. */
export interface X12Interchange {
  readonly sender: Party
  readonly recipient: Party
  /** ISA13 */
  readonly reference: string
  /** ISA15 */
  readonly test: boolean
  /** TA1 segments, which are outside the groups. */
  readonly envelopeAnswers: readonly Segment[]
  readonly sets: readonly TransactionSet[]
}

export interface TransactionSet {
  /** GS06 and ST02 */
  readonly reference: string
  /** ST01 */
  readonly type: string
  /** The segments without ST and SE. */
  readonly segments: readonly Segment[]
}

/** Each element of an ISA has a fixed width. Receivers find the separators by position. */
const ISA_WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1]
const ISA_LENGTH = 106
const LINE_ENDS = /^[\r\n]+/

/** Reads a file of one interchange or more. Each ISA names the separators of an interchange. */
export function readX12(bytes: Uint8Array): Result<readonly X12Interchange[], string> {
  if (bytes.length > ACKNOWLEDGEMENT_BYTES)
    return err(findingNote('reply-too-long', { size: String(ACKNOWLEDGEMENT_BYTES) }))
  const interchanges: X12Interchange[] = []
  let rest = latin1Text(bytes)
  do {
    rest = rest.replace(LINE_ENDS, '')
    const read = firstInterchange(rest)
    if (!read.ok) return read
    interchanges.push(read.value.interchange)
    rest = rest.slice(read.value.end)
  } while (!/^[\r\n]*$/.test(rest))
  return ok(interchanges)
}

function firstInterchange(
  text: string,
): Result<{ readonly interchange: X12Interchange; readonly end: number }, string> {
  const [element, component, terminator] = [text.charAt(3), text.charAt(ISA_LENGTH - 2), text.charAt(ISA_LENGTH - 1)]
  if (!text.startsWith('ISA') || !hasWidths(text, element)) {
    return err(findingNote('reply-no-isa'))
  }
  if (new Set([element, component, terminator]).size < 3 || /[A-Za-z0-9 ]/.test(element + component + terminator)) {
    return err(findingNote('reply-isa-separators'))
  }
  const read = readSegments(text, ISA_LENGTH, { element, component, terminator, release: null }, 'IEA')
  if (!read.ok) return read
  const head = text.slice(0, ISA_LENGTH - 1).split(element)
  const interchange = interchangeOf(head, read.value.segments)
  return interchange.ok ? ok({ interchange: interchange.value, end: read.value.end }) : interchange
}

function hasWidths(text: string, element: string): boolean {
  let at = 3
  for (const width of ISA_WIDTHS) {
    if (text.charAt(at) !== element || text.slice(at + 1, at + 1 + width).includes(element)) return false
    at += width + 1
  }
  return text.length >= ISA_LENGTH
}

function interchangeOf(head: readonly string[], segments: readonly Segment[]): Result<X12Interchange, string> {
  const tail = segments.at(-1)
  if (tail?.tag !== 'IEA') return err(findingNote('reply-no-end', { trailer: 'IEA' }))
  const reference = head[13] ?? ''
  if (valueAt(tail, 2) !== reference)
    return err(findingNote('reply-number-differs', { trailer: 'IEA02', header: 'ISA13' }))
  const envelopeAnswers = segments.filter(({ tag }) => tag === 'TA1')
  const inGroups = segments.slice(0, -1).filter(({ tag }) => tag !== 'TA1')
  const groups = blocksOf(inGroups, 'GS', 'GE')
  if (!groups.ok) return groups
  if (Number(valueAt(tail, 1)) !== groups.value.length)
    return err(findingNote('reply-group-count', { trailer: 'IEA01' }))
  const sets: TransactionSet[] = []
  for (const group of groups.value) {
    const found = setsOf(group)
    if (!found.ok) return found
    for (const set of found.value) sets.push(set)
  }
  const party = (element: number): Party => ({
    id: head[element]?.trimEnd() ?? '',
    qualifier: head[element - 1]?.trimEnd() ?? '',
  })
  return ok({ sender: party(6), recipient: party(8), reference, test: head[15] === 'T', envelopeAnswers, sets })
}

interface Block {
  readonly head: Segment
  readonly body: readonly Segment[]
  readonly tail: Segment
}

function setsOf(group: Block): Result<TransactionSet[], string> {
  const number = valueAt(group.head, 6)
  if (valueAt(group.tail, 2) !== number)
    return err(findingNote('reply-number-differs', { trailer: 'GE02', header: 'GS06' }))
  const blocks = blocksOf(group.body, 'ST', 'SE')
  if (!blocks.ok) return blocks
  if (Number(valueAt(group.tail, 1)) !== blocks.value.length)
    return err(findingNote('reply-set-count', { trailer: 'GE01' }))
  const sets: TransactionSet[] = []
  for (const { head, body, tail } of blocks.value) {
    const reference = valueAt(head, 2)
    if (valueAt(tail, 2) !== reference)
      return err(findingNote('reply-number-differs', { trailer: 'SE02', header: 'ST02' }))
    if (Number(valueAt(tail, 1)) !== body.length + 2)
      return err(findingNote('reply-segment-count', { trailer: 'SE01' }))
    sets.push({ reference: `${number}/${reference}`, type: valueAt(head, 1), segments: body })
  }
  return ok(sets)
}

/** The blocks between header and trailer. No segment may be outside a block. */
function blocksOf(segments: readonly Segment[], opens: string, closes: string): Result<Block[], string> {
  const blocks: Block[] = []
  let head: Segment | null = null
  let begin = 0
  for (const [at, segment] of segments.entries()) {
    if (head === null) {
      if (segment.tag !== opens)
        return err(findingNote('reply-segment-place', { quoted: quoted(segment.tag), header: opens }))
      head = segment
      begin = at + 1
    } else if (segment.tag === closes) {
      blocks.push({ head, body: segments.slice(begin, at), tail: segment })
      head = null
    }
  }
  return head === null ? ok(blocks) : err(findingNote('reply-unclosed', { header: opens, trailer: closes }))
}
