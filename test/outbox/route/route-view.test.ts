import { describe, expect, it } from 'vitest'
import { contrl } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
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
      { route: 'erp', format: 'json', unsettled: 3, unsent: { written: 1, unwritten: 2, isMore: false } },
    ])
  })

  it('counts no refused order for a retry that a person decides about alone', async () => {
    const receipt = { receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }
    const routes = [httpRoute('erp', ERP, { document: EDIFACT, ...receipt }), httpRoute('wms', WMS)]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, status(200))
    test.outbox.pause('wms', { by: 'ann' })
    test.accept()
    await test.work()
    test.hear(contrl('1', '4'))
    expect(test.outbox.routes()[0]?.unsent.retryable).toBe(1)
    expect(test.outbox.hold('order-1', { by: 'ann' })).toEqual({ ok: true })
    expect(test.outbox.routes()[0]?.unsent.retryable).toBe(0)
    expect(test.outbox.retryRoute('erp', { by: 'ann' }).again).toBe(0)
  })

  it('names the newest delivery that arrived, and the control numbers that are left', async () => {
    const range = { start: 10, wrapAt: 29, share: 'pair' }
    const test = testOutbox({
      supplier: supplierWith({ routes: [httpRoute('erp', ERP, { document: EDIFACT, controlNumbers: range })] }),
    })
    expect(test.outbox.routes()[0]).toMatchObject({ numbers: { last: null, left: 20, of: 20 } })
    expect(test.outbox.routes()[0]).not.toHaveProperty('lastSuccess')
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'first' })
    test.accept({ orderId: 'second' })
    await test.work()
    expect(test.outbox.routes()[0]).toMatchObject({
      lastSuccess: { orderId: expect.stringMatching(/first|second/), at: new Date(test.clock.now()).toISOString() },
      numbers: { last: 11, left: 18, of: 20 },
    })
  })

  it.each([
    ['refused', 422],
    ['deferred', 503],
  ])('names the newest attempt that failed, until a delivery succeeds: %s', async (_, code) => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'first' })
    await test.work()
    expect(test.outbox.routes()[0]).not.toHaveProperty('lastFailure')
    await test.pass(60_000)
    const at = new Date(test.clock.now()).toISOString()
    test.wire.answers(ERP, status(code))
    test.accept({ orderId: 'second', orderNumber: 'PO-2' })
    await test.work()
    expect(test.outbox.routes()[0]?.lastFailure).toEqual({
      ...{ at, orderId: 'second', orderNumber: 'PO-2' },
      isRefusal: code === 422,
      why: expect.stringContaining(String(code)),
    })
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'third' })
    await test.work()
    expect(test.outbox.routes()[0]).not.toHaveProperty('lastFailure')
  })

  it('names no failed attempt once a person keyed the order by hand', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(422))
    test.accept()
    await test.work()
    expect(test.outbox.routes()[0]).toHaveProperty('lastFailure')
    test.outbox.done('order-1', 'erp', { by: 'An' })
    expect(test.outbox.routes()[0]).not.toHaveProperty('lastFailure')
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
