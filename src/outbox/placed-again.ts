import { type DeliveryFact, isDiscardedMail, mayHaveReached } from '../model/delivery-state.ts'
import { type CopyRank, receiverChains } from '../model/erp-holding.ts'
import { isNotThere } from '../model/not-there.ts'
import { refusedPost } from '../model/refused-post.ts'
import { parsedJson } from '../text/parsed-json.ts'
import type { Submission } from './accept.ts'
import { deliveriesOf } from './deliveries.ts'
import type { DeliveryView } from './delivery-views.ts'
import { noteDiscarded } from './note-refusal.ts'
import type { Sql } from './sql.ts'
import { addTimelineEntry, type TimelineEntry, timelineOf } from './timeline.ts'

const EVENT = 'placed-again'

/** A discarded version that the chef placed again, while no receiver has the version. */
export interface PlacedAgain {
  readonly version: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** The primary routes to the systems for which a person may report an entry by hand. */
  readonly routes: readonly string[]
}

/** The chef reads `duplicate` as accepted, and no route sends the version: the desk calls the customer. */
export function notePlacedAgain(
  sql: Sql,
  order: Pick<Submission, 'orderId' | 'customer' | 'deliveryDate'>,
  version: number,
  now: number,
): void {
  addTimelineEntry(sql, order.orderId, { at: now, event: EVENT, version, route: null, text: null })
  noteDiscarded(sql, order, now)
}

/** Whether the order waits for a call, because the chef placed it again after a discard. Reads more only of such an order. */
export const awaitsCall = (sql: Sql, orderId: string, deliveries: readonly DeliveryView[], rankOf: CopyRank): boolean =>
  deliveries.some(({ state }) => state === 'discarded') &&
  lastPlacedAgain(sql, orderId) !== null &&
  placedAgain(sql, orderId, timelineOf(sql, orderId), deliveries, rankOf) !== null &&
  sql.all('SELECT 1 FROM refusals WHERE order_id = ? AND called_at IS NULL', orderId).length > 0

/** Null for any other order, after a later version, and once the chef cancelled the order. */
export function placedAgain(
  sql: Sql,
  orderId: string,
  timeline: readonly TimelineEntry[],
  deliveries: readonly DeliveryView[],
  rankOf: CopyRank,
): PlacedAgain | null {
  const last = timeline.findLast((entry) => entry.event === EVENT || isCancelledPost(entry))
  if (last?.version == null || isPassed(sql, orderId, { version: last.version, at: last.at })) return null
  const { version, at } = last
  const all = deliveries.map((delivery) => ({ ...delivery, primaryRoute: delivery.fallbackFor ?? delivery.route }))
  const ended = lackingChains(all, version, rankOf).filter(([route]) => laterOn(all, version, route).every(isEnded))
  const routes = ended.flatMap(([primaryRoute, chain]) =>
    chain.some((one) => isInDoubt(one, chain)) || laterOn(all, version, primaryRoute).some(mayHaveReached)
      ? []
      : [primaryRoute],
  )
  return ended.length === 0 ? null : { version, at, routes }
}

/** The chef sent the order as cancelled. The text of a refused post has its problems. */
function isCancelledPost({ event, text }: TimelineEntry): boolean {
  const problems = event === 'refused' && text !== null ? parsedJson(text) : null
  return Array.isArray(problems) && refusedPost(problems) === 'cancelled'
}

/** A person looks first for a discarded document that may have arrived. */
const isInDoubt = (one: DeliveryView & DeliveryFact, chain: readonly DeliveryFact[]): boolean =>
  one.state === 'discarded' && one.reached !== 'no' && !isNotThere(one.note) && !isDiscardedMail(one, chain)

type Ended = Pick<DeliveryFact, 'version' | 'route' | 'primaryRoute' | 'state'>

/** The receivers without the version, each with its chain of deliveries. A person discarded the version on the last route. */
export const lackingChains = <D extends Ended>(all: readonly D[], version: number, rankOf: CopyRank): [string, D[]][] =>
  receiverChains(
    all.filter((one) => one.version === version),
    rankOf,
  ).filter(([, chain]) => isDiscarded(chain))

/** A person discarded the version on the last route of the deliveries. */
export const isDiscarded = (chain: readonly Pick<Ended, 'state'>[]): boolean =>
  chain.some(({ state }) => state === 'discarded') && chain.every(isEnded)

const isEnded = ({ state }: Pick<Ended, 'state'>): boolean => state === 'discarded' || state === 'superseded'

/** The later versions of a receiver, which the chef placed before this version. */
const laterOn = <D extends Ended>(all: readonly D[], version: number, primaryRoute: string): D[] =>
  all.filter((one) => one.version > version && one.primaryRoute === primaryRoute)

type Placed = Pick<PlacedAgain, 'version' | 'at'>

/** A later version was stored after the chef placed this version again. */
const isPassed = (sql: Sql, orderId: string, { version, at }: Placed): boolean =>
  sql.all(
    'SELECT 1 FROM versions WHERE order_id = ? AND version > ? AND accepted_at > ? LIMIT 1',
    ...[orderId, version, at],
  ).length > 0

/** The version that the chef placed again last. Null after a later version. */
function lastPlacedAgain(sql: Sql, orderId: string): number | null {
  const [last] = sql.all<Placed>(
    `SELECT version, at FROM timeline WHERE order_id = ? AND event = '${EVENT}' ORDER BY seq DESC LIMIT 1`,
    orderId,
  )
  return last === undefined || isPassed(sql, orderId, last) ? null : last.version
}

/**
 * The delivery of the route that ended with the discard, where the chef placed its version again. Absent after a later version,
 * and where a later version is open or may be there.
 */
export function placedAgainOn(
  sql: Sql,
  orderId: string,
  all: readonly DeliveryFact[],
  route: string,
): DeliveryFact | undefined {
  const version = lastPlacedAgain(sql, orderId)
  if (version === null) return undefined
  const own = all.find((one) => one.version === version && one.route === route)
  if (!own) return undefined
  const { primaryRoute } = own
  const chain = all.filter((one) => one.version === version && one.primaryRoute === primaryRoute)
  const isNewest = laterOn(all, version, primaryRoute).every((one) => isEnded(one) && !mayHaveReached(one))
  return isNewest && isDiscarded(chain) ? own : undefined
}

/** Ends the call about an order that was placed again, once each receiver has the order. A later refusal needs its own call. */
export function endPlacedAgain(sql: Sql, orderId: string, rankOf: CopyRank): void {
  const version = lastPlacedAgain(sql, orderId)
  if (version === null || lackingChains(deliveriesOf(sql, orderId), version, rankOf).length > 0) return
  sql.all(
    `DELETE FROM refusals WHERE order_id = ?1
     AND refused_at <= (SELECT max(at) FROM timeline WHERE order_id = ?1 AND event = '${EVENT}')`,
    orderId,
  )
}
