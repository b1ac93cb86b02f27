import type { Actor } from '../outbox/actions/action.ts'
import { recordEvent } from '../outbox/actions/actions.ts'
import { countChanges } from '../outbox/changes.ts'
import type { EarlierHistory } from '../outbox/earlier-history.ts'
import { openExports } from '../outbox/export/exports.ts'
import { noteMissingHistory, watchMissingHistory } from '../outbox/missing-history.ts'
import { createMarkQueue } from '../outbox/order-api/marking.ts'
import { openPolling } from '../outbox/order-api/polling.ts'
import { openStatements } from '../outbox/statements/statements.ts'
import { ensureStorageId } from '../outbox/storage-id.ts'
import { createReplyHandlers } from '../replies/reply-handlers.ts'
import { applyConfiguration } from './apply-configuration.ts'
import { createCatalogueActions } from './catalogue/catalogue-actions.ts'
import { createCatalogueViews } from './catalogue/catalogue-views.ts'
import { createLiveSupplier } from './catalogue/live-supplier.ts'
import { createUnknownNumbers } from './catalogue/unknown-numbers.ts'
import { countRequests } from './counted-requests.ts'
import { createDispatcher } from './dispatcher.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'
import { type IntakePorts, openIntake } from './intake.ts'
import { createLiveSteps } from './live-steps.ts'
import { type ActionPorts, createOrderActions } from './order-actions.ts'
import { createOutboxViews } from './outbox-views.ts'
import { createOutsideAlerts } from './outside-alerts.ts'
import { createRouteActions } from './route-actions.ts'
import { createStorageHistory } from './storage-history.ts'
import { openSupplierMailbox } from './supplier-mailbox.ts'
import { createSupplierRules } from './supplier-rules.ts'
import { createUpkeep } from './upkeep.ts'

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
  const changes = countChanges(given.sql)
  const platform: OutboxPorts = { ...given, sql: changes.sql }
  const { sql, clock, name } = platform
  const opening = platform.newId()
  sql.atomically(() => {
    noteMissingHistory(sql, platform.earlier)
    ensureStorageId(sql, name, platform.newStorageId)
  })
  const lateAfter = platform.alerts.afterMinutes * 60_000
  const live = createLiveSupplier(platform.supplier, sql)
  const { supplier } = live
  const rules = createSupplierRules(supplier, sql, lateAfter)
  const { rulesFor, fallbackRules } = rules
  const liveSteps = createLiveSteps(sql, name, clock)
  const ports: DispatcherPorts = {
    ...platform,
    showProgress(progress) {
      liveSteps.add(progress)
      platform.showProgress?.(progress)
    },
    ...countRequests(platform),
    supplier,
    rulesFor,
    fallbackRules,
    tokens: new Map(),
  }
  const dispatcher = createDispatcher(ports)
  const mailboxes = openSupplierMailbox(ports, dispatcher)
  const intakePorts: IntakePorts = { ...ports, lateAfter, lacksHistory: watchMissingHistory(sql) }
  applyConfiguration(ports, lateAfter)
  dispatcher.resume()
  mailboxes.expectNext()

  function afterCommand<T>(result: T): T {
    dispatcher.afterCommand()
    return result
  }
  const surroundings: ActionPorts = {
    rules,
    dispatcher,
    afterCommand,
    start: () => ({ now: clock.now(), lateAt: clock.now() + lateAfter }),
  }

  return {
    ...openIntake(intakePorts, dispatcher, live),
    ...createOutsideAlerts(ports, dispatcher.afterCommand),
    wake(): void {
      dispatcher.wake()
      mailboxes.watch()
    },
    alarm(): Promise<void> {
      const ended = dispatcher.alarm()
      mailboxes.watch()
      return ended
    },
    ...createUpkeep(intakePorts),
    ...openStatements(ports, dispatcher.afterCommand),
    ...openExports(ports, dispatcher.afterCommand),
    ...openPolling(ports, dispatcher.afterCommand),
    ...createMarkQueue(ports, dispatcher.afterCommand),
    noteBackfill: (actor: Actor): void => recordEvent(sql, 'backfill', actor, null, null, clock.now()),
    ...createStorageHistory(ports, afterCommand),
    ...createOutboxViews(ports),
    /** Differs after each change that a page may show. Reads no row. */
    pageVersion: (): string => `${opening}.${changes.count()}`,
    liveSteps: liveSteps.since,
    ...createCatalogueViews(sql, live),
    ...createUnknownNumbers(ports, live),
    ...createCatalogueActions(ports, live, dispatcher, dispatcher.afterCommand),
    ...createOrderActions(ports, surroundings),
    ...createRouteActions(ports, surroundings),
    ...mailboxes.endpoints,
    ...createReplyHandlers(ports, afterCommand),
  }
}
