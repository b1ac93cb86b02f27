import type { Ledger, StormOrder } from '../ledger.ts'
import { FALLBACK, ROUTES, type SupplierName } from '../setting.ts'
import { actionsOn, isAmbiguous, receivedOf, versionsOf } from './contents.ts'

export interface Absence {
  readonly from: number
  readonly to: number
}

/** Of one order with a 2xx, or that Apicbase lists: the routes by which it neither came nor was settled by a person. */
export function lost(ledger: Ledger, order: StormOrder, csvAbsences: readonly Absence[]): string[] {
  const versions = versionsOf(ledger, order)
  const discards = actionsOn(ledger, order, 'discard', 'discard-on')
  const gone = new Set(discards.flatMap(({ discarded }) => discarded.map(({ version }) => version)))
  const standing = [...versions].filter(([version]) => !gone.has(version)).sort(([a], [b]) => a - b)
  const [, newest = order.listed.at(-1)] = standing.at(-1) ?? []
  // A discard without an answer may have ended any version.
  const isUnclear = discards.some(({ code }) => code === 0)
  // Of an order that came by the poll alone, the versions are known from what the desk discarded.
  const isDiscarded = standing.length === 0 && versions.size + gone.size > 0
  if (newest === undefined || isUnclear || isDiscarded) return []
  // Placed again after a change, an earlier content is a question, and the desk may choose either. The same question is
  // there where Apicbase lists only an earlier content, and the poll reads that one.
  const isAsked = actionsOn(ledger, order, 'release').length > 0 && listsOnlyOthers(order, newest)
  const from = isAsked || isAmbiguous(order, newest) ? 0 : order.contents.lastIndexOf(newest)
  const wanted = new Set([...order.contents.slice(from), newest])
  const settled = actionsOn(ledger, order, 'done', 'cancel')
  const received = receivedOf(ledger, order)
  return ROUTES[order.supplier as SupplierName]
    .filter((route) => route !== 'csv' || isExpected(ledger, order, csvAbsences))
    .flatMap((route) => {
      const ways = waysFrom(ledger, order, route)
      const came = received.some(
        ({ arrival, part }) =>
          ways.has(arrival.route) &&
          arrival.processed &&
          (wanted.has(part.content) || wasDiscardedLater(discards, versions, part.content, arrival.at)),
      )
      if (came || settled.some((action) => ways.has(action.route ?? ''))) return []
      return [`${order.number}: content ${newest} never came by ${route}`]
    })
}

const listsOnlyOthers = ({ listed }: StormOrder, content: number): boolean =>
  listed.length > 0 && !listed.includes(content)

/** The route, its fallback, and those by which the desk sent the order instead. */
function waysFrom(ledger: Ledger, order: StormOrder, route: string): Set<string> {
  const ways = new Set([route, ...(route === FALLBACK.of ? [FALLBACK.route] : [])])
  for (const action of actionsOn(ledger, order, 'send-by')) if (ways.has(action.route ?? '')) ways.add(action.to ?? '')
  return ways
}

/** Without the route at any moment while its postings were under way, none may have been planned. */
function isExpected({ postings }: Ledger, { id, listed }: StormOrder, absences: readonly Absence[]): boolean {
  const own = postings.filter(({ orderId }) => orderId === id)
  if (own.length === 0 && listed.length > 0) return absences.length === 0
  return !own.some(({ at, answeredAt }) =>
    absences.some(({ from, to }) => at <= to && (answeredAt ?? at + POSTED_MS) >= from),
  )
}

const POSTED_MS = 15_000

/** What had come before a person discarded it stands. */
const wasDiscardedLater = (
  discards: readonly { readonly at: number; readonly discarded: readonly { readonly version: number }[] }[],
  versions: ReadonlyMap<number, number>,
  content: number,
  cameAt: number,
): boolean =>
  discards.some(
    ({ at, discarded }) => at > cameAt && discarded.some(({ version }) => versions.get(version) === content),
  )
