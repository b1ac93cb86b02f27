import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { hanging, status } from '../../fakes/wire.ts'
import { MINUTE } from '../taking.ts'

describe('a route that a person resumes', () => {
  /** Six orders that waited for the end of a pause. */
  async function resumedWith(answer: Parameters<ReturnType<typeof testOutbox>['wire']['answers']>[1]) {
    const test = testOutbox()
    test.outbox.pause('erp', { by: 'ann', note: 'Stock-taking.' })
    for (let at = 0; at < 6; at++) test.accept({ orderId: `order-${at}` })
    await test.work()
    test.wire.answers(ERP, answer)
    test.outbox.resume('erp', { by: 'ann' })
    await test.work()
    return test
  }

  it('sends one order first, and all others when it has arrived', async () => {
    const erp = hanging()
    const test = await resumedWith(erp.answer)
    expect(erp.waiting).toBe(1)
    expect(test.outbox.view('order-3')?.deliveries[0]?.waitsFor).toMatchObject({
      kind: 'turn',
      findings: [{ code: 'wait-first', values: { route: 'erp' } }],
    })
    test.accept({ orderId: 'order-new' })
    await test.work()
    expect(erp.waiting).toBe(1)
    test.wire.answers(ERP, status(200))
    erp.end(new Response(null, { status: 200 }))
    await test.work()
    expect(test.wire.calls).toHaveLength(7)
    expect(test.outbox.routes()).toMatchObject([{ unsettled: 0 }])
  })

  it('keeps the others when the first fails, under the rules of an open circuit', async () => {
    const test = await resumedWith(status(503))
    expect(test.wire.calls).toHaveLength(1)
    expect(test.outbox.routes()).toMatchObject([{ state: 'open', circuit: { state: 'open' }, unsettled: 6 }])
    test.wire.answers(ERP, status(200))
    await test.pass(MINUTE)
    expect(test.outbox.routes()).toMatchObject([{ circuit: { state: 'closed' }, unsettled: 0 }])
  })

  it('is paused again by the first when its password is still refused', async () => {
    const test = await resumedWith(status(401))
    await test.pass(MINUTE)
    expect(test.wire.calls).toHaveLength(1)
    expect(test.outbox.routes()).toMatchObject([{ state: 'paused', paused: { pausedBy: null } }])
    test.wire.answers(ERP, status(200))
    test.outbox.retryRoute('erp', { by: 'ann' })
    await test.work()
    expect(test.outbox.routes()).toMatchObject([{ state: 'open', unsettled: 0 }])
  })

  it('sends one order first when the pause ends by itself, or by a retry of the route', async () => {
    const test = testOutbox()
    const until = test.clock.now() + 5 * MINUTE
    test.outbox.pause('erp', { by: 'ann' }, until)
    for (let at = 0; at < 6; at++) test.accept({ orderId: `order-${at}` })
    const erp = hanging()
    test.wire.answers(ERP, erp.answer)
    await test.pass(5 * MINUTE)
    expect(erp.waiting).toBe(1)
    erp.end(new Response(null, { status: 401 }))
    await test.work()
    test.outbox.retryRoute('erp', { by: 'ann' })
    await test.work()
    expect(erp.waiting).toBe(1)
  })

  it('remembers over a restart that one order goes first', async () => {
    const test = await resumedWith(hanging().answer)
    const again = hanging()
    test.wire.answers(ERP, again.answer)
    test.reopen()
    await test.pass(10 * MINUTE)
    expect(again.waiting).toBe(1)
  })

  it('is opened by no attempt that failed before the resume', async () => {
    const test = testOutbox()
    const before = hanging()
    test.wire.answers(ERP, before.answer)
    for (let at = 0; at < 6; at++) test.accept({ orderId: `order-${at}` })
    await test.work()
    test.outbox.pause('erp', { by: 'ann' })
    test.clock.advance(1_000)
    test.outbox.resume('erp', { by: 'ann' })
    before.end(new Response(null, { status: 503 }))
    await test.work()
    expect(test.outbox.routes()).toMatchObject([{ circuit: { state: 'closed' } }])
  })
})

describe('a route that left the configuration', () => {
  const both = supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })
  const erpOnly = supplierWith({ routes: [httpRoute('erp', ERP)] })

  it('leaves its deliveries held, told once, and known to be under way if they were', async () => {
    const test = testOutbox({ supplier: both })
    test.wire.answers(WMS, hanging().answer)
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.work()
    test.reopen(erpOnly)
    test.reopen(erpOnly)
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/route-gone maybe'])
    expect(test.alerts.map(({ kind, route }) => [kind, route])).toEqual([['held', 'wms']])
    expect(test.outbox.release('order-1', { by: 'ann' })).toMatchObject({ ok: false, status: 409 })
    expect(test.outbox.done('order-1', 'wms', { by: 'ann' })).toEqual({ ok: true })
  })

  it('keeps the question that a delivery was held for already', () => {
    const test = testOutbox({ supplier: both })
    test.accept({ orderId: 'a', orderNumber: 'PO-1' })
    test.accept({ orderId: 'b', orderNumber: 'PO-1' })
    test.reopen(erpOnly)
    expect(test.deliveries('b')).toEqual([
      'erp v1 held/order-number-conflict no',
      'wms v1 held/order-number-conflict no',
    ])
  })

  it('tells that what nobody has confirmed does not leave by it all the same', async () => {
    const unconfirmed = { policy: 'send', sendAfterSeconds: 120 } as const
    const test = testOutbox({ supplier: { ...both, unconfirmed } })
    test.wire.answers(ERP, status(200))
    test.accept({ unconfirmed: true })
    test.reopen({ ...erpOnly, unconfirmed })
    await test.pass(5 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/route-gone no'])
    expect(test.troubles.at(-1)).toMatchObject({ kind: 'held', cause: 'route-gone', route: 'wms' })
  })

  it('does not send by itself what waited for it when it comes back', async () => {
    const test = testOutbox({ supplier: both })
    test.wire.answers(ERP, status(200))
    test.wire.answers(WMS, status(200))
    test.outbox.pause('wms', { by: 'ann' })
    test.accept()
    test.reopen(erpOnly)
    test.reopen(both)
    test.outbox.resume('wms', { by: 'ann' })
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/route-gone no'])
    expect(test.outbox.release('order-1', { by: 'ann' })).toEqual({ ok: true })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 delivered yes'])
  })
})
