import type { Acknowledgement, Verdict } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { listedCodes, quoted, reasonFrom } from '../answers/acknowledgement.ts'
import { type Segment, valueAt } from '../delimited/segment-reader.ts'
import { contrlError, DUPLICATE } from './contrl-errors.ts'
import type { EdifactInterchange, EdifactMessage } from './envelope.ts'

/** CONTRL: a translator's report on an interchange and its messages (ISO 9735-4). */

/** Element 0083. 8 means that the interchange arrived, but not that the receiver accepts the interchange. */
const ACTIONS: Readonly<Record<string, Verdict>> = { 4: 'rejected', 7: 'accepted', 8: 'received' }

const HEADS = new Set(['UCI', 'UCF', 'UCM'])
const KNOWN = new Set([...HEADS, 'UCS', 'UCD'])

/** UCI, UCF or UCM, and the UCS and UCD segments that follow. */
interface Response {
  readonly head: Segment
  readonly details: Segment[]
}

export function readContrl(message: EdifactMessage, around: EdifactInterchange): Result<Acknowledgement[], string> {
  const unknown = message.segments.find(({ tag }) => !KNOWN.has(tag))
  if (unknown) return err(findingNote('reply-unexpected', { place: 'CONTRL', quoted: quoted(unknown.tag) }))
  const responses: Response[] = []
  for (const segment of message.segments) {
    if (HEADS.has(segment.tag)) responses.push({ head: segment, details: [] })
    else responses.at(-1)?.details.push(segment)
  }
  const [whole, ...rest] = responses
  if (whole?.head.tag !== 'UCI' || rest.some(({ head }) => head.tag === 'UCI')) {
    return err(findingNote('reply-one-uci'))
  }
  const group = rest[0]?.head.tag === 'UCF' ? rest[0] : null
  const messages = group ? rest.slice(1) : rest
  if (messages.some(({ head }) => head.tag === 'UCF')) return err(findingNote('reply-more-groups'))
  return answerOf({ whole, group, messages }, message, around)
}

interface Responses {
  readonly whole: Response
  readonly group: Response | null
  readonly messages: readonly Response[]
}

function answerOf(
  { whole, group, messages }: Responses,
  { reference }: EdifactMessage,
  around: EdifactInterchange,
): Result<Acknowledgement[], string> {
  const number = valueAt(whole.head, 1)
  if (number === '') return err(findingNote('reply-no-interchange', { place: 'UCI' }))
  // UCI repeats the parties of the acknowledged interchange, which went in the other direction.
  if (valueAt(whole.head, 2) !== around.recipient.id || valueAt(whole.head, 3) !== around.sender.id) {
    return err(findingNote('reply-other-parties'))
  }
  const { sender, recipient, test } = around
  const common = {
    kind: 'functional',
    sender,
    recipient,
    test,
    senderReference: `${around.reference}/${reference}`,
  } as const
  const action = actionOf(whole, 4)
  if (!action.ok) return action
  const ofGroup = group ? actionOf(group, 4) : action
  if (!ofGroup.ok) return ofGroup
  // The innermost verdict counts, unless the group or interchange was rejected.
  const outer = action.value === 'rejected' ? action.value : ofGroup.value
  if (outer === 'rejected' || messages.length === 0) {
    const subject = { by: 'control-number', of: 'interchange', number, message: null, type: null } as const
    const reported = [whole, ...(group ? [group] : []), ...(outer === 'rejected' ? messages : [])]
    return ok([{ ...common, verdict: outer, subject, ...groundsOf(reported, outer) }])
  }
  const answers: Acknowledgement[] = []
  for (const response of messages) {
    const verdict = actionOf(response, 3)
    if (!verdict.ok) return verdict
    const subject = {
      by: 'control-number',
      of: 'interchange',
      number,
      message: valueAt(response.head, 1),
      type: valueAt(response.head, 2),
    } as const
    answers.push({ ...common, verdict: verdict.value, subject, ...groundsOf([response], verdict.value) })
  }
  const exceptMessages = messages.map(({ head }) => valueAt(head, 1))
  const others = { by: 'control-number', of: 'interchange', number, message: null, exceptMessages, type: null } as const
  return ok([...answers, { ...common, verdict: outer, subject: others, ...groundsOf([whole], outer) }])
}

function actionOf({ head }: Response, element: number): Result<Verdict, string> {
  const code = valueAt(head, element)
  const verdict = Object.hasOwn(ACTIONS, code) ? ACTIONS[code] : undefined
  return verdict
    ? ok(verdict)
    : err(findingNote('reply-code', { place: `${head.tag} 0083`, quoted: quoted(code), codes: listedCodes(ACTIONS) }))
}

function groundsOf(responses: readonly Response[], verdict: Verdict): Pick<Acknowledgement, 'repeat' | 'reason'> {
  const codes = responses.flatMap(({ head, details }) => [
    valueAt(head, head.tag === 'UCM' ? 4 : 5),
    ...details.map((detail) => valueAt(detail, detail.tag === 'UCS' ? 2 : 1)),
  ])
  const reasons = codes.filter((code) => code !== '')
  return {
    repeat: verdict === 'rejected' && reasons.length > 0 && reasons.every((code) => code === DUPLICATE),
    reason: reasonFrom(responses.flatMap(({ head, details }) => [headReason(head), ...details.map(detailReason)])),
  }
}

function headReason(head: Segment): string {
  const at = head.tag === 'UCM' ? 4 : 5
  const [code, tag] = [contrlError(valueAt(head, at)), valueAt(head, at + 1)]
  return code === '' ? '' : `${tag === '' ? '' : `${tag}: `}${code}.`
}

/** UCS counts segments from UNH. UCD counts elements from the tag, and components. */
function detailReason(detail: Segment): string {
  if (detail.tag === 'UCS') return `Segment ${valueAt(detail, 1)}${withColon(contrlError(valueAt(detail, 2)))}.`
  const component = valueAt(detail, 2, 3) || valueAt(detail, 2, 2)
  const element = valueAt(detail, 2) + (component === '' ? '' : `.${component}`)
  return `Element ${element}${withColon(contrlError(valueAt(detail, 1)))}.`
}

const withColon = (text: string): string => (text === '' ? '' : `: ${text}`)
