import { viewAlerts } from '../outbox/alerts/incident-views.ts'
import { type UnsentMessages, unsentMessages } from '../outbox/alerts/moved-messages.ts'
import { findReceipt } from '../outbox/answers/receipts.ts'
import { readBody } from '../outbox/bodies.ts'
import { listHistories } from '../outbox/catalogue/entry-history.ts'
import { listEvents } from '../outbox/events.ts'
import { exportedOf } from '../outbox/export/exports.ts'
import { findDocument } from '../outbox/find-document.ts'
import { missingHistory } from '../outbox/missing-history.ts'
import { holdMoved } from '../outbox/moved.ts'
import { countersOf } from '../outbox/numbers.ts'
import { countOrders } from '../outbox/order-counts.ts'
import { listOrders } from '../outbox/order-list.ts'
import { removedRoutes, routeView } from '../outbox/route/route-view.ts'
import type { Sql } from '../outbox/sql.ts'
import { ensureStorageId, storageIdOf } from '../outbox/storage-id.ts'
import * as views from '../outbox/views.ts'
import type { WaitRules } from '../outbox/waits-for.ts'
import type { Clock } from '../ports.ts'
import type { SupplierOutbox } from './supplier-outbox.ts'

interface RemovedOutboxPorts {
  readonly name: string
  readonly sql: Sql
  readonly clock: Clock
}

/** A removed supplier has no routes, so no rule of a route is read. */
const NO_ROUTES: WaitRules = {
  supplier: { routes: [] },
  rulesFor(route) {
    throw new Error(`The configuration has no route ${route}.`)
  },
  fallbackRules: { opensAt: (_, moment) => moment, fallbacksOf: () => [], sendObstacle: () => null },
}

/** Storage without orders never belonged to a supplier and must stay empty. Otherwise a later check would report lost storage. */
export const hasOrders = (sql: Sql): boolean =>
  sql.all("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'orders'").length > 0 &&
  sql.all('SELECT 1 FROM orders LIMIT 1').length > 0

/**
 * The outbox of a supplier that the configuration no longer has. People read and export the orders. The outbox accepts
 * and sends no order. The storage is migrated and has orders.
 */
export function openRemovedOutbox({ name, sql, clock }: RemovedOutboxPorts) {
  sql.atomically(() => ensureStorageId(sql, name, name))
  return {
    list: (query) => listOrders(sql, name, query),
    orderCounts: () => countOrders(sql),
    view: (orderId) => views.viewOrder(sql, name, orderId),
    exported: (orderId) => exportedOf({ sql, name }, orderId),
    counters: () => countersOf(sql),
    entryHistories: (after) => listHistories(sql, after),
    body: (orderId, version) => readBody(sql, orderId, version),
    document: (orderId, route, version) => findDocument(sql, orderId, route, version),
    receipt: (orderId, route, version, number) => findReceipt(sql, orderId, route, version, number),
    events: (limit, query) => listEvents(sql, { supplier: name, zone: 'UTC' }, limit, query),
    alerts: () => viewAlerts(sql),
    routes: () => removedRoutes(sql, []).map((route) => routeView(sql, route, NO_ROUTES, clock.now())),
    storage: () => ({ storageId: storageIdOf(sql), missing: missingHistory(sql), configured: false, use: null }),
    unsentMessages: () => unsentMessages(sql),
    /** For orders that another outbox has now. The other outbox sends the messages too. */
    moved: (to) => holdMoved(sql, to, clock.now()),
  } satisfies Partial<SupplierOutbox> & { unsentMessages(): UnsentMessages; moved(to: string): number }
}

export type RemovedOutbox = ReturnType<typeof openRemovedOutbox>

/** Every call that an outbox may answer. */
export type OutboxCalls = SupplierOutbox & Pick<RemovedOutbox, 'unsentMessages' | 'moved'>
