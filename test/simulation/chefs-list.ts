import { importPage } from '../../src/sources/import-page.ts'
import { emptyReport } from '../../src/sources/poll-report.ts'
import { createRunBudget } from '../../src/sources/run-budget.ts'
import type { SeenVersion } from '../../src/steps/accept-ports.ts'
import { bodyOf, type ChefsOrder } from './chef.ts'
import type { World } from './world.ts'

/** The orders in the order API's list at a time, newest first. */
export const listedAt = (orders: readonly ChefsOrder[], now: number): ChefsOrder[] =>
  orders
    .filter((order) => order.confirmed !== null && order.listedAt <= now)
    .sort((one, other) => other.placedAt - one.placedAt)

/** Runs the poll once: one page through the real step, and the outbox's own state. */
export async function pollOnce(
  world: World,
  orders: readonly ChefsOrder[],
  seen: Map<string, SeenVersion>,
  audit: boolean,
): Promise<void> {
  const { clock, supplier } = world
  const begun = world.outbox.beginPoll(25_000)
  if (!begun) return
  const startedAt = clock.now()
  const ports = {
    clock,
    newId: () => crypto.randomUUID(),
    spending: createRunBudget(clock),
    seen: {
      getAll: async () => seen,
      putAll: async (all: ReadonlyMap<string, SeenVersion>) => {
        for (const [id, version] of all) seen.set(id, version)
      },
    },
    outbox: () => ({
      acceptAll: async (submissions: Parameters<typeof world.outbox.acceptAll>[0]) =>
        world.outbox.acceptAll(submissions),
      findChanged: async (listed: Parameters<typeof world.outbox.findChanged>[0]) => world.outbox.findChanged(listed),
      compareListed: async (listed: Parameters<typeof world.outbox.compareListed>[0]) =>
        world.outbox.compareListed(listed),
    }),
  }
  const stored = new Map<string, SeenVersion>()
  const taken = await importPage(
    listedAt(orders, startedAt).map((order) => bodyOf(order, order.confirmed ?? 0)),
    {
      supplier,
      since: 0,
      storageId: begun.storageId,
      audit: audit || begun.auditFrom !== null,
      awaited: new Set(begun.awaited),
      report: emptyReport(),
      handled: new Set<string>(),
      stored,
      ports,
    },
  )
  world.outbox.endPoll(begun.run, {
    sweep: null,
    complete: taken && { startedAt, audit: audit || begun.auditFrom !== null },
    failure: null,
    newest: taken?.newest ?? null,
    missed: taken?.first ?? [],
  })
  await ports.seen.putAll(stored)
}
