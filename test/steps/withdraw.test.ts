import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { acceptInBackground, withdraw } from '../../src/steps/submit-order.ts'
import { MORNING } from '../fakes/clock.ts'
import { asked, broken, never, portsWith, runsTo } from './accepting-ports.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: MORNING })
})
afterEach(() => {
  vi.useRealTimers()
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
