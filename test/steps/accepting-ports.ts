import { vi } from 'vitest'
import type { Acceptance } from '../../src/outbox/accept.ts'
import type { DirectOccurrence } from '../../src/outbox/alerts/direct-alert.ts'
import { nodeHmac } from '../../src/platform/hmac.ts'
import { createCatalogueCopy } from '../../src/profile/catalogue-copy.ts'
import type { AcceptingOutbox, AcceptPorts, SeenVersion } from '../../src/steps/accept-ports.ts'
import { WEBHOOK_COMMIT_DEADLINE_MS } from '../../src/steps/submit-order.ts'
import { MORNING } from '../fakes/clock.ts'
import { submission, supplierWith } from '../fakes/orders.ts'
import { fakePendingCalls } from '../fakes/pending-calls.ts'
import { fakeSecrets } from '../fakes/secrets.ts'

/** The order of a webhook that is being answered. */
export const asked = submission(supplierWith(), { withinMs: WEBHOOK_COMMIT_DEADLINE_MS })
export const never = () => new Promise<never>(() => {})
export const broken =
  (properties: object = {}) =>
  () =>
    Promise.reject(Object.assign(new Error('broken'), properties))

/** Each attempt gets the next behaviour; the last behaviour repeats. */
export function portsWith(
  tries: readonly (() => Promise<Acceptance | null>)[],
  seen: Partial<AcceptPorts['seen']> = {},
) {
  const requests: string[] = []
  const put: [string, SeenVersion][] = []
  const told: DirectOccurrence[] = []
  const withdrawn: number[] = []
  const kept = fakePendingCalls()
  let stubs = 0
  const outbox = {
    accept: ({ requestId }) => {
      requests.push(requestId)
      return (tries[requests.length - 1] ?? tries.at(-1) ?? never)()
    },
    catalogueSince: async () => null,
    keepRefused: never,
    countOrdersWithoutId: never,
    addWrongSignature: never,
    withdraw: async () => {
      withdrawn.push(Date.now() - MORNING)
      return (tries[0] ?? never)().then(() => 'held' as const)
    },
  } satisfies AcceptingOutbox
  const ports: AcceptPorts & Pick<typeof kept, 'pending'> = {
    startHmac: nodeHmac,
    waitTurn: async () => {},
    newId: () => crypto.randomUUID(),
    pending: kept.pending,
    mayLook: () => true,
    clock: { now: Date.now },
    secrets: fakeSecrets(),
    seen: {
      get: async () => null,
      put: async (orderId, version) => void put.push([orderId, version]),
      storageId: async () => null,
      ...seen,
    },
    catalogue: createCatalogueCopy(),
    outbox: () => {
      stubs++
      return outbox
    },
    waitUntil: (work) => void work.catch(() => {}),
    tell: async (alert) => void told.push(alert),
  }
  return { ports, requests, put, told, withdrawn, kept: kept.calls, stubs: () => stubs }
}

/** The result, and after how many milliseconds of the fake clock it came. */
export const runsTo = async <T>(work: Promise<T>): Promise<{ value: T; after: number }> => {
  let after = 0
  const done = work.then((value) => {
    after = Date.now() - MORNING
    return value
  })
  await vi.advanceTimersByTimeAsync(60_000)
  return { value: await done, after }
}
