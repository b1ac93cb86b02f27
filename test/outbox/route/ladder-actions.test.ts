import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { hanging, status } from '../../fakes/wire.ts'
import { ANN, DESK, HOUR, laddered, MINUTE, outbox, received, TO_DESK } from './laddered.ts'

describe('a person', () => {
  const passedOn = async (desk = status(503)) => {
    const test = outbox(laddered(TO_DESK))
    test.wire.answers(ERP, status(503))
    test.wire.answers(DESK, desk)
    test.accept()
    await test.pass(11 * MINUTE)
    return test
  }

  it('acts on the route that has the order now', async () => {
    const test = await passedOn()
    for (const act of [test.outbox.retry, test.outbox.done]) {
      const result = act('order-1', 'erp', ANN)
      expect(result).toMatchObject({ ok: false, status: 409 })
      expect(result).toMatchObject({ message: expect.stringContaining('Route desk has taken the place of erp') })
    }
    test.wire.answers(ERP, status(200))
    expect(test.outbox.retryRoute('erp', ANN)).toMatchObject({ again: 0 })
    expect(test.outbox.done('order-1', 'desk', ANN)).toEqual({ ok: true })
    await test.pass(HOUR)
    expect(test.outbox.view('order-1')).toMatchObject({ state: 'settled' })
  })

  it('who resends it on the first route is told which one brought it, and resends it there', async () => {
    const test = await passedOn(status(200))
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
    for (const intent of ['same', 'correction'] as const)
      expect(test.outbox.resend('order-1', 'erp', { ...ANN, intent })).toEqual({
        ok: false,
        status: 409,
        message: 'Route desk has brought it in the place of erp: act on that one.',
      })
    expect(test.outbox.retry('order-1', 'erp', ANN)).toMatchObject({ status: 409 })
    expect(test.outbox.resend('order-1', 'desk', { ...ANN, intent: 'same' })).toEqual({ ok: true })
    await test.pass(MINUTE)
    expect(received(test).filter((one) => one === 'desk')).toHaveLength(2)
    expect(test.outbox.resend('order-1', 'nowhere', { ...ANN, intent: 'same' })).toMatchObject({ status: 404 })
  })

  it('who keys it for the first route leaves the route that brought it as it was', async () => {
    const test = await passedOn(status(200))
    expect(test.outbox.done('order-1', 'erp', ANN)).toEqual({ ok: true })
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 done yes'])
  })

  it('who marks the first route done ends the ladder', async () => {
    const test = outbox(laddered(TO_DESK))
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.pass(MINUTE)
    test.outbox.done('order-1', 'erp', ANN)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 done yes'])
  })
})

describe('a later version', () => {
  it.each(['hold', 'replace'])('of what left by another route is a question for a person: %s', async (revisions) => {
    const routes = [...laddered(TO_DESK, { revisions }).routes, httpRoute('wms', WMS)]
    const test = outbox(supplierWith({ revisions, routes: routes.map((one) => ({ ...one })) }))
    test.wire.answers(WMS, status(200))
    test.wire.answers(ERP, status(503))
    test.accept({ content: 1 })
    await test.pass(11 * MINUTE)
    expect(test.deliveries()).toContain('desk v1 delivered yes')
    test.wire.answers(ERP, status(200))
    test.accept({ content: 2 })
    await test.pass(MINUTE)
    expect(test.deliveries()).toContain('erp v2 held/revision no')
    expect(test.deliveries()).toContain(revisions === 'hold' ? 'wms v2 held/revision no' : 'wms v2 delivered yes')
    expect(test.outbox.release('order-1', ANN)).toMatchObject({ ok: false, status: 409 })
    expect(test.outbox.release('order-1', { ...ANN, as: 'replacement' })).toEqual({ ok: true })
    await test.pass(MINUTE)
    expect(test.deliveries()).toContain('erp v2 delivered yes')
    expect(JSON.parse(test.wire.calls.findLast(({ url }) => url === ERP)?.body ?? '')).toMatchObject({
      purpose: 'replacement',
    })
  })

  it('is a question, too, before it is passed on to where a person had sent the earlier one in the place of another route', async () => {
    const routes = [httpRoute('erp', ERP, { fallbacks: TO_DESK }), httpRoute('wms', WMS), httpRoute('desk', DESK)]
    const test = outbox(supplierWith({ routes }))
    for (const route of ['erp', 'wms']) test.outbox.pause(route, ANN)
    test.accept()
    test.outbox.sendBy('order-1', 'wms', 'desk', ANN)
    await test.work()
    test.accept({ content: 5 })
    await test.pass(11 * MINUTE)
    expect(received(test)).toEqual(['desk'])
    expect(test.deliveries().slice(-2)).toEqual(['erp v2 held/revision no', 'wms v2 held/revision no'])
    expect(test.troubles.at(-1)).toMatchObject({ kind: 'held', cause: 'revision', route: 'erp' })
  })

  it('is asked about only once the try that is under way has ended', async () => {
    const settings = { fallbacks: TO_DESK, retry: { delaysSeconds: [580], giveUpAfterHours: 24 } }
    const routes = [httpRoute('erp', ERP, settings), httpRoute('wms', WMS), httpRoute('desk', DESK)]
    const test = outbox(supplierWith({ routes }))
    for (const route of ['erp', 'wms']) test.outbox.pause(route, ANN)
    test.accept()
    test.outbox.sendBy('order-1', 'wms', 'desk', ANN)
    await test.work()
    const erp = hanging()
    test.wire.answers(ERP, erp.answer)
    test.accept({ content: 5 })
    await test.pass(10 * MINUTE - 10_000)
    test.outbox.resume('erp', ANN)
    await test.pass(25_000)
    expect(test.deliveries().slice(-2)).toEqual(['erp v2 sending no', 'wms v2 held/revision no'])
    erp.end(new Response())
    await test.work()
    expect(test.deliveries().slice(-2)).toEqual(['erp v2 delivered yes', 'wms v2 held/revision no'])
    expect(received(test)).toEqual(['desk', 'erp'])
  })

  it('takes the place of what no route has got through, and begins at the first', async () => {
    const test = outbox(laddered(TO_DESK))
    test.wire.answers(ERP, status(503))
    test.wire.answers(DESK, status(503))
    test.accept({ content: 1 })
    await test.pass(11 * MINUTE)
    test.wire.answers(ERP, status(200))
    test.wire.answers(DESK, status(200))
    test.accept({ content: 2 })
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['desk v1 superseded no', 'erp v1 superseded no', 'erp v2 delivered yes'])
    expect(received(test).filter((one) => one.startsWith('desk')).length).toBeGreaterThan(0)
  })

  it('waits for the earlier one on whichever route that is', async () => {
    const test = outbox(laddered(TO_DESK, { revisions: 'replace' }))
    test.wire.answers(ERP, status(500))
    test.wire.answers(DESK, status(503))
    test.accept({ content: 1 })
    await test.pass(MINUTE)
    test.accept({ content: 2 })
    await test.pass(9.5 * MINUTE)
    expect(test.deliveries()).toEqual(['desk v1 deferred no', 'erp v1 superseded maybe', 'erp v2 waiting no'])
    test.wire.answers(DESK, status(200))
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    const versions = test.wire.calls.slice(-2).map(({ body }) => JSON.parse(body).version)
    expect(versions).toEqual([1, 2])
  })
})
