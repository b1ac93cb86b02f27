import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OutboxClosed } from '../../src/model/outbox-closed.ts'
import type { Acceptance } from '../../src/outbox/accept.ts'
import type { DirectOccurrence } from '../../src/outbox/alerts/direct-alert.ts'
import { nodeHmac } from '../../src/platform/hmac.ts'
import { createCatalogueCopy } from '../../src/profile/catalogue-copy.ts'
import type { AcceptingOutbox, AcceptPorts, SeenVersion } from '../../src/steps/accept-ports.ts'
import {
  acceptInBackground,
  findSeen,
  submitOrder,
  WEBHOOK_COMMIT_DEADLINE_MS,
  withdraw,
} from '../../src/steps/submit-order.ts'
import { MORNING } from '../fakes/clock.ts'
import { submission, supplierWith } from '../fakes/orders.ts'
import { fakePendingCalls } from '../fakes/pending-calls.ts'
import { fakeSecrets } from '../fakes/secrets.ts'

const ACCEPTED: Acceptance = { status: 'accepted', version: 1, holdReason: null }
const DUPLICATE: Acceptance = { ...ACCEPTED, status: 'duplicate' }
const asked = submission(supplierWith(), { withinMs: WEBHOOK_COMMIT_DEADLINE_MS })
const never = () => new Promise<never>(() => {})
const broken =
  (properties: object = {}) =>
  () =>
    Promise.reject(Object.assign(new Error('broken'), properties))
const closed = () => Promise.reject(new Error(new OutboxClosed('The schema is newer.').message))

beforeEach(() => {
  vi.useFakeTimers({ now: MORNING })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Each attempt gets the next behaviour; the last behaviour repeats. */
function portsWith(tries: readonly (() => Promise<Acceptance | null>)[], seen: Partial<AcceptPorts['seen']> = {}) {
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

const runsTo = async <T>(work: Promise<T>): Promise<{ value: T; after: number }> => {
  let after = 0
  const done = work.then((value) => {
    after = Date.now() - MORNING
    return value
  })
  await vi.advanceTimersByTimeAsync(60_000)
  return { value: await done, after }
}

describe('a claim', () => {
  it('is one call when all is well, and remembered afterwards', async () => {
    const { ports, requests, put } = portsWith([async () => ACCEPTED])
    expect((await runsTo(submitOrder(asked, ports))).value).toEqual(ACCEPTED)
    expect(requests).toHaveLength(1)
    expect(put).toEqual([[asked.orderId, { digest: asked.digest, version: 1 }]])
  })

  it('of a duplicate writes nothing: what is remembered stands', async () => {
    const { ports, put } = portsWith([async () => DUPLICATE])
    await runsTo(submitOrder(asked, ports))
    expect(put).toEqual([])
  })

  it.each([
    ['threw', broken()],
    ['says nothing', never],
  ])('is tried once more, on a fresh stub and with the same request id, when the first %s', async (_, first) => {
    const { ports, requests, stubs } = portsWith([first, async () => ACCEPTED])
    expect((await runsTo(submitOrder(asked, ports))).value).toEqual(ACCEPTED)
    expect(requests).toEqual([asked.requestId, asked.requestId])
    expect(stubs()).toBe(2)
  })

  it('is not tried again at an outbox that is closed, which stored nothing', async () => {
    const { ports, requests, withdrawn } = portsWith([closed])
    expect(await submitOrder(asked, ports)).toBe('closed')
    await vi.runAllTimersAsync()
    expect([requests.length, withdrawn]).toEqual([1, []])
  })

  it('that meets a closed outbox at its second try is withdrawn: the first may have been stored', async () => {
    const { ports, withdrawn } = portsWith([broken(), closed])
    expect(await submitOrder(asked, ports)).toBe('closed')
    await vi.runAllTimersAsync()
    expect(withdrawn.length).toBeGreaterThan(0)
  })

  it('is not tried again at an outbox that is overloaded: that would only make it worse', async () => {
    const { ports, requests } = portsWith([broken({ overloaded: true }), async () => ACCEPTED])
    expect(await runsTo(submitOrder(asked, ports))).toEqual({ value: null, after: 0 })
    expect(requests).toHaveLength(1)
  })

  it('is given up in time, so that the sender is answered in time', async () => {
    const { ports, requests } = portsWith([never])
    expect(await runsTo(submitOrder(asked, ports))).toEqual({ value: null, after: WEBHOOK_COMMIT_DEADLINE_MS })
    expect(requests).toHaveLength(2)
  })

  it('waits no longer where the clock jumps back meanwhile', async () => {
    const { ports } = portsWith([never])
    let jumped = 0
    const clock = { now: () => Date.now() - jumped }
    setTimeout(() => {
      jumped = 100_000
    }, 1_000)
    expect(await runsTo(submitOrder(asked, { ...ports, clock }))).toEqual({
      value: null,
      after: WEBHOOK_COMMIT_DEADLINE_MS,
    })
  })

  it('whose time the outbox found to be over is no acceptance', async () => {
    const { ports, put } = portsWith([async () => null])
    expect((await runsTo(submitOrder(asked, ports))).value).toBeNull()
    expect(put).toEqual([])
  })
})

describe('while the outbox cannot be reached', () => {
  const seen = { digest: asked.digest, version: 3 }

  it('what was seen tells that the sender has our word already', async () => {
    const { ports } = portsWith([never], { get: async () => seen })
    expect((await runsTo(findSeen(asked, ports))).value).toEqual({ ...DUPLICATE, version: 3 })
  })

  it.each([
    ['~now', {}],
    ['~now', { storageId: '~lost' }],
    ['fresco', { storageId: '~lost' }],
  ])('what was seen by storage that is not there any more tells nothing: %s %j', async (now, of) => {
    const { ports } = portsWith([never], { get: async () => ({ ...seen, ...of }), storageId: async () => now })
    expect((await runsTo(findSeen(asked, ports))).value).toBeNull()
  })

  it.each([
    ['~now', { storageId: '~now' }],
    ['fresco', {}],
  ])('what was seen by the storage of now tells it: %s %j', async (now, of) => {
    const { ports } = portsWith([never], { get: async () => ({ ...seen, ...of }), storageId: async () => now })
    expect((await runsTo(findSeen(asked, ports))).value).toMatchObject({ status: 'duplicate', version: 3 })
  })

  it.each([
    ['nothing was seen', async () => null],
    ['another content was seen', async () => ({ ...seen, digest: 'other' })],
    ['the store is broken', broken()],
    ['the store says nothing', never],
  ])('nobody knows when %s', async (_, get) => {
    const { ports } = portsWith([never], { get })
    const { value, after } = await runsTo(findSeen(asked, ports))
    expect(value).toBeNull()
    expect(WEBHOOK_COMMIT_DEADLINE_MS + after).toBeLessThan(5_000)
  })
})

describe('a withdrawal', () => {
  it('is tried again, ever later, until it got through', async () => {
    let broke = 0
    const { ports, withdrawn, told, kept } = portsWith([() => (broke++ < 2 ? broken()() : Promise.resolve(null))])
    await runsTo(withdraw(asked, 'answered-error', ports))
    expect(withdrawn).toEqual([0, 1_000, 4_000])
    expect(told).toEqual([])
    expect(kept.size).toBe(0)
  })

  it('that gets through at once leaves no mark', async () => {
    const { ports, kept } = portsWith([async () => null])
    const added = vi.spyOn(ports.pending, 'add')
    await runsTo(withdraw(asked, 'answered-error', ports))
    expect([added.mock.calls.length, kept.size]).toEqual([0, 0])
  })

  it.each([
    ['throws', broken()],
    ['hangs', never],
  ])('is told and kept within the 30 s that Cloudflare allows, when the outbox %s', async (_, outbox) => {
    const { ports, told, kept } = portsWith([outbox])
    void withdraw(asked, 'answered-error', ports)
    // The alert itself may take 10 s.
    await vi.advanceTimersByTimeAsync(20_000)
    expect(told).toMatchObject([{ kind: 'sent-unconfirmed', orderId: asked.orderId, orderNumber: asked.orderNumber }])
    expect([...kept.values()]).toEqual([
      { kind: 'withdraw', orderId: asked.orderId, requestId: asked.requestId, doubt: 'answered-error' },
    ])
  })

  it('is made before the other calls that are kept', async () => {
    const { ports, kept } = portsWith([never])
    void acceptInBackground(asked, { ...ports, newId: () => '0' })
    void withdraw(asked, 'answered-error', ports)
    await vi.advanceTimersByTimeAsync(20_000)
    const page = await ports.pending.list('')
    expect(kept.size).toBe(2)
    expect(page.calls.map(({ call }) => call.kind)).toEqual(['withdraw', 'accept'])
  })

  it('is told when the place where it is kept hangs too', async () => {
    const { ports, told } = portsWith([never])
    void withdraw(asked, 'answered-error', { ...ports, pending: { add: never, remove: never } })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(told).toHaveLength(1)
  })
})

describe('a repetition that was answered from what was seen', () => {
  it('is kept when the outbox cannot be reached, without a limit of time', async () => {
    const { ports, kept } = portsWith([never])
    void acceptInBackground(asked, ports)
    await vi.advanceTimersByTimeAsync(30_000)
    expect([...kept.values()]).toMatchObject([
      { kind: 'accept', submission: { requestId: asked.requestId, withinMs: Number.MAX_SAFE_INTEGER } },
    ])
  })
})
