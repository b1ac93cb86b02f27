import { formats } from '../documents/registry.ts'
import { findingNote } from '../model/finding.ts'
import { localDate } from '../model/local-time.ts'
import { PROTECTIONS } from '../model/protection.ts'
import type { MayLeave } from '../outbox/actions/action.ts'
import { hasBody } from '../outbox/bodies.ts'
import { deliveriesOf } from '../outbox/deliveries.ts'
import type { AgeRules, DeliveryKey } from '../outbox/due.ts'
import type { BatchRules, LeaseRules } from '../outbox/queue.ts'
import { rememberedSecurity } from '../outbox/route/changed-routes.ts'
import { destinationOf } from '../outbox/route/elsewhere.ts'
import type { Sql } from '../outbox/sql.ts'
import { batchDeadline, MOST_ORDERS } from '../profile/batch.ts'
import { numberingOf, rangesOf } from '../profile/control-numbers.ts'
import { mailRoutes } from '../profile/copy-routes.ts'
import { fallbacksOf, isDraining, substitutesOf } from '../profile/fallbacks.ts'
import { openingOf, opensAt } from '../profile/opening.ts'
import { requireRoute, routeNamed } from '../profile/route-named.ts'
import { isTestOrder, takesOrder, takesTestOrders } from '../profile/rules.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { readStoredOrder, whyUnreadable } from '../steps/commit.ts'
import { orderZone } from '../steps/order-zone.ts'
import { transportOf } from '../transports/registry.ts'
import { travelling } from './travelling.ts'

/**
 * A lease outlives its attempt's time-out by this slack. So no second attempt starts while the first attempt may
 * still arrive.
 */
const LEASE_SLACK_MS = 10_000

/** A supplier's configuration, in the outbox's terms. */
export type SupplierRules = ReturnType<typeof createSupplierRules>

export function createSupplierRules(supplier: Supplier, sql: Sql, lateAfter: number) {
  const ages: AgeRules = {
    maxAgeMs: supplier.maxAgeHours * 3_600_000,
    dateAt: (moment, orderId) => localDate(moment, orderZone(sql, supplier, orderId)),
  }
  const mails = mailRoutes(supplier)
  const opens = (route: string, moment: number): number =>
    opensAt(moment, openingOf(supplier, route), supplier.timeZone)
  const asked = (route: Route | undefined): Supplier['whenUncertain'] => route?.whenUncertain ?? supplier.whenUncertain
  /** A route with `check` resends on its own, and holds only when the check gives no answer. */
  const whenUncertain = (name: string): 'resend' | 'hold' =>
    asked(routeNamed(supplier, name)) === 'hold' ? 'hold' : 'resend'

  const hasDelivery = ({ orderId, version, route }: DeliveryKey): boolean =>
    deliveriesOf(sql, orderId).some((delivery) => delivery.version === version && delivery.route === route)

  const sendObstacle: MayLeave = (orderId, version, routeName) => {
    const route = routeNamed(supplier, routeName)
    if (!route) return removedRouteText(routeName)
    if (!hasBody(sql, orderId, version)) return findingNote('content-purged')
    const problem = whyUnreadable({ sql, supplier }, orderId, version)
    if (problem !== null) return findingNote('body-unreadable', { reason: problem })
    const order = readStoredOrder({ sql, supplier }, orderId, version)
    if (!order) return null
    const isItsOwn = isDraining(route) && hasDelivery({ orderId, version, route: routeName })
    if (!isItsOwn && !takesOrder(route, order, supplier))
      return findingNote('route-not-customer', { route: routeName, customer: order.customer })
    return isTestOrder(order, supplier) && !takesTestOrders(route) ? findingNote('no-test-route') : null
  }

  const batchRules = ({ batch }: Route): BatchRules | undefined =>
    batch && { most: batch.orders ?? MOST_ORDERS, batchDeadline: (waiting) => batchDeadline(batch, supplier, waiting) }

  return {
    rulesFor(name: string): LeaseRules {
      const route = requireRoute(supplier, name)
      const { document, transport } = route
      return {
        ...ages,
        route: name,
        destination: destinationOf(travelling(route)),
        ranges: rangesOf(route.controlNumbers, numberingOf(route, formats[document.format]?.numbering?.(document))),
        acknowledged: route.acknowledgements !== undefined,
        /** Only a lease needs the transport: a route whose transport is unknown must not hide its orders from people. */
        get leaseMs() {
          const timeoutMs = transportOf(transport).timeoutSeconds(transport) * 1000
          return (asked(route) === 'check' ? 2 : 1) * timeoutMs + LEASE_SLACK_MS
        },
        whenUncertain: whenUncertain(name),
        perMinute: route.pace?.perMinute,
        inSequence: route.order === 'customer',
        batch: batchRules(route),
        substitutes: substitutesOf(supplier, name),
      }
    },
    fallbackRules: {
      ...ages,
      lateAfter,
      fallbacksOf: (route: string) => fallbacksOf(supplier, route),
      whenUncertain,
      sendObstacle,
      isMail: (route: string) => mails.includes(route),
      opensAt: opens,
    },
    /** Why this route must not send this order, even if a person asks. */
    sendObstacle,
    cancelObstacle(name: string): string | null {
      const route = routeNamed(supplier, name)
      if (!route) return findingNote('route-removed', { route: name })
      const { format } = route.document
      if ((route.cancellations ?? supplier.cancellations) === 'hold')
        return findingNote('no-cancellations', { route: name })
      return formats[format]?.cancels?.(route.document) ? null : findingNote('format-cannot-cancel', { format })
    },
    /**
     * Why a person must not move orders from the first route to the second: the second route is less protected than the
     * first requires.
     */
    protectionObstacle(primaryRoute: string, to: string): string | null {
      const known = routeNamed(supplier, primaryRoute)
      const minimumSecurity = known?.minimumSecurity ?? rememberedSecurity(sql, primaryRoute)
      const { transport } = requireRoute(supplier, to)
      const enough =
        PROTECTIONS.indexOf(transportOf(transport).protection(transport)) >= PROTECTIONS.indexOf(minimumSecurity)
      return enough
        ? null
        : findingNote('less-protected', { route: to, security: minimumSecurity, primary: primaryRoute })
    },
  }
}

/** A person moves the orders of a removed route to another route, marks the orders done, or discards the orders. */
const removedRouteText = (route: string): string =>
  `${findingNote('route-removed', { route })} ${findingNote('removed-help')}`
