import type { Acknowledgement, Party } from '../../model/acknowledgement.ts'
import { quoted } from './acknowledgement.ts'

/** Message types that a route writes: orders. An order alone in an interchange is message 1. */
const TYPES = new Set(['ORDERS', 'PO'])
const MESSAGE = 1

type Settings = Readonly<Record<string, unknown>>
type ControlNumber = Extract<Acknowledgement['subject'], { readonly by: 'control-number' }>

/**
 * Returns why this acknowledgement cannot answer a document of the route, whatever the control number; null if no
 * reason is known. A test acknowledgement never settles a live order. Each pair of parties has separate numbers.
 */
export function partyMismatch(
  { sender, recipient, subject, test }: Acknowledgement,
  document: Settings,
): string | null {
  if (test && document.test !== true) return 'It is marked as a test, and the documents of this route are not.'
  const [them, us] = partiesOf(document)
  if (differs(sender, them)) return `It comes from ${quoted(sender?.id ?? '')}, and this route sends to another party.`
  if (differs(recipient, us))
    return `It is addressed to ${quoted(recipient?.id ?? '')}, which is not who this route sends as.`
  if (subject.by !== 'control-number') return null
  if (subject.type !== null && !TYPES.has(subject.type))
    return `It speaks of ${quoted(subject.type)}, and this route sends orders.`
  return null
}

/** Returns why this acknowledgement cannot be about an order alone in its interchange; null if no reason is known. */
export function messageMismatch({ subject }: Acknowledgement, document: Settings): string | null {
  if (subject.by !== 'control-number' || subject.message === null) return null
  if (isOurMessage(subject.message, subject, document)) return null
  return `It speaks of message ${quoted(subject.message)}, and there was one in that interchange.`
}

/** If the message has the interchange's number, a group's number proves nothing: groups may have their own counter. */
function isOurMessage(message: string, { number, of }: ControlNumber, { messageReference }: Settings): boolean {
  if (messageReference !== 'same') return Number(message) === MESSAGE
  return of === 'group' || Number(message) === Number(number)
}

/** The party that acknowledges and the party that sent the order, as far as the route's settings name both. */
function partiesOf(document: Settings): readonly [Party | null, Party | null] {
  if (document.format === 'peppol-order-3') return [endpointIn(document.seller), null]
  const hasParties = /^(edifact|x12)-/.test(String(document.format))
  return hasParties ? [partyIn(document.recipient), partyIn(document.sender)] : [null, null]
}

const partyIn = (value: unknown): Party | null => partyWith(value, 'qualifier')

const endpointIn = (value: unknown): Party | null =>
  typeof value === 'object' && value !== null ? partyWith(Reflect.get(value, 'endpoint'), 'scheme') : null

function partyWith(value: unknown, qualifierKey: string): Party | null {
  if (typeof value !== 'object' || value === null) return null
  const [id, qualifier] = [Reflect.get(value, 'id'), Reflect.get(value, qualifierKey)]
  return typeof id === 'string' ? { id, qualifier: typeof qualifier === 'string' ? qualifier : '' } : null
}

/** A qualifier that either side leaves out proves no difference. */
const differs = (named: Party | null, expected: Party | null): boolean =>
  named !== null &&
  expected !== null &&
  (named.id !== expected.id ||
    (named.qualifier !== '' && expected.qualifier !== '' && named.qualifier !== expected.qualifier))
