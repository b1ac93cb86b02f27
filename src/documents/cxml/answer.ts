import type { Acknowledgement, Verdict } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import type { ResponseVerdict } from '../../model/response-verdict.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { type AcknowledgementReader, listedCodes, quoted, reasonFrom } from '../answers/acknowledgement.ts'
import { differing, type Quantity } from '../answers/quantities.ts'
import { childAt, childrenOf, readXml, textAt, type XmlElement } from '../xml/reader.ts'

/** cXML replies. Response and StatusUpdateRequest report on the document, ConfirmationRequest reports on the order. */

/** The fields that differ between the kinds of reply. */
type ReplyFields = Pick<Acknowledgement, 'kind' | 'verdict' | 'subject' | 'reason'>

export const readCxmlAnswer: AcknowledgementReader = (bytes) => {
  const read = readXml(bytes)
  if (!read.ok) return read
  const root = read.value
  if (root.name !== 'cXML') return err(findingNote('reply-root', { quoted: quoted(root.name), element: 'cXML' }))
  const own = root.attributes.get('payloadID') ?? ''
  if (own === '') return err(findingNote('reply-no-element', { element: 'payloadID' }))
  const response = childAt(root, 'Response')
  const request = childAt(root, 'Request')
  const reply = response ? responded(response, root) : requested(request)
  if (!reply.ok) return reply
  const test = request?.attributes.get('deploymentMode') === 'test'
  // The access token identifies the receiver: a cXML network replaces the credentials with its own.
  return ok([{ ...reply.value, sender: null, recipient: null, test, senderReference: own, repeat: false }])
}

/**
 * Reads the Response in the body of an HTTP response. HTTP returns 200 in every case; the code in Status has HTTP's
 * classes. The request identifies the document.
 */
export function readCxmlResponse(bytes: Uint8Array): Result<ResponseVerdict, string> {
  const read = readXml(bytes)
  if (!read.ok) return read
  if (read.value.name !== 'cXML')
    return err(findingNote('reply-root', { quoted: quoted(read.value.name), element: 'cXML' }))
  const status = childAt(read.value, 'Response', 'Status')
  const code = status?.attributes.get('code') ?? ''
  if (!status || !/^[245]\d\d$/.test(code))
    return err(findingNote('reply-code', { place: 'Status code', quoted: quoted(code), codes: STATUS_CODES }))
  return ok({ status: Number(code), text: reasonFrom([status.attributes.get('text') ?? '', status.text]) ?? '' })
}

const STATUS_CODES = '2xx, 4xx, 5xx'

/** A Response names no document. Receivers repeat the order's payloadID, or put the payloadID into `inReplyTo`. */
function responded(response: XmlElement, root: XmlElement): Result<ReplyFields, string> {
  const named = [root, response].flatMap(({ attributes }) => [
    attributes.get('inReplyTo') ?? '',
    attributes.get('payloadID') ?? '',
  ])
  return stated(childAt(response, 'Status'), named)
}

function requested(request: XmlElement | undefined): Result<ReplyFields, string> {
  const update = childAt(request, 'StatusUpdateRequest')
  if (update) return stated(childAt(update, 'Status'), [payloadNamed(update)])
  const confirmation = childAt(request, 'ConfirmationRequest')
  if (confirmation) return confirmed(confirmation)
  return err(findingNote('reply-no-answer'))
}

function stated(status: XmlElement | undefined, payloads: readonly string[]): Result<ReplyFields, string> {
  const code = status?.attributes.get('code') ?? ''
  const verdict = verdictOf(code)
  if (!status || !verdict)
    return err(findingNote('reply-code', { place: 'Status code', quoted: quoted(code), codes: STATUS_CODES }))
  const payloadIds = [...new Set(payloads.filter((payload) => payload !== ''))]
  if (payloadIds.length === 0) return err(findingNote('reply-no-payload'))
  const words = verdict === 'rejected' ? [`Status ${code}.`, status.attributes.get('text') ?? '', status.text] : []
  return ok({ kind: 'functional', verdict, subject: { by: 'payload', payloadIds }, reason: reasonFrom(words) })
}

/** 201, 280 and 281 mean that the document was forwarded, or stored for later. */
function verdictOf(code: string): Verdict | null {
  if (!/^[245]\d\d$/.test(code)) return null
  if (!code.startsWith('2')) return 'rejected'
  return code === '200' || code === '204' ? 'accepted' : 'received'
}

/** ConfirmationHeader@type. `detail` and the other types say that something differs from the order. */
const CONFIRMATIONS: Readonly<Record<string, Verdict>> = {
  accept: 'accepted',
  allDetail: 'accepted-with-changes',
  backordered: 'accepted-with-changes',
  detail: 'accepted-with-changes',
  except: 'accepted-with-changes',
  reject: 'rejected',
  replace: 'accepted-with-changes',
}

const LINES_SHOWN = 5

function confirmed(confirmation: XmlElement): Result<ReplyFields, string> {
  const header = childAt(confirmation, 'ConfirmationHeader')
  const type = header?.attributes.get('type') ?? ''
  const verdict = Object.hasOwn(CONFIRMATIONS, type) ? CONFIRMATIONS[type] : undefined
  if (!verdict)
    return err(
      findingNote('reply-code', {
        place: 'ConfirmationHeader type',
        quoted: quoted(type),
        codes: listedCodes(CONFIRMATIONS),
      }),
    )
  const reference = childAt(confirmation, 'OrderReference') ?? childAt(confirmation, 'OrderIDInfo')
  const [orderNumber, payload] = [reference?.attributes.get('orderID') ?? '', payloadNamed(reference)]
  if (orderNumber === '' && payload === '') return err(findingNote('reply-no-order', { place: 'OrderReference' }))
  const changes = childrenOf(confirmation, 'ConfirmationItem').flatMap(changeIn)
  return ok({
    kind: 'business',
    verdict: verdict === 'accepted' && changes.length > 0 ? 'accepted-with-changes' : verdict,
    subject: payload === '' ? { by: 'order-number', orderNumber } : { by: 'payload', payloadIds: [payload] },
    reason: reasonFrom([
      textAt(header, 'Comments'),
      verdict === 'accepted' ? '' : `Type ${type}.`,
      ...changes.slice(0, LINES_SHOWN),
      changes.length > LINES_SHOWN ? `And ${changes.length - LINES_SHOWN} more lines.` : '',
    ]),
  })
}

/** Changes to a line that is not simply accepted, whatever the header says about all lines. */
function changeIn(item: XmlElement): string[] {
  const states = childrenOf(item, 'ConfirmationStatus')
  const others = states.map(({ attributes }) => attributes.get('type') ?? '').filter((type) => type !== 'accept')
  const line = quoted(item.attributes.get('lineNumber') ?? '')
  if (others.length > 0) return [`Line ${line}: ${others.map(quoted).join(', ')}.`]
  const taken = differing(quantityOf(item), states.map(quantityOf))
  return taken === null ? [] : [`Line ${line}: accepted, ${taken}.`]
}

const quantityOf = (element: XmlElement): Quantity => ({
  quantity: element.attributes.get('quantity') ?? '',
  unit: textAt(element, 'UnitOfMeasure'),
})

const payloadNamed = (element: XmlElement | undefined): string =>
  childAt(element, 'DocumentReference')?.attributes.get('payloadID') ?? ''
