import { err, ok, type Result } from '../../result.ts'
import {
  type Acknowledgement,
  type AcknowledgementReader,
  quoted,
  reasonFrom,
  type Verdict,
} from '../answers/acknowledgement.ts'
import type { ResponseVerdict } from '../answers/response-verdicts.ts'
import { childAt, childrenOf, readXml, textAt, type XmlElement } from '../xml/reader.ts'

/** cXML: Response and StatusUpdateRequest tell what became of a document, ConfirmationRequest what becomes of an order. */

/** What an answer says, without what is the same for all. */
type Said = Pick<Acknowledgement, 'kind' | 'verdict' | 'subject' | 'reason'>

export const readCxmlAnswer: AcknowledgementReader = (bytes) => {
  const read = readXml(bytes)
  if (!read.ok) return read
  const root = read.value
  if (root.name !== 'cXML') return err(`Its root is ${quoted(root.name)}, and not cXML.`)
  const own = root.attributes.get('payloadID') ?? ''
  if (own === '') return err('It has no payloadID.')
  const response = childAt(root, 'Response')
  const request = childAt(root, 'Request')
  const said = response ? responded(response, root) : requested(request)
  if (!said.ok) return said
  const test = request?.attributes.get('deploymentMode') === 'test'
  // Who speaks is known by the token: on the way through a network the credentials become the network's.
  return ok([{ ...said.value, sender: null, recipient: null, test, senderReference: own, repeat: false }])
}

/**
 * The Response in the answer to a request. HTTP says 200 of it whatever became of the document; its Status has a code of
 * the same kinds as HTTP's. Which document it answers is known by the request.
 */
export function readCxmlResponse(bytes: Uint8Array): Result<ResponseVerdict, string> {
  const read = readXml(bytes)
  if (!read.ok) return read
  if (read.value.name !== 'cXML') return err(`Its root is ${quoted(read.value.name)}, and not cXML.`)
  const status = childAt(read.value, 'Response', 'Status')
  const code = status?.attributes.get('code') ?? ''
  if (!status || !/^[245]\d\d$/.test(code)) return err(`Its Status has the code ${quoted(code)}.`)
  return ok({ status: Number(code), text: reasonFrom([status.attributes.get('text') ?? '', status.text]) ?? '' })
}

/** A Response has no place for what it answers; receivers repeat our payloadID, or name it in `inReplyTo`. */
function responded(response: XmlElement, root: XmlElement): Result<Said, string> {
  const named = [root, response].flatMap(({ attributes }) => [
    attributes.get('inReplyTo') ?? '',
    attributes.get('payloadID') ?? '',
  ])
  return stated(childAt(response, 'Status'), named)
}

function requested(request: XmlElement | undefined): Result<Said, string> {
  const update = childAt(request, 'StatusUpdateRequest')
  if (update) return stated(childAt(update, 'Status'), [payloadNamed(update)])
  const confirmation = childAt(request, 'ConfirmationRequest')
  if (confirmation) return confirmed(confirmation)
  return err('It holds neither a Response, a StatusUpdateRequest nor a ConfirmationRequest.')
}

function stated(status: XmlElement | undefined, payloads: readonly string[]): Result<Said, string> {
  const code = status?.attributes.get('code') ?? ''
  const verdict = verdictOf(code)
  if (!status || !verdict) return err(`Its Status has the code ${quoted(code)}.`)
  const payloadIds = [...new Set(payloads.filter((one) => one !== ''))]
  if (payloadIds.length === 0) return err('It names no document: there is no payloadID to go by.')
  const words = verdict === 'rejected' ? [`Status ${code}.`, status.attributes.get('text') ?? '', status.text] : []
  return ok({ kind: 'technical', verdict, subject: { by: 'payload', payloadIds }, reason: reasonFrom(words) })
}

/** 201, 280 and 281 say that it was passed on, or kept to be looked at later. */
function verdictOf(code: string): Verdict | null {
  if (!/^[245]\d\d$/.test(code)) return null
  if (!code.startsWith('2')) return 'rejected'
  return code === '200' || code === '204' ? 'accepted' : 'received'
}

/** ConfirmationHeader@type. `detail` and the rest say that something is not as it was ordered. */
const CONFIRMATIONS: Readonly<Record<string, Verdict>> = {
  accept: 'accepted',
  allDetail: 'accepted-with-changes',
  backordered: 'accepted-with-changes',
  detail: 'accepted-with-changes',
  except: 'accepted-with-changes',
  reject: 'rejected',
  replace: 'accepted-with-changes',
}

const LINES_TOLD = 5

function confirmed(confirmation: XmlElement): Result<Said, string> {
  const header = childAt(confirmation, 'ConfirmationHeader')
  const type = header?.attributes.get('type') ?? ''
  const verdict = Object.hasOwn(CONFIRMATIONS, type) ? CONFIRMATIONS[type] : undefined
  if (!verdict) return err(`ConfirmationHeader has the type ${quoted(type)}.`)
  const reference = childAt(confirmation, 'OrderReference') ?? childAt(confirmation, 'OrderIDInfo')
  const [orderNumber, payload] = [reference?.attributes.get('orderID') ?? '', payloadNamed(reference)]
  if (orderNumber === '' && payload === '') return err('OrderReference names no order.')
  const changes = childrenOf(confirmation, 'ConfirmationItem').flatMap(changeIn)
  return ok({
    kind: 'business',
    verdict: verdict === 'accepted' && changes.length > 0 ? 'accepted-with-changes' : verdict,
    subject: payload === '' ? { by: 'order-number', orderNumber } : { by: 'payload', payloadIds: [payload] },
    reason: reasonFrom([
      textAt(header, 'Comments'),
      verdict === 'accepted' ? '' : `Type ${type}.`,
      ...changes.slice(0, LINES_TOLD),
      changes.length > LINES_TOLD ? `And ${changes.length - LINES_TOLD} more lines.` : '',
    ]),
  })
}

/** What is said of a line that isn't simply taken, whatever the header says of all. */
function changeIn(item: XmlElement): string[] {
  const types = childrenOf(item, 'ConfirmationStatus').map(({ attributes }) => attributes.get('type') ?? '')
  const others = types.filter((type) => type !== 'accept')
  const line = quoted(item.attributes.get('lineNumber') ?? '')
  return others.length === 0 ? [] : [`Line ${line}: ${others.map(quoted).join(', ')}.`]
}

const payloadNamed = (element: XmlElement | undefined): string =>
  childAt(element, 'DocumentReference')?.attributes.get('payloadID') ?? ''
