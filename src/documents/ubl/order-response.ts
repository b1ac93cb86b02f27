import type { Acknowledgement, ConfirmedLine, Party } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { type AcknowledgementReader, listedCodes, quoted, reasonFrom } from '../answers/acknowledgement.ts'
import { compareLines } from '../answers/confirmed-lines.ts'
import { childAt, childrenOf, readXml, textAt, type XmlElement } from '../xml/reader.ts'
import { lineItemIn } from './ordered-lines.ts'

/** UBL OrderResponse and OrderResponseSimple, plain or in Peppol's version. */

const NAMESPACE = 'urn:oasis:names:specification:ubl:schema:xsd:'

type Answer = Pick<Acknowledgement, 'kind' | 'verdict'>

/** UNCL4343 as in Peppol BIS 3, and UNCL1225 as in its predecessor. AB: read by the system, not by a person. */
const CODES: Readonly<Record<string, Answer>> = {
  AB: { kind: 'functional', verdict: 'accepted' },
  AP: { kind: 'business', verdict: 'accepted' },
  CA: { kind: 'business', verdict: 'accepted-with-changes' },
  RE: { kind: 'business', verdict: 'rejected' },
  27: { kind: 'business', verdict: 'rejected' },
  29: { kind: 'business', verdict: 'accepted' },
  30: { kind: 'business', verdict: 'accepted-with-changes' },
}

export const readUblOrderResponse: AcknowledgementReader = (bytes) => {
  const read = readXml(bytes)
  if (!read.ok) return read
  const root = read.value
  const simple = root.name === 'OrderResponseSimple'
  if (!simple && root.name !== 'OrderResponse') {
    return err(findingNote('reply-root', { quoted: quoted(root.name), element: 'OrderResponse' }))
  }
  if (![...root.attributes.values()].includes(`${NAMESPACE}${root.name}-2`))
    return err(findingNote('reply-no-namespace'))
  const answer = simple ? simpleAnswer(root) : codedAnswer(root)
  if (!answer.ok) return answer
  const orderNumber = orderNumberIn(root)
  if (!orderNumber.ok) return orderNumber
  const own = textAt(root, 'ID')
  if (own === '') return err(findingNote('reply-no-element', { element: 'ID' }))
  const { kind, verdict } = answer.value
  const [words, lines] = [notesIn(root), kind === 'business' ? childrenOf(root, 'OrderLine').map(lineIn) : []]
  const acknowledgement: Acknowledgement = {
    kind,
    verdict,
    subject: { by: 'order-number', orderNumber: orderNumber.value },
    sender: endpointOf(root, 'SellerSupplierParty'),
    recipient: endpointOf(root, 'BuyerCustomerParty'),
    test: false,
    senderReference: own,
    repeat: false,
    reason: reasonFrom(words),
    ...(lines.length > 0 ? { confirmed: { words, lines } } : {}),
  }
  return ok([compareLines(acknowledgement, [])])
}

function codedAnswer(root: XmlElement): Result<Answer, string> {
  const code = textAt(root, 'OrderResponseCode')
  const answer = Object.hasOwn(CODES, code) ? CODES[code] : undefined
  return answer
    ? ok(answer)
    : err(findingNote('reply-code', { place: 'OrderResponseCode', quoted: quoted(code), codes: listedCodes(CODES) }))
}

function simpleAnswer(root: XmlElement): Result<Answer, string> {
  const accepted = textAt(root, 'AcceptedIndicator')
  if (accepted !== 'true' && accepted !== 'false')
    return err(
      findingNote('reply-code', { place: 'AcceptedIndicator', quoted: quoted(accepted), codes: 'true, false' }),
    )
  return ok({ kind: 'business', verdict: accepted === 'true' ? 'accepted' : 'rejected' })
}

function orderNumberIn(root: XmlElement): Result<string, string> {
  const numbers = childrenOf(root, 'OrderReference').map((reference) => textAt(reference, 'ID'))
  const [number = ''] = numbers
  if (number === '') return err(findingNote('reply-no-order', { place: 'OrderReference' }))
  return new Set(numbers).size === 1 ? ok(number) : err(findingNote('reply-several-orders'))
}

/** Peppol names the back order by MaximumBackorderQuantity. A reply never repeats the ordered quantity. */
function lineIn(line: XmlElement): ConfirmedLine {
  const item = childAt(line, 'LineItem')
  return {
    ...lineItemIn(item),
    orderLine: textAt(line, 'OrderLineReference', 'LineID'),
    status: textAt(item, 'LineStatusCode'),
    backOrdered: textAt(item, 'MaximumBackorderQuantity'),
  }
}

const notesIn = (root: XmlElement): string[] =>
  [...childrenOf(root, 'Note'), ...childrenOf(root, 'RejectionNote')].map(({ text }) => text)

function endpointOf(root: XmlElement, role: string): Party | null {
  const endpoint = childAt(root, role, 'Party', 'EndpointID')
  return endpoint ? { id: endpoint.text, qualifier: endpoint.attributes.get('schemeID') ?? '' } : null
}
