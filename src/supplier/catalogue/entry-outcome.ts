import { type HoldReason, mayHaveReached } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { broughtDeliveries } from '../../outbox/brought-deliveries.ts'
import { historyOf } from '../../outbox/catalogue/entries.ts'
import { isEntryReason } from '../../outbox/catalogue/held-unknown.ts'
import type { Sql } from '../../outbox/sql.ts'
import type { CatalogueKind } from '../../profile/catalogue.ts'
import { areReleasesPending } from './catalogue-releases.ts'
import { type EntryOrder, type EntryPorts, names, ordersNaming, writtenOrders } from './entry-orders.ts'

interface OrderName {
  readonly orderId: string
  readonly orderNumber: string | null
}

/** The effect of the newest entry of a number, or of its undo, on the orders with the number. */
export interface EntryOutcome {
  /** Orders that the entry released. */
  readonly released: readonly OrderName[]
  /** Routes that have a released order to send. */
  readonly routes: readonly string[]
  /** After an undo: orders whose document is written again, because the receiver certainly did not have it. */
  readonly rewritten: readonly OrderName[]
  /** After an undo: orders that the receiver has, or may have, with the entry. */
  readonly reached: readonly OrderName[]
  /** Orders that still wait for a person. */
  readonly held: readonly (OrderName & { readonly holdReason: HoldReason })[]
  /** Held orders that the gateway has not judged by the entry yet. */
  readonly unjudged: number
  /** The call read as many orders as one call may read, so more orders may have the number. */
  readonly isCut: boolean
}

/** Releases of one entry that the call names. */
const MOST_RELEASED = 1_000

/** Reads what became of the orders after the newest step of a number's history. */
export function entryOutcome(ports: EntryPorts, kind: CatalogueKind, key: string): EntryOutcome {
  const { sql } = ports
  const history = historyOf(sql, kind, key)
  const step = history.at(-1)
  const undone = history.find(({ version }) => version === step?.undoes)
  const held = heldOrders(ports, kind, key)
  const isPending = areReleasesPending(sql)
  const judged = held.orders.filter(({ holdReason }) => !isPending || !isEntryReason(holdReason))
  const written =
    step && undone
      ? writtenOrders(ports, { kind, key }, { from: undone.at, to: step.at })
      : { orders: [], isCut: false }
  const isRewritten = (order: EntryOrder): boolean => step !== undefined && !hasReached(sql, order, step.at)
  const released = step && !undone ? releasedSince(sql, findingNote(`entered-${kind}`, { key }), step.at) : []
  return {
    ...{ released, routes: routesToSend(sql, released) },
    rewritten: written.orders.filter(isRewritten).map(nameOf),
    reached: written.orders.filter((order) => !isRewritten(order)).map(nameOf),
    ...{ held: judged, unjudged: held.orders.length - judged.length, isCut: held.isCut || written.isCut },
  }
}

const nameOf = ({ orderId, orderNumber }: OrderName): OrderName => ({ orderId, orderNumber })

function heldOrders(ports: EntryPorts, kind: CatalogueKind, key: string) {
  const { found, isCut } = ordersNaming(ports, { kind, key }, 'held')
  const orders = found.flatMap(({ orderId, orderNumber, version, holdReason }) =>
    holdReason && names(ports, orderId, version, { kind, key }) ? [{ orderId, orderNumber, holdReason }] : [],
  )
  return { orders, isCut }
}

/** The release of an order names the entry that was the cause. */
const releasedSince = (sql: Sql, note: string, at: number): OrderName[] =>
  sql.all<{ orderId: string; orderNumber: string | null }>(
    `SELECT o.id AS orderId, o.number AS orderNumber FROM (
       SELECT seq, order_id, note, at FROM events WHERE action = 'release' ORDER BY seq DESC LIMIT ${MOST_RELEASED}) e
     CROSS JOIN orders o ON o.id = e.order_id WHERE e.note = ?1 AND e.at >= ?2 ORDER BY e.seq`,
    note,
    at,
  )

const routesToSend = (sql: Sql, orders: readonly OrderName[]): string[] =>
  sql
    .all<{ route: string }>(
      `SELECT DISTINCT route FROM deliveries WHERE order_id IN (SELECT value FROM json_each(?)) AND next_at IS NOT NULL
         AND state IN ('waiting', 'deferred') ORDER BY route`,
      JSON.stringify(orders.map(({ orderId }) => orderId)),
    )
    .map(({ route }) => route)

/** Whether a document that was written before the moment reached the receiver, or may have. */
function hasReached(sql: Sql, { orderId, deliveries }: EntryOrder, moment: number): boolean {
  const brought = broughtDeliveries(sql, orderId)
  return deliveries.some((delivery) => {
    const { arrivedAt = null } =
      brought.find(({ version, route }) => version === delivery.version && route === delivery.route) ?? {}
    return mayHaveReached(delivery) && (arrivedAt === null || Date.parse(arrivedAt) <= moment)
  })
}
