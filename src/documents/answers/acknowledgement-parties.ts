import { type Acknowledgement, type Party, quoted } from './acknowledgement.ts'

/** What a route writes: orders. One alone in its interchange is the first. */
const TYPES = new Set(['ORDERS', 'PO'])
const MESSAGE = 1

type Settings = Readonly<Record<string, unknown>>
type ControlNumber = Extract<Acknowledgement['subject'], { readonly by: 'control-number' }>

/**
 * Why this can't be an answer to what a route sent, whatever number it names; null where nothing speaks against it. A test
 * never settles what is meant, and another pair of parties counts numbers of its own.
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

/** Why it can't be of an order that went alone in its interchange; null where nothing speaks against it. */
export function messageMismatch({ subject }: Acknowledgement, document: Settings): string | null {
  if (subject.by !== 'control-number' || subject.message === null) return null
  if (isOurMessage(subject.message, subject, document)) return null
  return `It speaks of message ${quoted(subject.message)}, and there was one in that interchange.`
}

/** Where the message has the number of the interchange, that of a group doesn't tell it: groups may be counted apart. */
function isOurMessage(message: string, { number, of }: ControlNumber, { messageReference }: Settings): boolean {
  if (messageReference !== 'same') return Number(message) === MESSAGE
  return of === 'group' || Number(message) === Number(number)
}

/** Who answers, and who is answered, as far as the route's settings tell. */
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

/** A qualifier that one side leaves out tells nothing. */
const differs = (given: Party | null, expected: Party | null): boolean =>
  given !== null &&
  expected !== null &&
  (given.id !== expected.id ||
    (given.qualifier !== '' && expected.qualifier !== '' && given.qualifier !== expected.qualifier))
