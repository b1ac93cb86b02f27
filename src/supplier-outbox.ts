import { createDispatcher, type DispatcherPorts } from './dispatcher.ts'
import type { ActionResult, Actor, ReleaseWish, Start } from './outbox/actions/action.ts'
import * as actions from './outbox/actions/actions.ts'
import { cancel } from './outbox/actions/cancel.ts'
import { discard, discardOn } from './outbox/actions/discard.ts'
import { type ResendWish, resend } from './outbox/actions/resend.ts'
import { sendBy } from './outbox/actions/send-by.ts'
import { rehomeAlerts } from './outbox/alerts/alerts.ts'
import { viewAlerts } from './outbox/alerts/incident-views.ts'
import { type Ended, endForgotten, type Occurrence, over, tell } from './outbox/alerts/tell.ts'
import { findEvidence } from './outbox/answers/evidence.ts'
import type { EarlierHistory, OutboxRecord } from './outbox/earlier-history.ts'
import { listEvents } from './outbox/events.ts'
import { type Bundle, bundleMailed, takeBundle } from './outbox/export/bundle.ts'
import { openExports } from './outbox/export/exports.ts'
import { type OutboxHealth, outboxHealth } from './outbox/health.ts'
import { beginAnew, missingHistory, noteMissingHistory, noteRecorded, recordDue } from './outbox/missing-history.ts'
import { openMarking } from './outbox/order-api/marking.ts'
import { openPolling } from './outbox/order-api/polling.ts'
import { BODY, readPieces } from './outbox/pieces.ts'
import { erase, purge } from './outbox/purge.ts'
import {
  changeTransports,
  coverHandedOver,
  holdOrphans,
  renewLadders,
  sendByNewRoutes,
  sendUncollected,
} from './outbox/route/changed-routes.ts'
import { pause, pauseOf, resume } from './outbox/route/pause.ts'
import { goneRoutes, type RouteView, routeView } from './outbox/route/route-view.ts'
import { openStatements } from './outbox/statements/statements.ts'
import { ensureStorageId, storageIdOf } from './outbox/storage-id.ts'
import * as views from './outbox/views.ts'
import { waitsFor } from './outbox/waits-for.ts'
import { gatesAt } from './profile/opening.ts'
import type { Supplier } from './profile/supplier.ts'
import { orderIn } from './steps/commit.ts'
import { hearing } from './steps/hearing.ts'
import { type IntakePorts, openIntake } from './steps/intake.ts'
import { noticeDiscarded } from './steps/notify-customer.ts'
import { sendTest } from './steps/send-test.ts'
import { tellSecrets } from './steps/tell-secrets.ts'
import { travelling } from './steps/travelling.ts'
import { canStoreOrder } from './steps/try-to-store.ts'
import { countedCertificates, countedWire, createSubrequestBudget } from './subrequests.ts'
import { openSupplierMailbox } from './supplier-mailbox.ts'
import { createSupplierRules } from './supplier-rules.ts'

const namesOf = (routes: Supplier['routes']): string[] => routes.map(({ name }) => name)

export interface OutboxPorts extends Omit<DispatcherPorts, 'rulesFor' | 'ladders' | 'tokens' | 'budget'> {
  /** What storage that begins now is called; storage that has an id keeps its own. */
  readonly newStorageId: string
  /** The orders that an outbox without storage should have; null at a true first start. */
  readonly earlier: EarlierHistory | null
}

export type SupplierOutbox = ReturnType<typeof openSupplierOutbox>

/** One supplier's outbox: what is accepted and not yet settled, and everyone's way to it. Its storage is migrated. The same in the object and in simulation. */
export function openSupplierOutbox(given: OutboxPorts) {
  const { sql, clock, supplier, name } = given
  sql.atomically(() => {
    noteMissingHistory(sql, given.earlier)
    ensureStorageId(sql, name, given.newStorageId)
  })
  const lateAfter = given.alerts.afterMinutes * 60_000
  const { rulesFor, ladders, mayLeave, mayCancel, tooWeak } = createSupplierRules(supplier, sql, lateAfter)
  const budget = createSubrequestBudget()
  const ports: DispatcherPorts = {
    ...{ ...given, rulesFor, ladders, tokens: new Map(), budget },
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
    rehomeAlerts(sql, ports.alerts.channels)
    const routes = namesOf(supplier.routes)
    for (const orphan of holdOrphans(sql, routes, clock.now())) {
      tell(ports, { kind: 'held', ...orphan, cause: 'route-gone', why: '' })
    }
    changeTransports(sql, supplier.routes.map(travelling), clock.now())
    const mailboxes = supplier.routes.filter(({ transport }) => transport.kind === 'mailbox')
    const others = supplier.routes.filter((route) => !mailboxes.includes(route))
    sendUncollected(sql, namesOf(others), clock.now(), clock.now() + lateAfter)
    coverHandedOver(sql, namesOf(mailboxes), clock.now())
    sendByNewRoutes(sql, routes, clock.now(), clock.now() + lateAfter)
    renewLadders(sql, supplier.routes)
    endForgotten(ports, routes)
    tellSecrets(supplier.webhook?.secrets ?? [], ports.secrets, ports)
  })
  dispatcher.resume()
  mailboxes.expectNext()

  /** A route that moves again, by a person's word. */
  function lift(route: string): void {
    resume(sql, route, clock.now())
    over(ports, { kind: 'paused', route })
  }

  const start = (): Start => ({ now: clock.now(), lateAt: clock.now() + lateAfter })

  /** After a person acted, whatever has become possible begins at once. */
  function acted<T>(result: T): T {
    dispatcher.acted()
    return result
  }

  /** The customer is told in the transaction that ends the order. */
  function discarded(orderId: string, work: () => ActionResult): ActionResult {
    return acted(
      sql.atomically(() => {
        const result = work()
        if (result.ok) noticeDiscarded(orderId, ports)
        return result
      }),
    )
  }

  return {
    ...openIntake(commitPorts, dispatcher),
    /** Something outside the outbox that a person must know. */
    tell(occurrence: Occurrence): void {
      sql.atomically(() => tell(ports, occurrence))
      dispatcher.acted()
    },
    /** That trouble is seen no more: on that route, from that cause, or altogether. Writes nothing when there was none. */
    over(ended: Ended): void {
      sql.atomically(() => over(ports, ended))
      dispatcher.acted()
    },
    wake(): void {
      dispatcher.wake()
      mailboxes.watch()
    },
    health: (): OutboxHealth => ({
      canStore: canStoreOrder(commitPorts),
      ...outboxHealth(sql, gatesAt(supplier, clock.now()), clock.now()),
    }),
    /** What goes to an archive first is let go of by `archived` alone. */
    purge: (): number =>
      supplier.archive ? 0 : purge(sql, clock.now() - supplier.retentionDays * 86_400_000, clock.now()),
    erase: (orderId: string, actor: Actor) => acted(erase(sql, orderId, actor, clock.now())),
    body: (orderId: string, version: number) => readPieces(sql, { orderId, version, route: BODY })?.bytes ?? null,
    takeBundle: (): Bundle | null => takeBundle(ports, (orderId, version) => orderIn(ports, orderId, version)),
    bundleMailed: (orders: readonly string[]): void => bundleMailed(sql, orders),
    ...openStatements(ports, dispatcher.acted),
    ...openExports(ports, dispatcher.acted),
    ...openPolling(ports, dispatcher.acted),
    ...openMarking(ports, dispatcher.acted),
    /** Orders are sent again, though earlier ones are not here. False where none were missing. */
    begin: (actor: Actor): boolean => acted(sql.atomically(() => beginAnew(sql, actor, clock.now()))),
    storage: () => ({ storageId: storageIdOf(sql), missing: missingHistory(sql) }),
    /** What the gateway must remember of this outbox outside of it; null where it remembers just that. */
    recordDue(about: Pick<OutboxRecord, 'account' | 'jurisdiction'>): OutboxRecord | null {
      const record = { supplier: name, storageId: storageIdOf(sql), ...about }
      return recordDue(sql, record, clock.now()) ? record : null
    },
    recorded: (record: OutboxRecord): void => noteRecorded(sql, record, clock.now()),
    noteBackfill: (actor: Actor): void => actions.record(sql, 'backfill', actor, null, null, clock.now()),

    list: (query: views.OrderQuery) => views.listOrders(sql, name, query),
    view: (orderId: string) =>
      views.viewOrder(sql, name, orderId, (delivery) => waitsFor(sql, delivery, ports, clock.now())),
    document: (orderId: string, route: string, version: number | null) =>
      views.findDocument(sql, orderId, route, version),
    receipt: (orderId: string, route: string, version: number | null, number: number | null) =>
      findEvidence(sql, orderId, route, version, number),
    alerts: () => viewAlerts(sql),
    events: (limit: number) => listEvents(sql, name, limit),
    routes: (): RouteView[] =>
      [...namesOf(supplier.routes), ...goneRoutes(sql, namesOf(supplier.routes))].map((route) =>
        routeView(sql, route, ports, clock.now()),
      ),

    release: (orderId: string, wish: ReleaseWish) => acted(actions.release(sql, orderId, wish, mayLeave, start())),
    discard: (orderId: string, actor: Actor) => discarded(orderId, () => discard(ports, orderId, actor)),
    discardOn: (orderId: string, route: string, actor: Actor) =>
      discarded(orderId, () => discardOn(ports, orderId, route, actor)),
    cancel: (orderId: string, route: string, actor: Actor) =>
      acted(cancel(sql, orderId, route, actor, mayCancel, start())),
    retry(orderId: string, route: string, wish: ReleaseWish) {
      const result = actions.retry(sql, orderId, route, wish, mayLeave, start())
      if (result.ok) dispatcher.probe(route, orderId)
      return acted(result)
    },
    done: (orderId: string, route: string, actor: Actor) =>
      acted(actions.done(sql, orderId, route, actor, clock.now())),
    /** Until that moment, or until somebody resumes it. */
    pause(route: string, actor: Actor, until: number | null = null): RouteView {
      pause(sql, route, actor.by, actor.note ?? 'Paused by hand.', clock.now(), until)
      actions.record(sql, 'pause', actor, null, route, clock.now())
      return acted(routeView(sql, route, ports, clock.now()))
    },
    resume(route: string, actor: Actor): RouteView {
      lift(route)
      dispatcher.probe(route)
      actions.record(sql, 'resume', actor, null, route, clock.now())
      return acted(routeView(sql, route, ports, clock.now()))
    },
    sendBy: (orderId: string, route: string, to: string, wish: ReleaseWish) =>
      acted(sendBy(sql, { orderId, route, to }, wish, mayLeave, tooWeak, start())),
    resend: (orderId: string, route: string, wish: ResendWish) =>
      acted(resend(sql, orderId, route, wish, mayLeave, start())),
    /** What it says goes out once more as a test, by itself: no delivery knows of it. */
    sendTest: (orderId: string, route: string, actor: Actor) => acted(sendTest(orderId, route, actor, ports)),
    /** Lifts a pause that the gateway made itself: whoever asks for a retry has mended its cause. */
    retryRoute(route: string, actor: Actor): RouteView & { readonly again: number } {
      if (pauseOf(sql, route)?.pausedBy === null) lift(route)
      const together = supplier.routes.some(({ name, batch }) => name === route && batch !== undefined)
      const again = actions.retryRoute(sql, route, actor, together, start())
      dispatcher.probe(route)
      return acted({ ...routeView(sql, route, ports, clock.now()), again })
    },

    ...mailboxes.doors,

    ...hearing(ports, acted),
  }
}
