import { DAY_MS } from '../model/day.ts'
import { type Bundle, bundleMailed, takeBreakGlassPage } from '../outbox/export/bundle.ts'
import { type OutboxHealth, outboxHealth } from '../outbox/health.ts'
import { purge } from '../outbox/purge.ts'
import { storageUse } from '../outbox/storage-use.ts'
import { openingsAt } from '../profile/opening.ts'
import { readStoredOrder } from '../steps/commit.ts'
import type { IntakePorts } from './intake.ts'
import { canStoreOrder } from './try-to-store.ts'

/** The regular work of the cron on one supplier's outbox. */
export function createUpkeep(ports: IntakePorts) {
  const { sql, clock, supplier } = ports
  return {
    health: (): OutboxHealth => ({
      canStore: canStoreOrder(ports),
      ...outboxHealth(sql, openingsAt(supplier, clock.now()), clock.now()),
      storage: storageUse(ports, clock.now()),
    }),
    /** With an archive, only `archived` deletes contents. */
    purge: (): number =>
      supplier.archive ? 0 : purge(sql, clock.now() - supplier.retentionDays * DAY_MS, clock.now()),
    takeBreakGlassPage: (): Bundle | null =>
      takeBreakGlassPage(ports, (orderId, version) => readStoredOrder(ports, orderId, version)),
    bundleMailed: (orders: readonly string[]): void => bundleMailed(sql, orders),
  }
}
