import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OutboxClosed } from '../../src/model/outbox-closed.ts'
import type { Acceptance } from '../../src/outbox/accept.ts'
import { acceptInBackground, findSeen, submitOrder, WEBHOOK_COMMIT_DEADLINE_MS } from '../../src/steps/submit-order.ts'
import { MORNING } from '../fakes/clock.ts'
import { asked, broken, never, portsWith, runsTo } from './accepting-ports.ts'

const ACCEPTED: Acceptance = { status: 'accepted', version: 1, holdReason: null }
const DUPLICATE: Acceptance = { ...ACCEPTED, status: 'duplicate' }
const closed = () => Promise.reject(new Error(new OutboxClosed('The schema is newer.').message))

beforeEach(() => {
  vi.useFakeTimers({ now: MORNING })
})
afterEach(() => {
  vi.useRealTimers()
})

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
