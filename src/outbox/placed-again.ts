import type { DeliveryFact } from '../model/delivery-state.ts'
import { type CopyRank, receiverChains } from '../model/erp-holding.ts'
import { isNotThere } from '../model/not-there.ts'
import type { Submission } from './accept.ts'
import type { DeliveryView } from './delivery-views.ts'
import { noteDiscarded } from './note-refusal.ts'
import type { Sql } from './sql.ts'
import { addTimelineEntry, type TimelineEntry } from './timeline.ts'

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

/** Null for any other order, and after a later version. */
export function placedAgain(
  timeline: readonly TimelineEntry[],
  deliveries: readonly DeliveryView[],
  rankOf: CopyRank,
): PlacedAgain | null {
  const last = timeline.findLast(({ event }) => event === EVENT)
  if (last?.version == null || deliveries.some(({ version }) => version > (last.version ?? 0))) return null
  const { version, at } = last
  const chains = receiverChains(
    deliveries.map((delivery) => ({ ...delivery, primaryRoute: delivery.fallbackFor ?? delivery.route })),
    rankOf,
  )
  const ended = chains.flatMap(([primaryRoute, all]) =>
    all.filter((one) => one.version === version && one.route === primaryRoute && one.state === 'discarded'),
  )
  const routes = ended.flatMap(({ route, reached, note }) => (reached === 'no' || isNotThere(note) ? [route] : []))
  return ended.length === 0 ? null : { version, at, routes }
}

/** The discarded delivery of the route, where the chef placed its version again. Absent after a later version. */
export function placedAgainOn(
  sql: Sql,
  orderId: string,
  all: readonly DeliveryFact[],
  route: string,
): DeliveryFact | undefined {
  const [last] = sql.all<{ version: number | null }>(
    `SELECT max(version) AS version FROM timeline WHERE order_id = ? AND event = '${EVENT}'`,
    orderId,
  )
  const version = last?.version ?? null
  if (version === null || all.some((one) => one.version > version)) return undefined
  return all.find((one) => one.version === version && one.route === route && one.state === 'discarded')
}
