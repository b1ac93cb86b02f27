import { describe, expect, it } from 'vitest'
import type { FakeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { postedOrder } from '../fakes/orders.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'

const MINUTE = 60_000

const listed = (different: Record<string, unknown> = {}): FakeOrder => ({
  ...postedOrder(different),
  status: 'ORDERED',
})

/** A gateway whose sender posted an order and disconnected. */
async function deserted(settings: object = {}) {
  const gateway = pollingGateway({ settings })
  const order = listed()
  await gateway.post(order, AbortSignal.abort())
  return { ...gateway, order }
}

describe('an order whose sender went away, when the order API is read', () => {
  it('goes out once it is listed, though it was known', async () => {
    const { box, fake, order, kv, poll, delivered } = await deserted()
    expect(box.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
    expect(kv.size).toBe(0)
    await poll()
    expect(delivered()).toEqual([])
    fake.book.place(order)
    await poll()
    expect(delivered()).toEqual(['PO-1'])
    await poll()
    expect(delivered()).toEqual(['PO-1'])
  })

  it('is asked about whatever was seen of it', async () => {
    const { fake, order, kv, poll, delivered, box } = await deserted()
    const digest = box.outbox.view('order-1')?.versions[0]?.digest ?? ''
    kv.set('order-1', { digest, version: 1 })
    fake.book.place(order)
    await poll()
    expect(delivered()).toEqual(['PO-1'])
  })

  it('is told once more when later orders are listed and it is not', async () => {
    const { box, fake, poll } = await deserted()
    await box.pass(5 * MINUTE)
    await poll()
    expect(box.troubles).toHaveLength(1)
    fake.book.place(listed({ id: 'order-2', order_number: 'PO-2', ordered_on: '2026-11-24T09:04:00Z' }))
    await poll()
    await poll()
    const said = box.troubles.filter(({ orderId }) => orderId === 'order-1').map(({ text }) => text)
    expect(said).toHaveLength(2)
    expect(said[1]).toContain('Apicbase lists later orders and not this one')
  })
})
