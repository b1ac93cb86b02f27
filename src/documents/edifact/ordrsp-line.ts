import { lineChange, lineDifferences } from '../answers/line-changes.ts'
import { backOrderedIn, differing, type Quantity } from '../answers/quantities.ts'
import { type Segment, valueAt } from '../delimited/segment-reader.ts'

/** A line of an ORDRSP: the LIN segment, and the QTY segments that follow. */
export interface OrdrspLine {
  readonly head: Segment
  /** The QTY segments of the line, of its delivery schedules (SCC) and of its places (LOC). */
  readonly quantities: Readonly<Record<Owner, Segment[]>>
}

type Owner = 'LIN' | 'SCC' | 'LOC'

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
  const lines: OrdrspLine[] = []
  let owner: Owner | null = null
  for (const segment of segments) {
    if (segment.tag === 'LIN') lines.push({ head: segment, quantities: { LIN: [], SCC: [], LOC: [] } })
    if (Object.hasOwn(OWNERS, segment.tag)) owner = OWNERS[segment.tag] ?? null
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

/** The line, its schedules and its places each divide the whole quantity. */
function takenOfOrdered({ LIN, SCC, LOC }: OrdrspLine['quantities']): string | null {
  const [ordered] = having(LIN, ORDERED)
  if (!ordered) return null
  const promised = [LIN, SCC, LOC].map((segments) => having(segments, TO_BE_DELIVERED))
  const taken = promised.some((parts) => parts.length > 0) ? promised : [having(LIN, DESPATCHED)]
  return taken.map((parts) => differing(ordered, parts)).find((difference) => difference !== null) ?? null
}

const backOrdered = ({ LIN, SCC, LOC }: OrdrspLine['quantities']): string | null =>
  backOrderedIn([LIN, SCC, LOC].flatMap((segments) => having(segments, BACK_ORDERED)).map(({ quantity }) => quantity))

/** ISO 9735: point and comma are both decimal marks, whatever UNA names. */
const having = (segments: readonly Segment[], qualifier: string): Quantity[] =>
  segments
    .filter((segment) => valueAt(segment, 1) === qualifier)
    .map((segment) => ({ quantity: valueAt(segment, 1, 2).replace(',', '.'), unit: valueAt(segment, 1, 3) }))
