import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

describe('a route in the Admin API', () => {
  it('counts the open deliveries whose document is stored, and the deliveries that will get the format of the route', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'delivered' })
    await test.work()
    test.wire.answers(ERP, status(503))
    test.accept({ orderId: 'deferred' })
    await test.work()
    test.accept({ orderId: 'held', starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.accept({ orderId: 'waiting' })
    expect(test.outbox.routes()).toMatchObject([
      { route: 'erp', format: 'json', unsettled: 3, unsent: { written: 1, unwritten: 2 } },
    ])
  })

  it('has no format once the configuration no longer has the route', () => {
    const test = testOutbox()
    test.accept()
    test.reopen(supplierWith({ routes: [httpRoute('wms', WMS)] }))
    const route = test.outbox.routes().at(-1)
    expect(route).toMatchObject({ route: 'erp', state: 'gone', unsent: { written: 0, unwritten: 1 } })
    expect(route).not.toHaveProperty('format')
  })
})
