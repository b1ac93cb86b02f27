import type { ActionResult, Actor, ReleaseRequest, Start } from '../outbox/actions/action.ts'
import * as actions from '../outbox/actions/actions.ts'
import { cancel } from '../outbox/actions/cancel.ts'
import { discard, discardOn } from '../outbox/actions/discard.ts'
import { type ResendRequest, resend } from '../outbox/actions/resend.ts'
import { sendBy } from '../outbox/actions/send-by.ts'
import { reassignAlerts } from '../outbox/alerts/alerts.ts'
import { viewAlerts } from '../outbox/alerts/incident-views.ts'
import { takeMessages, type UnsentMessages } from '../outbox/alerts/moved-messages.ts'
import { type Ended, type Occurrence, raiseAlert, resolveAlert, resolveRemoved } from '../outbox/alerts/raise-alert.ts'
import { findReceipt } from '../outbox/answers/receipts.ts'
import { BODY, readBlob } from '../outbox/blobs.ts'
import type { EarlierHistory, OutboxRecord } from '../outbox/earlier-history.ts'
import { listEvents } from '../outbox/events.ts'
import { type Bundle, bundleMailed, takeBreakGlassPage } from '../outbox/export/bundle.ts'
import { openExports } from '../outbox/export/exports.ts'
import { type OutboxHealth, outboxHealth } from '../outbox/health.ts'
import { beginAnew, missingHistory, noteMissingHistory, noteRecorded, recordDue } from '../outbox/missing-history.ts'
import { createMarkQueue } from '../outbox/order-api/marking.ts'
import { openPolling } from '../outbox/order-api/polling.ts'
import { erase, purge } from '../outbox/purge.ts'
import {
  changeTransports,
  hideHandedOver,
  holdOrphaned,
  recheckFallbacks,
  sendByNewRoutes,
  sendUncollected,
} from '../outbox/route/changed-routes.ts'
import { pause, pauseOf, resume } from '../outbox/route/pause.ts'
import { type RouteView, removedRoutes, routeView } from '../outbox/route/route-view.ts'
import { openStatements } from '../outbox/statements/statements.ts'
import { ensureStorageId, storageIdOf } from '../outbox/storage-id.ts'
import * as views from '../outbox/views.ts'
import { waitsFor } from '../outbox/waits-for.ts'
import { openingsAt } from '../profile/opening.ts'
import { routeNamed } from '../profile/route-named.ts'
import type { Supplier } from '../profile/supplier.ts'
import { createReplyHandlers } from '../replies/reply-handlers.ts'
import { readStoredOrder } from '../steps/commit.ts'
import { noticeDiscarded } from '../steps/notify-customer.ts'
import { countedCertificates, countedWire, createSubrequestBudget } from '../web/subrequests.ts'
import { alertBadSecrets } from './alert-bad-secrets.ts'
import { createDispatcher } from './dispatcher.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'
import { type IntakePorts, openIntake } from './intake.ts'
import { sendTest } from './send-test.ts'
import { openSupplierMailbox } from './supplier-mailbox.ts'
import { createSupplierRules } from './supplier-rules.ts'
import { travelling } from './travelling.ts'
import { canStoreOrder } from './try-to-store.ts'

const namesOf = (routes: Supplier['routes']): string[] => routes.map(({ name }) => name)

export interface OutboxPorts extends Omit<DispatcherPorts, 'rulesFor' | 'fallbackRules' | 'tokens' | 'budget'> {
  /** The id of new storage; existing storage keeps its own id. */
  readonly newStorageId: string
  /** The orders that were lost with the storage; null at a true first start. */
  readonly earlier: EarlierHistory | null
}

export type SupplierOutbox = ReturnType<typeof openSupplierOutbox>

/**
 * Opens one supplier's outbox, with all accepted orders and all calls on the orders. The storage is migrated. The
 * Durable Object and the simulation use the same code.
 */
export function openSupplierOutbox(given: OutboxPorts) {
  const { sql, clock, supplier, name } = given
  sql.atomically(() => {
    noteMissingHistory(sql, given.earlier)
    ensureStorageId(sql, name, given.newStorageId)
  })
  const lateAfter = given.alerts.afterMinutes * 60_000
  const { rulesFor, fallbackRules, sendObstacle, cancelObstacle, protectionObstacle } = createSupplierRules(
    supplier,
    sql,
    lateAfter,
  )
  const budget = createSubrequestBudget()
  const ports: DispatcherPorts = {
    ...{ ...given, rulesFor, fallbackRules, tokens: new Map(), budget },
    wire: countedWire(given.wire, budget),
    certificates: countedCertificates(given.certificates, budget),
    async sendAlert(channel, alert) {
      budget.spend()
      return given.sendAlert(channel, alert)
    },
  }
  const dispatcher = createDispatcher(ports)
  const mailboxes = openSupplierMailbox(ports, dispatcher)
  const commitPorts: IntakePorts = { ...ports, lateAfter }
  sql.atomically(() => {
    reassignAlerts(sql, ports.alerts.channels)
    const routes = namesOf(supplier.routes)
    for (const orphan of holdOrphaned(sql, routes, clock.now())) {
      raiseAlert(ports, { kind: 'held', ...orphan, cause: 'route-gone', why: '' })
    }
    changeTransports(sql, supplier.routes.map(travelling), clock.now())
    const mailboxes = supplier.routes.filter(({ transport }) => transport.kind === 'mailbox')
    const others = supplier.routes.filter((route) => !mailboxes.includes(route))
    sendUncollected(sql, namesOf(others), clock.now(), clock.now() + lateAfter)
    hideHandedOver(sql, namesOf(mailboxes), clock.now())
    sendByNewRoutes(sql, routes, clock.now(), clock.now() + lateAfter)
    recheckFallbacks(sql, supplier.routes)
    resolveRemoved(ports, routes)
    alertBadSecrets(supplier.webhook?.secrets ?? [], ports.secrets, ports)
  })
  dispatcher.resume()
  mailboxes.expectNext()

  /** Ends the pause of a route after a person's action. */
  function resumeRoute(route: string): void {
    resume(sql, route, clock.now())
    resolveAlert(ports, { kind: 'paused', route })
  }

  const start = (): Start => ({ now: clock.now(), lateAt: clock.now() + lateAfter })

  /** After a person's action, starts the deliveries that may now start. */
  function afterCommand<T>(result: T): T {
    dispatcher.afterCommand()
    return result
  }

  /** Queues the customer notice in the transaction that discards the order. */
  function discarded(orderId: string, work: () => ActionResult): ActionResult {
    return afterCommand(
      sql.atomically(() => {
        const result = work()
        if (result.ok) noticeDiscarded(orderId, ports)
        return result
      }),
    )
  }

  return {
    ...openIntake(commitPorts, dispatcher),
    /** Alerts a person about an event outside the outbox. */
    tell(occurrence: Occurrence): void {
      sql.atomically(() => raiseAlert(ports, occurrence))
      dispatcher.afterCommand()
    },
    /** Sends what an outbox whose orders were moved here has not sent. */
    takeMessages(messages: UnsentMessages): void {
      sql.atomically(() => takeMessages(ports, messages))
      dispatcher.afterCommand()
    },
    /** Resolves an incident by route, by cause, or as a kind. Writes no row without an incident. */
    over(ended: Ended): void {
      sql.atomically(() => resolveAlert(ports, ended))
      dispatcher.afterCommand()
    },
    wake(): void {
      dispatcher.wake()
      mailboxes.watch()
    },
    health: (): OutboxHealth => ({
      canStore: canStoreOrder(commitPorts),
      ...outboxHealth(sql, openingsAt(supplier, clock.now()), clock.now()),
    }),
    /** With an archive, only `archived` deletes contents. */
    purge: (): number =>
      supplier.archive ? 0 : purge(sql, clock.now() - supplier.retentionDays * 86_400_000, clock.now()),
    erase: (orderId: string, actor: Actor) => afterCommand(erase(sql, orderId, actor, clock.now())),
    body: (orderId: string, version: number) => readBlob(sql, { orderId, version, route: BODY })?.bytes ?? null,
    takeBreakGlassPage: (): Bundle | null =>
      takeBreakGlassPage(ports, (orderId, version) => readStoredOrder(ports, orderId, version)),
    bundleMailed: (orders: readonly string[]): void => bundleMailed(sql, orders),
    ...openStatements(ports, dispatcher.afterCommand),
    ...openExports(ports, dispatcher.afterCommand),
    ...openPolling(ports, dispatcher.afterCommand),
    ...createMarkQueue(ports, dispatcher.afterCommand),
    /**
     * A person confirms that new orders may be sent although earlier orders are missing. False when no orders were
     * missing.
     */
    begin: (actor: Actor): boolean => afterCommand(sql.atomically(() => beginAnew(sql, actor, clock.now()))),
    storage: () => ({ storageId: storageIdOf(sql), missing: missingHistory(sql), configured: true }),
    /** The record of this outbox that the gateway must store outside the outbox; null for an unchanged record. */
    recordDue(about: Pick<OutboxRecord, 'account' | 'jurisdiction'>): OutboxRecord | null {
      const record = { supplier: name, storageId: storageIdOf(sql), ...about }
      return recordDue(sql, record, clock.now()) ? record : null
    },
    recorded: (record: OutboxRecord): void => noteRecorded(sql, record, clock.now()),
    noteBackfill: (actor: Actor): void => actions.recordEvent(sql, 'backfill', actor, null, null, clock.now()),

    list: (query: views.OrderQuery) => views.listOrders(sql, name, query),
    view: (orderId: string) =>
      views.viewOrder(sql, name, orderId, (delivery) => waitsFor(sql, delivery, ports, clock.now())),
    document: (orderId: string, route: string, version: number | null) =>
      views.findDocument(sql, orderId, route, version),
    receipt: (orderId: string, route: string, version: number | null, number: number | null) =>
      findReceipt(sql, orderId, route, version, number),
    alerts: () => viewAlerts(sql),
    events: (limit: number) => listEvents(sql, name, limit),
    routes: (): RouteView[] =>
      [...namesOf(supplier.routes), ...removedRoutes(sql, namesOf(supplier.routes))].map((route) =>
        routeView(sql, route, ports, clock.now()),
      ),

    release: (orderId: string, request: ReleaseRequest) =>
      afterCommand(actions.release(sql, orderId, request, sendObstacle, start())),
    discard: (orderId: string, actor: Actor) => discarded(orderId, () => discard(ports, orderId, actor)),
    discardOn: (orderId: string, route: string, actor: Actor) =>
      discarded(orderId, () => discardOn(ports, orderId, route, actor)),
    cancel: (orderId: string, route: string, actor: Actor) =>
      afterCommand(cancel(sql, orderId, route, actor, cancelObstacle, start())),
    retry(orderId: string, route: string, request: ReleaseRequest) {
      const result = actions.retry(sql, orderId, route, request, sendObstacle, start())
      if (result.ok) dispatcher.probe(route, orderId)
      return afterCommand(result)
    },
    done: (orderId: string, route: string, actor: Actor) =>
      afterCommand(actions.markDone(sql, orderId, route, actor, clock.now())),
    /** Pauses until `until`, or until a person resumes the route. */
    pause(route: string, actor: Actor, until: number | null = null): RouteView {
      pause(sql, route, actor.by, actor.note ?? 'Paused by hand.', clock.now(), until)
      actions.recordEvent(sql, 'pause', actor, null, route, clock.now())
      return afterCommand(routeView(sql, route, ports, clock.now()))
    },
    resume(route: string, actor: Actor): RouteView {
      resumeRoute(route)
      dispatcher.probe(route)
      actions.recordEvent(sql, 'resume', actor, null, route, clock.now())
      return afterCommand(routeView(sql, route, ports, clock.now()))
    },
    sendBy: (orderId: string, route: string, to: string, request: ReleaseRequest) =>
      afterCommand(sendBy(sql, { orderId, route, to }, request, sendObstacle, protectionObstacle, start())),
    resend: (orderId: string, route: string, request: ResendRequest) =>
      afterCommand(resend(sql, orderId, route, request, sendObstacle, start())),
    /** Sends the order's content again as a separate test; no delivery records the test. */
    sendTest: (orderId: string, route: string, actor: Actor) => afterCommand(sendTest(orderId, route, actor, ports)),
    /** Ends a pause that the gateway set: a person who retries has fixed the cause. */
    retryRoute(route: string, actor: Actor): RouteView & { readonly again: number } {
      if (pauseOf(sql, route)?.pausedBy === null) resumeRoute(route)
      const together = routeNamed(supplier, route)?.batch !== undefined
      const again = actions.retryRoute(sql, route, actor, together, start())
      dispatcher.probe(route)
      return afterCommand({ ...routeView(sql, route, ports, clock.now()), again })
    },

    ...mailboxes.endpoints,

    ...createReplyHandlers(ports, afterCommand),
  }
}
