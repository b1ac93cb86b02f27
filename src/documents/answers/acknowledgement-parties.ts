import type { Acknowledgement, Party } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import { type Acknowledgements, quoted } from './acknowledgement.ts'

/** An order alone in an interchange is message 1. */
const MESSAGE = 1

type Expected = Omit<Acknowledgements, 'read'>
type ControlNumber = Extract<Acknowledgement['subject'], { readonly by: 'control-number' }>

/**
 * Returns why this acknowledgement cannot answer a document of the route, whatever the control number; null if no
 * reason is known. A test acknowledgement never settles a live order. Each pair of parties has separate numbers.
 */
export function partyMismatch(
  { sender, recipient, subject, test }: Acknowledgement,
  expected: Expected,
): string | null {
  if (test && expected.test !== true) return findingNote('unmatched-test')
  if (differs(sender, expected.receiver)) return findingNote('unmatched-sender', { party: quoted(sender?.id ?? '') })
  if (differs(recipient, expected.sender))
    return findingNote('unmatched-recipient', { party: quoted(recipient?.id ?? '') })
  if (subject.by !== 'control-number') return null
  if (subject.type !== null && subject.type !== expected.type)
    return findingNote('unmatched-type', { what: quoted(subject.type) })
  return null
}

/** Returns why this acknowledgement cannot be about an order alone in its interchange; null if no reason is known. */
export function messageMismatch({ subject }: Acknowledgement, expected: Expected): string | null {
  if (subject.by !== 'control-number' || subject.message === null) return null
  if (isOurMessage(subject.message, subject, expected)) return null
  return findingNote('unmatched-one', { what: findingNote('what-message', { quoted: quoted(subject.message) }) })
}

/** If the message has the interchange's number, a group's number proves nothing: groups may have their own counter. */
function isOurMessage(message: string, { number, of }: ControlNumber, { sharesNumber }: Expected): boolean {
  if (sharesNumber !== true) return Number(message) === MESSAGE
  return of === 'group' || Number(message) === Number(number)
}

/** A qualifier that either side leaves out proves no difference. */
const differs = (named: Party | null, expected: Party | undefined): boolean =>
  named !== null &&
  expected !== undefined &&
  (named.id !== expected.id ||
    (named.qualifier !== '' && expected.qualifier !== '' && named.qualifier !== expected.qualifier))
