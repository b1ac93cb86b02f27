import { type DeliveryFact, type DeliveryState, mayHaveReached, type OrderState } from '../../model/delivery-state.ts'
import type { Order } from '../../model/order/order.ts'
import { raiseAlert } from '../../outbox/alerts/raise-alert.ts'
import { sendSeparately } from '../../outbox/batch/leave-interchange.ts'
import { rewriteDocument } from '../../outbox/batch/rewrite.ts'
import { historyOf, standingEntries } from '../../outbox/catalogue/entries.ts'
import { holdAnew } from '../../outbox/catalogue/hold-anew.ts'
import { deliveriesOf } from '../../outbox/deliveries.ts'
import { keyValues } from '../../outbox/key-values.ts'
import { listOrders } from '../../outbox/order-list.ts'
import { NEVER } from '../../outbox/schema.ts'
import type { Sql } from '../../outbox/sql.ts'
import type { CatalogueKind } from '../../profile/catalogue.ts'
import { readStoredOrder } from '../../steps/commit.ts'
import { checkRoutes } from '../../steps/rehearse.ts'
import type { DispatcherPorts } from '../dispatcher-ports.ts'

/** An order that was accepted or released with the newest entry of a number. */
export interface EntryOrder {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly customer: string | null
  /** The deliveries that are or were sent; not the deliveries that wait for a person. */
  readonly deliveries: readonly Pick<DeliveryFact, 'version' | 'route' | 'state' | 'reached'>[]
}

export interface EntryOrders {
  /** The newest first. */
  readonly orders: readonly EntryOrder[]
  /** The call read as many orders as one call may read, or ended before the oldest. */
  readonly isCut: boolean
}

export type EntryPorts = Pick<DispatcherPorts, 'name' | 'sql' | 'supplier'>

interface NumberName {
  readonly kind: CatalogueKind
  readonly key: string
}

/** The orders of one call, which reads the content of each. */
const MOST = 100

/** The orders whose documents were written with the newest entry of a number. */
export function entryOrders(ports: EntryPorts, kind: CatalogueKind, key: string): EntryOrders {
  const entry = standingEntries(historyOf(ports.sql, kind, key)).at(-1)
  if (!entry) return { orders: [], isCut: false }
  return writtenOrders(ports, { kind, key }, { from: entry.at, to: Number.MAX_SAFE_INTEGER })
}

/** The orders with a number that were accepted or released from one moment up to another. */
export function writtenOrders(ports: EntryPorts, number: NumberName, during: Period): EntryOrders {
  const { sql } = ports
  const { found, isCut } = ordersNaming(ports, number, null)
  const orders = found.flatMap(({ orderId, orderNumber, customer }): EntryOrder[] => {
    const all = deliveriesOf(sql, orderId).filter(({ state }) => WRITTEN.has(state))
    const deliveries = all.filter(
      ({ version }) => isDuring(sql, orderId, version, during) && names(ports, orderId, version, number),
    )
    const shown = deliveries.map(({ version, route, state, reached }) => ({ version, route, state, reached }))
    return shown.length > 0 ? [{ orderId, orderNumber, customer, deliveries: shown }] : []
  })
  return { orders, isCut }
}

/** The newest orders whose texts have the number. `names` says whether a version is for the number. */
export function ordersNaming({ sql, name }: EntryPorts, { kind, key }: NumberName, state: OrderState | null) {
  const customers = kind === 'customer' ? [key] : []
  const { rows, next } = listOrders(sql, name, { state, text: key, customers, limit: MOST, before: null })
  return { found: rows.map(({ order }) => order), isCut: next !== null }
}

interface Period {
  readonly from: number
  readonly to: number
}

const WRITTEN: ReadonlySet<DeliveryState> = new Set([
  'waiting',
  'sending',
  'sent',
  'deferred',
  'delivered',
  'refused',
  'uncertain',
])

/** A version that was held for the number is released after the entry. */
const isDuring = (sql: Sql, orderId: string, version: number, { from, to }: Period): boolean =>
  sql.all(
    `SELECT 1 FROM versions WHERE order_id = ?1 AND version = ?2 AND accepted_at BETWEEN ?3 AND ?4
     UNION ALL SELECT 1 FROM events WHERE order_id = ?1 AND action = 'release' AND at BETWEEN ?3 AND ?4 LIMIT 1`,
    orderId,
    version,
    from,
    to,
  ).length > 0

/** Whether a version of the order has the customer or the article. */
export function names(ports: EntryPorts, orderId: string, version: number, { kind, key }: NumberName): boolean {
  const order = readStoredOrder(ports, orderId, version)
  return kind === 'customer' ? order?.customer === key : (order?.lines.some(({ article }) => article === key) ?? false)
}

/**
 * Deletes the documents of these orders that certainly did not reach the receiver, so that the next attempt writes them
 * with the tables that count now. A delivery that these tables would hold waits for a person. Runs in the caller's
 * transaction.
 */
export function rewriteUnsent(ports: DispatcherPorts, orders: readonly EntryOrder[]): void {
  for (const { orderId, deliveries } of orders) {
    const unsent = deliveries.filter((delivery) => UNSENT.has(delivery.state) && !mayHaveReached(delivery))
    for (const [version, ofVersion] of Map.groupBy(unsent, (delivery) => delivery.version)) {
      const order = readStoredOrder(ports, orderId, version)
      if (order) rewriteVersion(ports, order, version, ofVersion)
    }
  }
}

const UNSENT: ReadonlySet<DeliveryState> = new Set(['waiting', 'deferred', 'refused'])

function rewriteVersion(
  ports: DispatcherPorts,
  order: Order,
  version: number,
  deliveries: EntryOrder['deliveries'],
): void {
  const { sql, clock, supplier } = ports
  const now = clock.now()
  const { routes, remark, findings } = checkRoutes(order, supplier, now, 'nobody')
  const primaryRoutes = new Map(deliveriesOf(sql, order.id).map(({ route, primaryRoute }) => [route, primaryRoute]))
  const reasons = new Set<Parameters<typeof holdAnew>[2]>()
  for (const { route } of deliveries) {
    const key = { orderId: order.id, version, route }
    const start = routes.find((planned) => planned.route === primaryRoutes.get(route))?.start
    sendSeparately(sql, key, false)
    rewriteDocument(sql, key)
    if (start === undefined || start.state === 'waiting') sendWhenWritten(sql, key, now)
    else {
      const reason = start.state === 'held' ? start.reason : 'unwritable'
      holdAnew(sql, key, reason, { remark, findings }, now)
      reasons.add(reason)
    }
  }
  for (const cause of reasons) raiseAlert(ports, { kind: 'held', orderId: order.id, version, cause, why: remark ?? '' })
}

/** A mailbox has no document for collection now, so an attempt must write another. */
const sendWhenWritten = (
  sql: Sql,
  key: { readonly orderId: string; readonly version: number; readonly route: string },
  now: number,
): void => {
  sql.all(
    `UPDATE deliveries SET next_at = ? WHERE order_id = ? AND version = ? AND route = ? AND state = 'waiting' AND next_at = ${NEVER}`,
    now,
    ...keyValues(key),
  )
}
