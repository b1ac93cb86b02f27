import { daysOn } from '../model/desk-days.ts'
import { utcTime } from '../model/local-time.ts'
import type { Expiring } from '../outbox/alerts/expiry.ts'
import { viewAlerts } from '../outbox/alerts/incident-views.ts'
import { findReceipt } from '../outbox/answers/receipts.ts'
import { readBody } from '../outbox/bodies.ts'
import type { DeliveryKey } from '../outbox/due.ts'
import { type EventQuery, listEvents } from '../outbox/events.ts'
import { findDocument } from '../outbox/find-document.ts'
import { type OutboxMetrics, readMetrics } from '../outbox/metrics.ts'
import { countOrders } from '../outbox/order-counts.ts'
import { type ListedOrder, listOrders, type OrderQuery } from '../outbox/order-list.ts'
import type { OrderSummary } from '../outbox/order-summary.ts'
import type { PassedFilter } from '../outbox/passed-filter.ts'
import { type OutlookView, readOutlook } from '../outbox/route/read-outlook.ts'
import { createRecentArrivals } from '../outbox/route/recent-arrivals.ts'
import { type RouteView, removedRoutes, routeView, type SecretEnd } from '../outbox/route/route-view.ts'
import type { Found } from '../outbox/search/find-rows.ts'
import * as views from '../outbox/views.ts'
import { waitsFor } from '../outbox/waits-for.ts'
import { customersNamed, nameOfCustomer } from '../profile/customer-names.ts'
import { routeNamed } from '../profile/route-named.ts'
import { standingRules } from '../profile/standing-rules.ts'
import { openDeskCalls } from './desk-calls.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'
import { expiring, expiringOn } from './expiring.ts'

/** Each outlook reads the order's content, and a page shows the first orders of each cause. */
const MOST_OUTLOOKS = 40

/** With the ends of certificates and secrets, by the names of the settings. */
export interface SupplierMetrics extends OutboxMetrics {
  readonly credentials: readonly Expiring[]
}

/** The views of one supplier's outbox, for people and for the Admin API. */
export function createOutboxViews(ports: DispatcherPorts) {
  const { sql, clock, supplier, name } = ports
  const arrivals = createRecentArrivals(sql)
  const standing = standingRules(supplier)
  const configured = supplier.routes.map((route) => route.name)
  function named<O extends OrderSummary>(order: O): O {
    const customerName = nameOfCustomer(order.customer, supplier)
    return customerName === null ? order : { ...order, customerName }
  }
  const passedOf = ({ passed = null }: OrderQuery): PassedFilter | null =>
    passed && { ...passed, days: passed.dueFrom === null ? null : daysOn(passed.dueFrom, supplier.timeZone) }
  return {
    ...openDeskCalls({ ...ports, arrivals }),
    list(query: OrderQuery): Found<ListedOrder> {
      const { rows, next } = listOrders(
        sql,
        name,
        { ...query, customers: customersNamed(query.text, supplier), passed: passedOf(query) },
        standing,
      )
      return { rows: rows.map(({ seq, order }) => ({ seq, order: named(order) })), next }
    },
    orderCounts: () => countOrders(sql),
    view(orderId: string): views.OrderView | null {
      const order = views.viewOrder(sql, name, orderId, {
        standing,
        waitsFor: (delivery) => waitsFor(sql, delivery, ports, clock.now()),
        outlook: (delivery) => readOutlook(sql, delivery, ports, clock.now()),
      })
      return order && named(order)
    },
    /** The next change of each delivery if no person acts; null for a delivery that needs no sentence. */
    outlooks: (deliveries: readonly DeliveryKey[]): (OutlookView | null)[] =>
      deliveries.slice(0, MOST_OUTLOOKS).map((delivery) => readOutlook(sql, delivery, ports, clock.now())),
    body: (orderId: string, version: number) => readBody(sql, orderId, version),
    document: (orderId: string, route: string, version: number | null) => findDocument(sql, orderId, route, version),
    receipt: (orderId: string, route: string, version: number | null, number: number | null) =>
      findReceipt(sql, orderId, route, version, number),
    alerts: () => viewAlerts(sql),
    events: (limit: number, query?: EventQuery) =>
      listEvents(sql, { supplier: name, zone: supplier.timeZone }, limit, query),
    metrics: (): SupplierMetrics => ({
      ...readMetrics(
        { ...ports, arrivals, hasOrderApi: supplier.api !== undefined, storageBytes: ports.storageBytes?.() ?? null },
        clock.now(),
      ),
      credentials: expiring(ports),
    }),
    /** Every certificate and secret with an end, also of no route. */
    secretEnds: (): SecretEnd[] => expiring(ports).map(endView),
    routes: (): RouteView[] =>
      [...configured, ...removedRoutes(sql, configured)].map((route) => ({
        ...routeView(sql, route, ports, clock.now()),
        ...endsOn(route, ports),
      })),
  }
}

function endsOn(name: string, ports: DispatcherPorts): Pick<RouteView, 'ends'> {
  const route = routeNamed(ports.supplier, name)
  const ends = route ? expiringOn(route, ports) : []
  return ends.length > 0 ? { ends: ends.map(endView) } : {}
}

const endView = ({ name, endsAt }: Expiring): SecretEnd => ({ name, endsAt: utcTime(endsAt) })
