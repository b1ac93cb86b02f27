import { describe, expect, it } from 'vitest'
import { MORNING } from '../fakes/clock.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { cut, hanging, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ANN = { by: 'ann' }

function down(settings: Record<string, unknown> = {}, supplier = {}) {
  const routes = [httpRoute('erp', ERP, { pace: { parallel: 1 }, ...settings })]
  const test = testOutbox({ supplier: supplierWith({ routes, ...supplier }) })
  test.wire.answers(ERP, status(503))
  return test
}
const accept = (test: TestOutbox, count: number, from = 0) => {
  for (let at = from; at < from + count; at++) test.accept({ orderId: `order-${String(at).padStart(3, '0')}` })
}
const circuit = (test: TestOutbox) => test.outbox.routes().find(({ route }) => route === 'erp')?.circuit
const numbers = (test: TestOutbox): string[] => test.wire.calls.map(({ body }) => JSON.parse(body).orderNumber)

describe('a route whose tries fail one after the other', () => {
  it('is left alone after five, but for one delivery now and then', async () => {
    const test = down()
    accept(test, 20)
    await test.work()
    expect(test.wire.calls).toHaveLength(5)
    expect(circuit(test)).toEqual({
      state: 'open',
      since: new Date(MORNING).toISOString(),
      why: expect.stringContaining('503'),
      nextProbeAt: new Date(MORNING + 5_000).toISOString(),
    })
    await test.pass(5_000)
    expect(test.wire.calls).toHaveLength(6)
    await test.pass(30_000)
    expect(test.wire.calls).toHaveLength(7)
  })

  it('sends all the rest at once, in the order in which it came, when that one succeeds', async () => {
    const test = down()
    accept(test, 20)
    await test.pass(HOUR)
    test.wire.answers(ERP, status(200))
    const before = test.wire.calls.length
    await test.pass(10 * MINUTE)
    expect(circuit(test)).toEqual({ state: 'closed' })
    const [probe, ...rest] = numbers(test).slice(before)
    expect(rest).toEqual(
      numbers(test)
        .slice(before + 1)
        .toSorted(),
    )
    expect(new Set([probe, ...rest]).size).toBe(20)
  })

  it('stays left alone when its object is evicted, with no more than one delivery in the probe', async () => {
    const test = down()
    accept(test, 20)
    await test.pass(MINUTE)
    const seen = test.wire.calls.length
    test.reopen()
    await test.work()
    expect(test.wire.calls).toHaveLength(seen)
    const erp = hanging()
    test.wire.answers(ERP, erp.answer)
    await test.pass(2 * MINUTE)
    expect(test.wire.calls).toHaveLength(seen + 1)
    expect(circuit(test)).toMatchObject({ state: 'half-open', nextProbeAt: null })
    // The object goes in the middle of it: nobody else tries before its lease is over.
    test.reopen()
    await test.pass(10_000)
    expect(test.wire.calls).toHaveLength(seen + 1)
    test.wire.answers(ERP, status(200))
    await test.pass(MINUTE)
    expect(circuit(test)).toEqual({ state: 'closed' })
    expect(numbers(test)).toHaveLength(seen + 21)
  })

  it.each(['3600', '86400'])('waits as long as the receiver asked for, an hour at most: %s', async (seconds) => {
    const test = down()
    test.wire.answers(ERP, status(503, { 'retry-after': seconds }))
    accept(test, 20)
    await test.pass(HOUR - 1)
    expect(test.wire.calls).toHaveLength(5)
    await test.pass(1)
    expect(test.wire.calls).toHaveLength(6)
  })

  it('is tried once more before a cut-off, so that what waits may leave in time', async () => {
    const test = down()
    test.wire.answers(ERP, status(503, { 'retry-after': '3600' }))
    for (let at = 0; at < 20; at++) test.accept({ orderId: `order-${at}`, cutOff: MORNING + 30 * MINUTE })
    await test.work()
    test.wire.answers(ERP, status(200))
    await test.pass(28 * MINUTE - 1)
    expect(test.wire.calls).toHaveLength(5)
    await test.pass(1)
    expect(test.outbox.routes()[0]).toMatchObject({ unsettled: 0, circuit: { state: 'closed' } })
  })

  it('is tried once more before the cut-off of an order, too, that has come since', async () => {
    const test = down()
    test.wire.answers(ERP, status(503, { 'retry-after': '3600' }))
    accept(test, 5)
    await test.pass(5 * MINUTE)
    test.accept({ orderId: 'late', cutOff: MORNING + 30 * MINUTE })
    await test.pass(23 * MINUTE - 1)
    expect(test.wire.calls).toHaveLength(5)
    test.wire.answers(ERP, status(200))
    await test.pass(1)
    expect(test.deliveries('late')).toEqual(['erp v1 delivered yes'])
  })

  it('is not left alone for one order that fails again and again', async () => {
    const test = down()
    test.wire.answers(ERP, ({ body }) => new Response(null, { status: body.includes('bad') ? 500 : 200 }))
    test.accept({ orderId: 'bad' })
    await test.pass(3 * HOUR)
    expect(circuit(test)).toEqual({ state: 'closed' })
    accept(test, 1)
    await test.work()
    expect(numbers(test).at(-1)).toBe('PO-order-000')
  })

  it('is left alone for one order where nobody even answers', async () => {
    const test = down()
    test.wire.answers(ERP, cut)
    test.wire.door(ERP, 'closed')
    accept(test, 1)
    await test.pass(HOUR)
    expect(circuit(test)).toMatchObject({ state: 'open', why: expect.stringContaining('No connection') })
  })

  it('writes nothing to the route while all goes well', async () => {
    const test = down()
    test.wire.answers(ERP, status(200))
    accept(test, 20)
    await test.work()
    expect(test.sql.all('SELECT * FROM routes')).toEqual([])
  })

  it('says why in the alert of an order that it has never tried', async () => {
    const test = down()
    accept(test, 20)
    await test.pass(2 * HOUR)
    const late = test.troubles.filter(({ kind }) => kind === 'late')
    expect(late.length).toBeGreaterThan(0)
    for (const { text } of late) expect(text).not.toContain('no try has been made')
  })
})

describe('what a person does about a route that is left alone', () => {
  it('tries it now with the order that they retry', async () => {
    const test = down()
    accept(test, 20)
    await test.pass(30 * MINUTE)
    test.wire.answers(ERP, status(200))
    const before = test.wire.calls.length
    test.outbox.retry('order-017', 'erp', ANN)
    await test.work()
    expect(numbers(test)[before]).toBe('PO-order-017')
    expect(circuit(test)).toEqual({ state: 'closed' })
    expect(test.wire.calls).toHaveLength(before + 20)
  })

  it('tries one delivery when they retry the route, and goes on as before when that fails', async () => {
    const test = down()
    accept(test, 20)
    await test.pass(30 * MINUTE)
    const before = test.wire.calls.length
    test.outbox.retryRoute('erp', ANN)
    await test.work()
    expect(test.wire.calls).toHaveLength(before + 1)
    expect(circuit(test)).toMatchObject({ state: 'open' })
  })

  it('is heard though a try is under way', async () => {
    const test = down()
    accept(test, 20)
    await test.work()
    const erp = hanging()
    test.wire.answers(ERP, erp.answer)
    await test.pass(5_000)
    test.outbox.retry('order-017', 'erp', ANN)
    await test.work()
    expect(erp.waiting).toBe(1)
    erp.end(new Response(null, { status: 503 }))
    await test.work()
    expect(numbers(test).at(-1)).toBe('PO-order-017')
    erp.end(new Response(null, { status: 503 }))
    await test.work()
    expect(erp.waiting).toBe(0)
  })

  it('pauses it as before, and it begins anew when they resume it', async () => {
    const test = down()
    accept(test, 6)
    await test.work()
    test.outbox.pause('erp', ANN)
    await test.pass(HOUR)
    expect(test.wire.calls).toHaveLength(5)
    test.wire.answers(ERP, status(200))
    test.outbox.resume('erp', ANN)
    await test.work()
    expect(test.wire.calls).toHaveLength(11)
  })

  it('finds it paused, and no longer left alone, when it refuses every order', async () => {
    const test = down()
    accept(test, 20)
    await test.work()
    test.wire.answers(ERP, status(401))
    await test.pass(MINUTE)
    expect(test.outbox.routes()[0]).toMatchObject({ state: 'paused', circuit: { state: 'closed' } })
  })
})

describe('what waits for a route that is left alone', () => {
  it('is passed on at its time', async () => {
    const fallbacks = [{ route: 'wms', afterMinutes: 30 }]
    const routes = [httpRoute('erp', ERP, { pace: { parallel: 1 }, fallbacks }), httpRoute('wms', WMS)]
    const test = down({}, { routes })
    test.wire.answers(WMS, status(200))
    accept(test, 20)
    await test.pass(30 * MINUTE)
    expect(test.wire.calls.filter(({ url }) => url === WMS)).toHaveLength(20)
    expect(test.deliveries('order-019')).toEqual(['erp v1 superseded no', 'wms v1 delivered yes'])
  })

  it('is given up at its time, though it was never tried', async () => {
    const test = down({ retry: { delaysSeconds: [600], giveUpAfterHours: 2 } })
    accept(test, 20)
    await test.pass(2 * HOUR + 11 * MINUTE)
    expect(test.deliveries('order-019')).toEqual(['erp v1 refused no'])
    expect(test.troubles.filter(({ kind }) => kind === 'refused')).not.toEqual([])
  })

  it('is tried before its cut-off by a route that is left alone, too, once that was called', async () => {
    const fallbacks = [{ route: 'wms', afterMinutes: 10 }]
    const test = down({}, { routes: [httpRoute('erp', ERP, { fallbacks }), httpRoute('wms', WMS)] })
    test.wire.answers(WMS, status(503, { 'retry-after': '3600' }))
    accept(test, 5)
    await test.pass(12 * MINUTE)
    test.accept({ orderId: 'late', cutOff: MORNING + 40 * MINUTE })
    await test.pass(26 * MINUTE - 1)
    expect(test.deliveries('late')).toEqual(['erp v1 superseded no', 'wms v1 waiting no'])
    test.wire.answers(WMS, status(200))
    await test.pass(1)
    expect(test.deliveries('late')).toEqual(['erp v1 superseded no', 'wms v1 delivered yes'])
  })

  it('is passed on in the very moment at which it is given up', async () => {
    const fallbacks = [{ route: 'wms', afterMinutes: 600 }]
    const settings = { pace: { parallel: 1 }, fallbacks, retry: { delaysSeconds: [600], giveUpAfterHours: 2 } }
    const test = down({}, { routes: [httpRoute('erp', ERP, settings), httpRoute('wms', WMS)] })
    test.wire.answers(WMS, status(200))
    accept(test, 20)
    await test.pass(2 * HOUR + 10 * MINUTE)
    expect(test.deliveries('order-019')).toEqual(['erp v1 superseded no', 'wms v1 delivered yes'])
  })

  it('is given up, too, where nobody has confirmed it and it would leave all the same', async () => {
    const unconfirmed = { policy: 'ship', shipAfterSeconds: 60 }
    const test = down({ unconfirmed, retry: { delaysSeconds: [600], giveUpAfterHours: 2 } })
    accept(test, 20)
    for (const orderId of ['a', 'b', 'c']) test.accept({ orderId, unconfirmed: true })
    await test.pass(2 * HOUR + 11 * MINUTE)
    for (const orderId of ['a', 'b', 'c']) expect(test.deliveries(orderId)).toEqual(['erp v1 refused no'])
    expect(test.outbox.view('c')?.holdReason).toBeUndefined()
  })

  it('is held when it has become too old to leave', async () => {
    const test = down({}, { maxAgeHours: 1 })
    accept(test, 20)
    await test.pass(HOUR + 11 * MINUTE)
    expect(test.deliveries('order-019')).toEqual(['erp v1 held/stale no'])
    expect(test.troubles).toContainEqual(expect.objectContaining({ kind: 'held', cause: 'stale' }))
  })
})
