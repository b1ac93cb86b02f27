import type { Acknowledgement, ConfirmedLine, Verdict } from '../../model/acknowledgement.ts'
import { findingNote } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { listedCodes, quoted, reasonFrom } from '../answers/acknowledgement.ts'
import type { OrderedLine } from '../answers/confirmed-lines.ts'
import { shownChanges, verdictWith } from '../answers/line-changes.ts'
import { differing, type Quantity } from '../answers/quantities.ts'
import { type Segment, valueAt } from '../delimited/segment-reader.ts'
import type { TransactionSet, X12Interchange } from './envelope.ts'

/** 855: the reply of a supplier's order system to a purchase order. */

/** BAK02 (587). On hold promises no delivery, so the order desk must check the order, as with a change. */
const TYPES: Readonly<Record<string, { readonly verdict: Verdict; readonly reason?: string }>> = {
  AC: { verdict: 'accepted-with-changes' },
  AD: { verdict: 'accepted' },
  AE: { verdict: 'accepted-with-changes', reason: 'Acknowledged with exceptions.' },
  AH: { verdict: 'accepted-with-changes', reason: 'On hold.' },
  AK: { verdict: 'accepted' },
  AT: { verdict: 'accepted' },
  RD: { verdict: 'rejected' },
  RF: { verdict: 'rejected' },
  RJ: { verdict: 'rejected' },
  RO: { verdict: 'rejected', reason: 'Rejected with a counter offer.' },
}

/** ACK01 (668) of a line accepted as ordered. */
const AS_ORDERED = new Set(['AC', 'AR', 'IA', 'IE'])
const LINE_STATES: Readonly<Record<string, string>> = {
  BP: 'shipped in part, the rest back-ordered',
  DR: 'delivered on another date',
  IB: 'back-ordered',
  IC: 'accepted with changes',
  ID: 'deleted',
  IF: 'on hold, description incomplete',
  IH: 'on hold',
  IP: 'accepted, price changed',
  IQ: 'accepted, quantity changed',
  IR: 'rejected',
  IS: 'accepted, another article instead',
  IW: 'on hold, waiver needed',
}
/** BAK01 (353) of a reply to a cancellation. */
const CANCELLATION = '01'

export function read855(set: TransactionSet, around: X12Interchange): Result<Acknowledgement, string> {
  const [head] = set.segments
  if (head?.tag !== 'BAK') return err(findingNote('reply-beginning', { place: '855', header: 'BAK' }))
  const code = valueAt(head, 2)
  const type = Object.hasOwn(TYPES, code) ? TYPES[code] : undefined
  if (!type) return err(findingNote('reply-code', { place: 'BAK02', quoted: quoted(code), codes: listedCodes(TYPES) }))
  const orderNumber = valueAt(head, 3)
  if (orderNumber === '') return err(findingNote('reply-no-order', { place: 'BAK03' }))
  const lines = linesOf(set.segments)
  const changed = lines.flatMap(({ line, states, ordered, taken }) => {
    if (states.some((state) => !AS_ORDERED.has(state))) return [`Line ${line}: ${states.map(stateName).join(', ')}.`]
    const difference = differing(ordered, taken)
    return difference === null ? [] : [`Line ${line}: accepted, ${difference}.`]
  })
  const partial = lines.filter(
    ({ ordered, states }) => ordered.quantity === '' && states.every((state) => AS_ORDERED.has(state)),
  )
  const { sender, recipient, test } = around
  return ok({
    kind: 'business',
    verdict: verdictWith(changed, type.verdict),
    subject: {
      by: 'order-number',
      orderNumber,
      ...(valueAt(head, 1) === CANCELLATION ? { cancellation: true } : {}),
    },
    sender,
    recipient,
    test,
    senderReference: `${around.reference}/${set.reference}`,
    repeat: false,
    reason: reasonFrom([type.reason ?? '', ...shownChanges(changed)]),
    ...(partial.length > 0
      ? { confirmed: { words: [type.reason ?? '', ...shownChanges(changed)], lines: partial.flatMap(confirmedParts) } }
      : {}),
  })
}

interface Line {
  readonly line: string
  readonly article: string
  readonly ordered: Quantity
  readonly states: string[]
  readonly taken: Quantity[]
}

/** PO1 and the ACK segments that follow. A line can be split into accepted, changed and back-ordered parts. */
function linesOf(segments: readonly Segment[]): Line[] {
  const lines: Line[] = []
  for (const segment of segments) {
    const amount = { quantity: valueAt(segment, 2), unit: valueAt(segment, 3) }
    if (segment.tag === 'PO1') {
      const line = valueAt(segment, 1) || String(lines.length + 1)
      lines.push({ line, article: articleOf(segment), ordered: amount, states: [], taken: [] })
    } else if (segment.tag === 'ACK') {
      lines.at(-1)?.states.push(valueAt(segment, 1))
      lines.at(-1)?.taken.push(amount)
    }
  }
  return lines
}

/** PO106 and the elements after it are pairs of a qualifier and a number. */
function articleOf({ elements }: Segment): string {
  const at = elements.findIndex(([qualifier], index) => index >= 5 && index % 2 === 1 && qualifier === 'VN')
  return at < 0 ? '' : (elements[at + 1]?.[0] ?? '')
}

const confirmedParts = ({ line, article, taken }: Line): ConfirmedLine[] =>
  taken.map((part) => ({ number: line, orderLine: '', article, status: '', ...part, backOrdered: '' }))

/** The lines of an 850 that the gateway wrote. */
export const orderedLinesIn = (segments: readonly Segment[]): OrderedLine[] =>
  linesOf(segments).map(({ line, article, ordered }) => ({ number: line, article, ...ordered }))

/** Codes R1 to R8 and R0 are reasons for a rejection. */
const stateName = (code: string): string =>
  (Object.hasOwn(LINE_STATES, code) && LINE_STATES[code]) || (/^R\d$/.test(code) ? `rejected (${code})` : quoted(code))
