import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { cut, hanging, status } from '../../fakes/wire.ts'
import { ANN, CONFLICT, HOUR, OK } from '../actions.ts'
import { accept, gathering } from '../batch/gathered.ts'

describe('a hold', () => {
  it('keeps an order until a person releases the order, whatever time passes', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.work()
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    test.wire.answers(ERP, status(200))
    await test.pass(3 * HOUR)
    expect(test.outbox.retryRoute('erp', ANN).again).toBe(0)
    expect(test.deliveries()).toEqual(['erp v1 held/by-person no'])
    expect(test.outbox.release('order-1', ANN)).toEqual(OK)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('is written down with who and why, and tells colleagues', async () => {
    const test = testOutbox()
    test.accept()
    test.outbox.hold('order-1', ANN)
    await test.work()
    expect(test.outbox.events(1).rows).toMatchObject([{ action: 'hold', by: 'ann', note: 'By telephone.' }])
    expect(test.troubles).toMatchObject([{ kind: 'held', cause: 'by-person', orderId: 'order-1' }])
  })

  it('at the moment of an attempt is refused, and never claims what arrives', async () => {
    const test = testOutbox()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept()
    await test.work()
    expect(test.outbox.hold('order-1', ANN)).toMatchObject(CONFLICT)
    expect(test.deliveries()).toEqual(['erp v1 sending no'])
  })

  it('stops the routes that have not sent the order, and leaves the others as they are', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }) })
    test.wire.answers(ERP, status(200))
    test.wire.answers(WMS, status(503))
    test.accept()
    await test.work()
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/by-person no'])
  })

  it.each([
    ['deferred', status(500), 'resend'],
    ['uncertain', cut, 'resend'],
  ] as const)(
    'stops the next attempts of a document that may have arrived: %s',
    async (state, answer, whenUncertain) => {
      const test = testOutbox({ supplier: supplierWith({ whenUncertain }) })
      test.wire.answers(ERP, answer)
      test.accept()
      await test.work()
      expect(test.deliveries()).toEqual([`erp v1 ${state} maybe`])
      expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
      test.wire.answers(ERP, status(200))
      await test.pass(3 * HOUR)
      expect(test.deliveries()).toEqual(['erp v1 held/by-person maybe'])
      const [first] = test.wire.calls
      test.outbox.release('order-1', ANN)
      await test.work()
      expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
      expect(test.wire.calls.at(-1)?.headers.get('idempotency-key')).toBe(first?.headers.get('idempotency-key'))
    },
  )

  it('stops an attempt that was cut off, and that would go on after the pause of its route', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }) })
    test.wire.answers(ERP, hanging().answer)
    test.wire.answers(WMS, status(503))
    test.accept()
    await test.work()
    test.outbox.pause('erp', ANN)
    test.reopen()
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 sending no', 'wms v1 deferred no'])
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    test.wire.answers(ERP, status(200))
    test.outbox.resume('erp', ANN)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/by-person maybe', 'wms v1 held/by-person no'])
  })

  it('leaves a shared document alone that may have arrived, so that no other order of the document stops', async () => {
    const test = gathering({ orders: 3, minutes: 15 })
    test.wire.answers(ERP, status(500))
    accept(test, 'a', 'b', 'c')
    await test.work()
    expect(test.outbox.hold('b', ANN)).toMatchObject(CONFLICT)
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    for (const orderId of ['a', 'b', 'c']) expect(test.outbox.view(orderId)?.state).toBe('settled')
  })

  it('holds a change that comes later too, and a release sends only the change', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.outbox.pause('erp', ANN)
    test.accept({ content: 2 })
    test.outbox.hold('order-1', ANN)
    expect(test.accept({ content: 3 })).toMatchObject({ status: 'held', holdReason: 'by-person' })
    test.outbox.resume('erp', ANN)
    await test.work()
    expect(test.wire.calls).toEqual([])
    test.outbox.release('order-1', ANN)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 delivered yes'])
  })

  it('stops an unconfirmed order that would leave by itself, also when its chef orders again', async () => {
    const test = testOutbox({
      supplier: supplierWith({ unconfirmed: { policy: 'send', sendAfterSeconds: 60 } }),
    })
    test.wire.answers(ERP, status(200))
    test.accept({ unconfirmed: true })
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    expect(test.accept()).toMatchObject({ status: 'duplicate' })
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/by-person no'])
  })

  it('keeps back an order that waits for an unknown number, also once a colleague enters the number', async () => {
    const routes = [httpRoute('erp', ERP), httpRoute('wms', WMS)]
    const test = testOutbox({ supplier: supplierWith({ routes, articles: [{ article: '999' }] }) })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    const unknown = { state: 'held', reason: 'unknown-article' } as const
    test.accept({ orderId: 'a', starts: { erp: unknown, wms: unknown } })
    test.accept({ orderId: 'b', starts: { erp: unknown, wms: { state: 'refused' } } })
    const unwritable = { state: 'held', reason: 'unwritable' } as const
    test.accept({ orderId: 'c', starts: { erp: unwritable, wms: unwritable } })
    for (const orderId of ['a', 'b', 'c']) expect(test.outbox.hold(orderId, ANN)).toEqual(OK)
    expect(
      test.outbox.enterRow({ kind: 'article', key: '00123', row: { article: '00123', weighted: false } }, ANN, null).ok,
    ).toBe(true)
    await test.pass(HOUR)
    for (const orderId of ['a', 'b', 'c'])
      expect(test.deliveries(orderId)).toEqual(['erp v1 held/by-person no', 'wms v1 held/by-person no'])
    expect(test.outbox.release('a', ANN)).toEqual(OK)
    await test.work()
    expect(test.deliveries('a')).toEqual(['erp v1 delivered yes', 'wms v1 delivered yes'])
  })

  it('keeps back an earlier version too that comes back because the sender of the change got an error', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }) })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    for (const route of ['erp', 'wms']) test.outbox.pause(route, ANN)
    test.accept({ content: 2 })
    test.accept({ content: 3, requestId: 'lost' })
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('held')
    for (const route of ['erp', 'wms']) test.outbox.resume(route, ANN)
    await test.pass(HOUR)
    expect(test.deliveries().slice(0, 2)).toEqual(['erp v1 held/by-person no', 'wms v1 held/by-person no'])
    expect(test.wire.calls).toEqual([])
  })

  it('of an order that waits for a person says so, and keeps the reason', () => {
    const test = testOutbox()
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    expect(test.outbox.hold('order-1', ANN)).toMatchObject({
      ...CONFLICT,
      message: expect.stringContaining('quantity'),
    })
    expect(test.deliveries()).toEqual(['erp v1 held/quantity no'])
  })
})
