import { describe, expect, it } from 'vitest'
import type { AcceptPorts } from '../../src/steps/accept-ports.ts'
import { submitOrder, WEBHOOK_COMMIT_DEADLINE_MS } from '../../src/steps/submit-order.ts'
import { manualClock } from '../fakes/clock.ts'
import { submission } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

/** A Worker, and an object with a clock `aheadMs` ahead. */
function twoClocks(aheadMs: number) {
  const worker = manualClock()
  const object = testOutbox()
  object.clock.advance(aheadMs)
  const later: Promise<unknown>[] = []
  const ports = {
    clock: worker,
    seen: { get: async () => null, put: async () => {} },
    outbox: () => ({
      accept: async (asked: Parameters<typeof object.outbox.accept>[0]) => object.outbox.accept(asked),
    }),
    waitUntil: (work: Promise<unknown>) => void later.push(work),
  } as unknown as AcceptPorts
  const post = (orderId: string) =>
    submitOrder(submission(object.supplier, { orderId, withinMs: WEBHOOK_COMMIT_DEADLINE_MS }), ports)
  return { worker, object, post }
}

describe('an order is stored', () => {
  it.each([3_800, 3_801, 60_000, -3_800, -60_000])('where the object is %i ms ahead of the Worker', async (aheadMs) => {
    const { post } = twoClocks(aheadMs)
    expect(await post('order-1')).toMatchObject({ status: 'accepted' })
  })

  it('after the clock of the object jumped back, and after it jumped ahead', async () => {
    const { object, post } = twoClocks(0)
    expect(await post('order-1')).toMatchObject({ status: 'accepted' })
    object.clock.advance(-100_000)
    expect(await post('order-2')).toMatchObject({ status: 'accepted' })
    object.clock.advance(1_000_000)
    expect(await post('order-3')).toMatchObject({ status: 'accepted' })
  })

  it('after the clock of the Worker jumped back', async () => {
    const { worker, post } = twoClocks(0)
    worker.advance(-100_000)
    expect(await post('order-1')).toMatchObject({ status: 'accepted' })
  })
})
