import { describe, expect, it } from 'vitest'
import { OutboxClosed } from '../../src/model/outbox-closed.ts'
import type { AcceptingOutbox } from '../../src/steps/accept-ports.ts'
import { bringPending } from '../../src/steps/bring-pending.ts'
import { TimeLimitError } from '../../src/web/time-limit.ts'
import { submission } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { fakePendingCalls } from '../fakes/pending-calls.ts'

function cron() {
  const box = testOutbox()
  const { calls, pending } = fakePendingCalls()
  let hangs = false
  const outbox = (): AcceptingOutbox => {
    if (hangs) throw new Error('The object hangs.')
    return {
      accept: async (asked) => box.outbox.accept(asked),
      catalogueSince: async () => null,
      keepRefused: async (order) => box.outbox.keepRefused(order),
      countOrdersWithoutId: async () => box.outbox.countOrdersWithoutId(),
      addWrongSignature: async () => box.outbox.addWrongSignature(),
      withdraw: async (orderId, requestId, doubt) => box.outbox.withdraw(orderId, requestId, doubt),
    }
  }
  return {
    box,
    calls,
    pending,
    hang: (now: boolean) => {
      hangs = now
    },
    run: () => bringPending(pending, outbox),
  }
}

describe('the next run of the cron', () => {
  it('holds an order of which the sender was told that it failed, and tells the desk', async () => {
    const { box, calls, pending, run } = cron()
    box.accept({ requestId: 'lost' })
    await pending.add('1', { kind: 'withdraw', orderId: 'order-1', requestId: 'lost', doubt: 'answered-error' })
    expect(await run()).toEqual({ brought: 1, found: 1 })
    await box.work()
    expect(box.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
    expect(box.troubles).toMatchObject([{ kind: 'held', orderId: 'order-1' }])
    expect(calls.size).toBe(0)
  })

  it('confirms an order whose sender was answered from what was seen', async () => {
    const { box, pending, run } = cron()
    box.accept({ requestId: 'first' })
    box.outbox.withdraw('order-1', 'first', 'answered-error')
    expect(box.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
    await pending.add('1', { kind: 'accept', submission: submission(box.supplier, { requestId: 'second' }) })
    await run()
    expect(box.deliveries()).toEqual(['erp v1 waiting no'])
  })

  it('makes the calls after calls that fail, on every page, and keeps the calls that fail', async () => {
    const { box, calls, pending, run } = cron()
    box.accept({ requestId: 'lost' })
    const broken = { orderId: 'order-9', orderNumber: 'PO-9', customer: 'C-1', problems: '[]' }
    for (const id of ['1', '2', '3'])
      await pending.add(id, { kind: 'keep-refused', order: { ...broken, body: null as unknown as Uint8Array } })
    await pending.add('4', { kind: 'withdraw', orderId: 'order-1', requestId: 'lost', doubt: 'answered-error' })
    expect(await run()).toEqual({ brought: 1, found: 4 })
    expect([...calls.keys()]).toEqual(['1', '2', '3'])
    expect(box.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
  })

  it('makes the calls of a long list in more than one run', async () => {
    const { calls, pending, run } = cron()
    for (let at = 1000; at < 1450; at++) await pending.add(String(at), { kind: 'count-nameless' })
    for (const left of [250, 50, 0]) {
      await run()
      expect(calls.size).toBe(left)
    }
  })

  it.each([
    ['that does not answer', new TimeLimitError(10_000)],
    ['that is closed', new OutboxClosed('Its storage is of a newer gateway.')],
  ])('asks an outbox %s once only', async (_, error) => {
    const { pending } = fakePendingCalls()
    for (const id of ['1', '2']) await pending.add(id, { kind: 'count-nameless' })
    let asked = 0
    const silent = (): AcceptingOutbox => {
      asked++
      throw error
    }
    expect(await bringPending(pending, silent)).toEqual({ brought: 0, found: 2 })
    expect(asked).toBe(1)
  })

  it('keeps what it cannot bring for the run after', async () => {
    const { box, calls, pending, run, hang } = cron()
    const order = { orderId: 'order-9', orderNumber: 'PO-9', customer: 'C-1', body: new Uint8Array(3), problems: '[]' }
    await pending.add('1', { kind: 'keep-refused', order })
    await pending.add('2', { kind: 'count-nameless' })
    hang(true)
    expect(await run()).toEqual({ brought: 0, found: 2 })
    expect(calls.size).toBe(2)
    hang(false)
    expect(await run()).toEqual({ brought: 2, found: 2 })
    expect(box.outbox.view('order-9')).toMatchObject({ state: 'refused' })
    expect(await run()).toEqual({ brought: 0, found: 0 })
  })
})
