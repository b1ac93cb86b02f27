import type { ConfirmedLine } from '../../model/acknowledgement.ts'
import type { OrderedLine } from '../answers/confirmed-lines.ts'
import { lineChange, lineDifferences } from '../answers/line-changes.ts'
import { backOrderedIn, differing, type Quantity } from '../answers/quantities.ts'
import { type Segment, valueAt } from '../delimited/segment-reader.ts'

/** A line of an ORDRSP: the LIN segment, and the QTY segments that follow. */
export interface OrdrspLine {
  readonly head: Segment
  /** The PIA and RFF segments of the line. */
  readonly names: readonly Segment[]
  /** The QTY segments of the line, of its delivery schedules (SCC) and of its places (LOC). */
  readonly quantities: Readonly<Record<Owner, Segment[]>>
}

type Owner = 'LIN' | 'SCC' | 'LOC'

/** These segments name the article, and the line of the order. */
const NAMES = new Set(['PIA', 'RFF'])

/** A quantity after PAC, ALC or STG counts packages, or the goods of an allowance or a stage. */
const OWNERS: Readonly<Record<string, Owner | null>> = {
  LIN: 'LIN',
  SCC: 'SCC',
  LOC: 'LOC',
  PAC: null,
  ALC: null,
  STG: null,
}

/** Element 6063. */
const ORDERED = '21'
const DESPATCHED = '12'
const BACK_ORDERED = '83'
const TO_BE_DELIVERED = '113'

export function linesOf(segments: readonly Segment[]): OrdrspLine[] {
  const lines: (OrdrspLine & { readonly names: Segment[] })[] = []
  let owner: Owner | null = null
  for (const segment of segments) {
    if (segment.tag === 'LIN') lines.push({ head: segment, names: [], quantities: { LIN: [], SCC: [], LOC: [] } })
    if (Object.hasOwn(OWNERS, segment.tag)) owner = OWNERS[segment.tag] ?? null
    else if (NAMES.has(segment.tag)) lines.at(-1)?.names.push(segment)
    else if (segment.tag === 'QTY' && owner !== null) lines.at(-1)?.quantities[owner].push(segment)
  }
  return lines
}

/** How a line differs from the order, in words for the order desk. Empty for a line that is accepted as ordered. */
export function changesIn({ head, quantities }: OrdrspLine): string[] {
  const status = lineChange(valueAt(head, 2))
  return lineDifferences(valueAt(head, 1), {
    states: status === null ? [] : [status],
    taken: takenOfOrdered(quantities),
    backOrdered: backOrdered(quantities),
  })
}

function takenOfOrdered(quantities: OrdrspLine['quantities']): string | null {
  const ordered = orderedOf(quantities)
  if (!ordered) return null
  return (
    takenParts(quantities)
      .map((parts) => differing(ordered, parts))
      .find((difference) => difference !== null) ?? null
  )
}

/** The line, its schedules and its places each divide the whole quantity. */
function takenParts({ LIN, SCC, LOC }: OrdrspLine['quantities']): readonly Quantity[][] {
  const promised = [LIN, SCC, LOC].map((segments) => having(segments, TO_BE_DELIVERED))
  return promised.some((parts) => parts.length > 0) ? promised : [having(LIN, DESPATCHED)]
}

const orderedOf = ({ LIN }: OrdrspLine['quantities']): Quantity | undefined => having(LIN, ORDERED)[0]

/** A reply that repeats the ordered quantity is compared with itself. */
export const namesOrdered = ({ quantities }: OrdrspLine): boolean => orderedOf(quantities) !== undefined

/** The parts of a line that is compared with the sent document. */
export function confirmedParts(line: OrdrspLine): ConfirmedLine[] {
  const { head, names, quantities } = line
  const parts = takenParts(quantities).find((some) => some.length > 0) ?? [{ quantity: '', unit: '' }]
  const [reference] = names.filter((segment) => segment.tag === 'RFF' && valueAt(segment, 1) === 'ON')
  return parts.map((part, at) => ({
    ...{ number: valueAt(head, 1), orderLine: reference ? valueAt(reference, 1, 3) : '', article: articleOf(line) },
    ...{ status: valueAt(head, 2), ...part, backOrdered: at === 0 ? (backOrdered(quantities) ?? '') : '' },
  }))
}

/** The lines of an ORDERS message that the gateway wrote. */
export const orderedLines = (segments: readonly Segment[]): OrderedLine[] =>
  linesOf(segments).map((line) => ({
    ...{ number: valueAt(line.head, 1), article: articleOf(line) },
    ...(orderedOf(line.quantities) ?? { quantity: '', unit: '' }),
  }))

/** The supplier's article number, or else the number of the line's head. */
function articleOf({ head, names }: OrdrspLine): string {
  const [own] = names.filter(
    ({ tag, elements }) => tag === 'PIA' && elements.slice(1).some(([, type]) => type === 'SA'),
  )
  return own?.elements.slice(1).find(([, type]) => type === 'SA')?.[0] ?? valueAt(head, 3)
}

const backOrdered = ({ LIN, SCC, LOC }: OrdrspLine['quantities']): string | null =>
  backOrderedIn([LIN, SCC, LOC].flatMap((segments) => having(segments, BACK_ORDERED)).map(({ quantity }) => quantity))

/** ISO 9735: point and comma are both decimal marks, whatever UNA names. */
const having = (segments: readonly Segment[], qualifier: string): Quantity[] =>
  segments
    .filter((segment) => valueAt(segment, 1) === qualifier)
    .map((segment) => ({ quantity: valueAt(segment, 1, 2).replace(',', '.'), unit: valueAt(segment, 1, 3) }))
