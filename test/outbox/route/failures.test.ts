import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MINUTE = 60_000
const slow = () =>
  testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, { retry: { delaysSeconds: [1_800] } })] }) })

describe('a route whose connection failed', () => {
  it('and that has just delivered is tried at once by what waits on it', async () => {
    const test = slow()
    test.wire.door(ERP, 'closed')
    test.accept({ orderId: 'order-1', orderNumber: 'PO-1' })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
    test.wire.door(ERP, 'open')
    test.wire.answers(ERP, status(200))
    await test.pass(MINUTE)
    test.accept({ orderId: 'order-2', orderNumber: 'PO-2' })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('opens its circuit after five failures, though the object restarts after each', async () => {
    const test = slow()
    test.wire.door(ERP, 'closed')
    for (let at = 0; at < 5; at++) {
      test.accept({ orderId: `order-${at}`, orderNumber: `PO-${at}` })
      await test.work()
      test.reopen()
    }
    expect(test.outbox.routes()).toMatchObject([{ circuit: { state: 'open' } }])
  })
})
