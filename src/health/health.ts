import { closedReason } from '../model/outbox-closed.ts'
import type { OutboxHealth } from '../outbox/health.ts'
import type { StorageUse } from '../outbox/storage-use.ts'
import type { Clock } from '../ports.ts'
import type { Gateway, Supplier } from '../profile/supplier.ts'
import type { RemovedSupplier } from '../supplier/removed-suppliers.ts'
import { withTimeout } from '../web/time-limit.ts'

/** The health of one part of the gateway. */
export interface Part {
  /** `storage`, `alarms`, `poll` and `alerts` belong to a supplier; `removed` is a supplier no longer configured; `seen` is KV. */
  readonly part: 'storage' | 'alarms' | 'poll' | 'alerts' | 'removed' | 'seen'
  readonly supplier?: string
  readonly ok: boolean
  readonly why?: string
  /** For the part `storage`: how much of the plan's limit the outbox uses. */
  readonly use?: StorageUse
}

export interface HealthPorts {
  readonly gateway: Gateway
  readonly clock: Clock
  readonly outboxHealth: (supplier: string) => Promise<OutboxHealth>
  /** Suppliers that the configuration no longer has, and that have open deliveries. */
  readonly removed: () => Promise<readonly RemovedSupplier[]>
  /** Reads any key from KV. */
  readonly askSeen: (supplier: string) => Promise<unknown>
}

const MINUTE_MS = 60_000
/** A hanging lane delays no other route, but each attempt may hang for up to a minute. */
const OVERDUE_MS = 10 * MINUTE_MS
const UNPOLLED_MS = 60 * MINUTE_MS
const FAILURES_LIMIT = 3
const UNSENT_MS = 30 * MINUTE_MS
const ANSWER_MS = 5_000

/** Checks every part of the gateway that an order needs. */
export async function checkHealth({ gateway, clock, outboxHealth, removed, askSeen }: HealthPorts): Promise<Part[]> {
  const suppliers = Object.entries(gateway.suppliers)
  const parts = await Promise.all(
    suppliers.map(async ([name, supplier]): Promise<Part[]> => {
      const known = await askOutbox(outboxHealth(name))
      if ('why' in known) return [{ part: 'storage', supplier: name, ok: false, why: known.why }]
      return [storagePart(name, known), ...partsOf(name, supplier, known, clock.now())]
    }),
  )
  const left = await removedParts(removed())
  const [first] = suppliers
  const seen =
    first &&
    (await withTimeout(
      ANSWER_MS,
      askSeen(first[0]).then(() => true),
    ).catch(() => false))
  return [
    ...parts.flat(),
    ...left,
    { part: 'seen', ok: seen === true, ...(seen ? {} : { why: 'KV does not answer.' }) },
  ]
}

export const isHealthy = (parts: readonly Part[]): boolean => parts.every(({ ok }) => ok)

/** During a rollout, an object of an earlier version does not report `canStore` or `storage`. */
const storagePart = (supplier: string, { canStore, storage }: Partial<OutboxHealth>): Part => ({
  ...{ part: 'storage', supplier, ok: canStore !== false },
  ...(canStore === false ? { why: 'The outbox cannot store an order.' } : {}),
  ...(storage ? { use: storage } : {}),
})

function partsOf(supplier: string, { api }: Supplier, outboxHealth: OutboxHealth, now: number): Part[] {
  const part = (name: Part['part'], since: number | null, limit: number, why: string): Part => {
    const ok = since === null || now - since <= limit
    return { part: name, supplier, ok, ...(ok ? {} : { why: `${why} ${new Date(since).toISOString()}.` }) }
  }
  return [
    part('alarms', outboxHealth.overdueSince, OVERDUE_MS, 'Nothing has been tried of what was due at'),
    part('alerts', outboxHealth.unsentSince, UNSENT_MS, 'An alert could not be sent since'),
    ...(api ? [pollPart(supplier, outboxHealth, now)] : []),
  ]
}

function pollPart(supplier: string, { polledAt, pollFailures }: OutboxHealth, now: number): Part {
  const silent = polledAt !== null && now - polledAt > UNPOLLED_MS
  const ok = pollFailures < FAILURES_LIMIT && !silent
  const why = `The order API was last read to its end ${polledAt === null ? 'never' : `at ${new Date(polledAt).toISOString()}`}.`
  return { part: 'poll', supplier, ok, ...(ok ? {} : { why }) }
}

/** No route sends the orders of a removed supplier, so such orders make the gateway unhealthy. */
async function removedParts(asked: Promise<readonly RemovedSupplier[]>): Promise<Part[]> {
  const found = await withTimeout(2 * ANSWER_MS, asked).catch(() => null)
  if (found === null) return [{ part: 'removed', ok: false, why: 'The records of the outboxes cannot be read.' }]
  return found.map(({ record, unsettled, why }) => ({
    ...{ part: 'removed', supplier: record.supplier, ok: false },
    why: `The configuration no longer has this supplier. ${why ?? `Its open deliveries: ${unsettled}. Nothing sends them.`}`,
  }))
}

const askOutbox = (asked: Promise<OutboxHealth>): Promise<OutboxHealth | { readonly why: string }> =>
  withTimeout(ANSWER_MS, asked).catch((error: unknown) => ({
    why: closedReason(error) ?? 'Its outbox does not answer.',
  }))
