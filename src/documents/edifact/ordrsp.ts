import type { Acknowledgement, Verdict } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { quoted, reasonFrom } from '../answers/acknowledgement.ts'
import { shownChanges, verdictWith } from '../answers/line-changes.ts'
import { type Segment, valueAt } from '../delimited/segment-reader.ts'
import type { EdifactInterchange, EdifactMessage } from './envelope.ts'
import { changesIn, confirmedParts, linesOf, namesOrdered } from './ordrsp-line.ts'

/** ORDRSP: the reply of a supplier's order system to an order (UN/EDIFACT, all directories from D.93A on). */

type Answer = Pick<Acknowledgement, 'kind' | 'verdict'>

const business = (verdict: Verdict): Answer => ({ kind: 'business', verdict })

/** Element 1225. */
const FUNCTIONS: Readonly<Record<string, Answer>> = {
  4: business('accepted-with-changes'),
  27: business('rejected'),
  28: business('accepted-with-changes'),
  29: business('accepted'),
  30: business('accepted-with-changes'),
  34: business('accepted-with-changes'),
  44: business('accepted'),
  45: business('accepted-with-changes'),
}

/** Element 4343, used if 1225 says only that this message is an original. */
const RESPONSES: Readonly<Record<string, Answer>> = {
  AB: { kind: 'functional', verdict: 'accepted' },
  AC: business('accepted-with-changes'),
  AD: business('accepted'),
  AI: business('accepted-with-changes'),
  AP: business('accepted'),
  CA: business('accepted-with-changes'),
  RE: business('rejected'),
}
const ORIGINAL = '9'

export function readOrdrsp(message: EdifactMessage, around: EdifactInterchange): Result<Acknowledgement, string> {
  const { segments } = message
  const [head] = segments
  if (head?.tag !== 'BGM' || valueAt(head, 1) !== '231')
    return err(findingNote('reply-beginning', { place: 'ORDRSP', header: 'BGM+231' }))
  const answer = answerIn(head)
  if (!answer.ok) return answer
  const body = segments.findIndex(({ tag }) => tag === 'LIN' || tag === 'UNS')
  const header = body < 0 ? segments : segments.slice(0, body)
  const subject = subjectIn(header)
  if (!subject.ok) return subject
  const lines = answer.value.kind === 'business' ? linesOf(segments) : []
  const [complete, partial] = [lines.filter(namesOrdered), lines.filter((line) => !namesOrdered(line))]
  const changes = lines.flatMap(changesIn)
  const words = header.flatMap(freeText)
  const { sender, recipient, test } = around
  return ok({
    kind: answer.value.kind,
    verdict: verdictWith(changes, answer.value.verdict),
    subject: subject.value,
    sender,
    recipient,
    test,
    senderReference: `${around.reference}/${message.reference}`,
    repeat: false,
    reason: reasonFrom([...words, ...shownChanges(changes)]),
    ...(partial.length > 0
      ? {
          confirmed: {
            words: [...words, ...shownChanges(complete.flatMap(changesIn))],
            lines: partial.flatMap(confirmedParts),
          },
        }
      : {}),
  })
}

function answerIn(head: Segment): Result<Answer, string> {
  const [code, response] = [valueAt(head, 3), valueAt(head, 4)]
  const answer = Object.hasOwn(FUNCTIONS, code) ? FUNCTIONS[code] : undefined
  if (answer) return ok(answer)
  const fallback = Object.hasOwn(RESPONSES, response) ? RESPONSES[response] : undefined
  if ((code === ORIGINAL || code === '') && fallback) return ok(fallback)
  return err(findingNote('reply-function', { quoted: quoted(code) }))
}

/** RFF+ON: the buyer's order number. Element 4000 has the version, if the receiver gives the version. */
function subjectIn(header: readonly Segment[]): Result<Acknowledgement['subject'], string> {
  const references = header.filter((segment) => segment.tag === 'RFF' && valueAt(segment, 1) === 'ON')
  const [number, ...others] = new Set(references.map((reference) => valueAt(reference, 1, 2)))
  if (!number) return err(findingNote('reply-no-reference'))
  if (others.length > 0) return err(findingNote('reply-several-orders'))
  const version = references.map((reference) => valueAt(reference, 1, 4)).find((text) => /^\d{1,9}$/.test(text))
  return ok({ by: 'order-number', orderNumber: number, ...(version ? { version: Number(version) } : {}) })
}

/** C108 of an FTX segment in the header. */
const freeText = ({ tag, elements }: Segment): string[] => (tag === 'FTX' ? [(elements[3] ?? []).join(' ')] : [])
