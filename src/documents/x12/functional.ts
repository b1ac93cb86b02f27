import type { Acknowledgement, Verdict } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { listedCodes, quoted, reasonFrom } from '../answers/acknowledgement.ts'
import { type Segment, valueAt } from '../delimited/segment-reader.ts'
import type { TransactionSet, X12Interchange } from './envelope.ts'
import { DUPLICATE, elementError, envelopeError, groupError, segmentError, setError } from './error-codes.ts'

/** 997 and 999: a translator's report on a functional group and its sets. TA1: the report on the interchange. */

/** Elements 717 and 715. E is accepted with errors. P, partial, is a rejection if the report names no sets. */
const CODES: Readonly<Record<string, Verdict>> = {
  A: 'accepted',
  E: 'accepted',
  P: 'rejected',
  R: 'rejected',
  M: 'rejected',
  W: 'rejected',
  X: 'rejected',
}

/** AK2, the segments that follow, and the final AK5 or IK5. */
interface SetAnswer {
  readonly head: Segment
  readonly details: Segment[]
  end: Segment | null
}

const SEGMENTS = new Set(['AK1', 'AK2', 'AK3', 'AK4', 'AK5', 'AK9', 'IK3', 'IK4', 'IK5', 'CTX'])

export function readFunctional(set: TransactionSet, around: X12Interchange): Result<Acknowledgement[], string> {
  const { segments, type } = set
  const unsupported = segments.find(({ tag }) => !SEGMENTS.has(tag))
  if (unsupported) return err(findingNote('reply-unexpected', { place: type, quoted: quoted(unsupported.tag) }))
  const [head, tail] = [segments[0], segments.at(-1)]
  if (head?.tag !== 'AK1' || tail?.tag !== 'AK9')
    return err(findingNote('reply-bounds', { place: type, header: 'AK1', trailer: 'AK9' }))
  const number = valueAt(head, 2)
  if (number === '') return err(findingNote('reply-no-group', { place: 'AK102' }))
  if (valueAt(head, 1) === '') return err(findingNote('reply-no-group-kind', { place: 'AK101' }))
  const group = codeOf(tail)
  if (!group.ok) return group
  const sets = setAnswers(segments.slice(1, -1))
  if (!sets.ok) return sets
  // AK902: the number of sets. A set without its own report has the group's verdict.
  const isMore = Number(valueAt(tail, 2)) > sets.value.length
  const isDivided = valueAt(tail, 1) === 'P' && Number(valueAt(tail, 2)) > 1 && sets.value.length > 0
  const { sender, recipient, test } = around
  const own = `${around.reference}/${set.reference}`
  const common = { kind: 'functional', sender, recipient, test, senderReference: own, repeat: false } as const
  const groupReason = codesFrom(tail, 5, groupError)
  const answers: Acknowledgement[] = []
  for (const { head: about, details, end } of sets.value) {
    if (valueAt(about, 2) === '') return err(findingNote('reply-no-set', { place: 'AK202' }))
    const verdict = end === null ? err(findingNote('reply-set-unended')) : codeOf(end)
    if (!verdict.ok) return verdict
    answers.push({
      ...common,
      // If group and set have different verdicts, the worse verdict counts.
      verdict: group.value === 'rejected' && !isDivided ? 'rejected' : verdict.value,
      subject: { by: 'control-number', of: 'group', number, message: valueAt(about, 2), type: valueAt(head, 1) },
      reason: reasonFrom([...(end ? codesFrom(end, 2, setError) : []), ...details.map(detailReason), ...groupReason]),
    })
  }
  if (answers.length > 0 && !isMore) return ok(answers)
  const exceptMessages = sets.value.map(({ head }) => valueAt(head, 2))
  const others = {
    by: 'control-number',
    of: 'group',
    number,
    message: null,
    exceptMessages,
    type: valueAt(head, 1),
  } as const
  const verdict = isDivided ? 'accepted' : group.value
  return ok([...answers, { ...common, verdict, subject: others, reason: reasonFrom(groupReason) }])
}

/** TA1 answers for the envelope only: an acceptance does not accept the order. */
export function readEnvelopeAnswer(segment: Segment, around: X12Interchange): Result<Acknowledgement, string> {
  const [number, code, note] = [valueAt(segment, 1), valueAt(segment, 4), valueAt(segment, 5)]
  if (number === '') return err(findingNote('reply-no-interchange', { place: 'TA101' }))
  if (code !== 'A' && code !== 'E' && code !== 'R')
    return err(findingNote('reply-code', { place: 'TA104', quoted: quoted(code), codes: 'A, E, R' }))
  const { sender, recipient, test, reference } = around
  return ok({
    kind: 'functional',
    verdict: code === 'R' ? 'rejected' : 'received',
    subject: { by: 'control-number', of: 'interchange', number, message: null, type: null },
    sender,
    recipient,
    test,
    senderReference: `${reference}/TA1`,
    repeat: code === 'R' && note === DUPLICATE,
    reason: code === 'A' ? null : reasonFrom([`${envelopeError(note)}.`]),
  })
}

function setAnswers(segments: readonly Segment[]): Result<SetAnswer[], string> {
  const answers: SetAnswer[] = []
  for (const segment of segments) {
    const open = answers.at(-1)
    if (segment.tag === 'AK2') answers.push({ head: segment, details: [], end: null })
    else if (!open || open.end !== null) return err(findingNote('reply-outside-set', { place: segment.tag }))
    else if (segment.tag === 'AK5' || segment.tag === 'IK5') open.end = segment
    else open.details.push(segment)
  }
  return ok(answers)
}

function codeOf(segment: Segment): Result<Verdict, string> {
  const code = valueAt(segment, 1)
  const verdict = Object.hasOwn(CODES, code) ? CODES[code] : undefined
  return verdict
    ? ok(verdict)
    : err(findingNote('reply-code', { place: `${segment.tag}01`, quoted: quoted(code), codes: listedCodes(CODES) }))
}

const codesFrom = ({ elements }: Segment, first: number, name: (code: string) => string): string[] =>
  elements.slice(first - 1).flatMap(([code = '']) => (code === '' ? [] : [`${name(code)}.`]))

function detailReason(detail: Segment): string {
  const kind = detail.tag.slice(-1)
  if (kind === '3') return `Segment ${valueAt(detail, 2)} ${valueAt(detail, 1)}: ${segmentError(valueAt(detail, 4))}.`
  return kind === '4' ? `Element ${valueAt(detail, 1)}: ${elementError(valueAt(detail, 3))}.` : ''
}
