import { describe, expect, it } from 'vitest'
import type { WaitsFor } from '../../src/outbox/waits-for.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { hanging, status } from '../fakes/wire.ts'

const ANN = { by: 'ann', note: 'Stocktaking.' }
const MINUTE = 60_000
const NOON = '2026-11-24T11:00:00.000Z'

function opened(settings: Record<string, unknown> = {}, supplier = {}): TestOutbox {
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, settings)], ...supplier }) })
  for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
  return test
}

const last = (test: TestOutbox, orderId = 'order-1') => test.outbox.view(orderId)?.deliveries.at(-1)
const waits = (test: TestOutbox, orderId = 'order-1'): WaitsFor | null | undefined => last(test, orderId)?.waitsFor

describe('a delivery that waits says why', () => {
  it('for a paused route: since when, by whom, and that somebody must resume it', async () => {
    const test = opened()
    test.outbox.pause('erp', ANN)
    test.accept()
    await test.pass(MINUTE)
    const text =
      'Route erp is paused by ann since 2026-11-24T09:00:00.000Z: “Stocktaking.” Resume the route to send it.'
    const since = '2026-11-24T09:00:00.000Z'
    const findings = [{ code: 'wait-pause', values: { route: 'erp', by: 'ann', since, reason: '“Stocktaking.”' } }]
    expect(waits(test)).toEqual({ kind: 'pause', since, by: 'ann', until: null, text, findings })
    expect(last(test)).toMatchObject({ state: 'waiting', nextAttemptAt: null, nextStep: text })
    expect(test.outbox.retry('order-1', 'erp', ANN)).toEqual({ ok: true })
    expect(waits(test)?.kind).toBe('pause')
    expect(test.outbox.routes()[0]?.waitsFor).toEqual(waits(test))
  })

  it('for a pause that ends by itself, and then tries', () => {
    const test = opened()
    test.outbox.pause('erp', ANN, Date.parse(NOON))
    test.accept()
    expect(waits(test)).toMatchObject({ kind: 'pause', until: NOON })
    expect(last(test)?.nextAttemptAt).toBe(NOON)
  })

  it('for a pause that the gateway made', async () => {
    const test = opened()
    test.wire.answers(ERP, status(401))
    test.accept()
    await test.work()
    test.accept({ orderId: 'order-2' })
    await test.work()
    expect(waits(test, 'order-2')).toMatchObject({ kind: 'pause', by: 'the gateway', until: null })
  })

  it('for a system that is down', async () => {
    const test = opened()
    test.wire.answers(ERP, status(503))
    for (let at = 1; at <= 6; at++) test.accept({ orderId: `order-${at}` })
    await test.pass(MINUTE)
    const { circuit } = test.outbox.routes()[0] ?? {}
    expect(circuit).toMatchObject({ state: 'open' })
    expect(waits(test, 'order-6')).toMatchObject({
      ...{ kind: 'circuit', by: 'the gateway', until: Reflect.get(circuit ?? {}, 'nextProbeAt') },
      text: expect.stringContaining('The receiver answered 503'),
    })
  })

  it('for opening hours', () => {
    const test = opened({ pace: { opening: [{ from: '12:00', to: '13:00' }] } })
    test.accept()
    expect(waits(test)).toMatchObject({ kind: 'opening', until: NOON })
    expect(last(test)?.nextAttemptAt).toBe(NOON)
  })

  it('for a throttle', async () => {
    const test = opened({ pace: { perMinute: 4 } })
    for (const orderId of ['order-1', 'order-2']) test.accept({ orderId })
    await test.work()
    expect(waits(test, 'order-2')).toMatchObject({ kind: 'throttle', until: '2026-11-24T09:00:15.000Z' })
  })

  it('for an earlier order of its customer', async () => {
    const test = opened({ order: 'customer' })
    test.wire.answers(ERP, hanging().answer)
    for (const orderId of ['order-1', 'order-2']) test.accept({ orderId })
    await test.work()
    expect(waits(test, 'order-2')).toMatchObject({ kind: 'customer-order', by: 'order PO-order-1', until: null })
    expect(last(test, 'order-2')?.nextAttemptAt).toBeNull()
  })

  it('for an earlier version, and for a person where that one does', async () => {
    const test = opened({ revisions: 'replace' })
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept({ content: 2 })
    await test.work()
    test.accept({ content: 3 })
    expect(waits(test)).toMatchObject({ kind: 'earlier-version', by: 'version 1', until: null })
  })

  it('for others that go with it in one document', () => {
    const test = opened({ batch: { minutes: 15 } })
    test.accept()
    expect(waits(test)).toMatchObject({ kind: 'batch', until: '2026-11-24T09:15:00.000Z' })
    test.outbox.retry('order-1', 'erp', ANN)
    expect(waits(test)?.kind).toBe('turn')
  })

  it('for the next route of its fallback chain', () => {
    const routes = [
      httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 5 }] }),
      httpRoute('wms', WMS, { pace: { opening: [{ from: '12:00', to: '13:00' }] } }),
    ]
    const test = opened({}, { routes })
    test.accept({ starts: { erp: { state: 'refused' } } })
    expect(waits(test)).toMatchObject({ kind: 'fallback', by: 'route erp' })
  })

  it('for nothing, if the last route of its fallback chain refused it', async () => {
    const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 5 }] }), httpRoute('wms', WMS)]
    const test = opened({}, { routes })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(400))
    test.accept()
    await test.pass(10 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'wms v1 refused no'])
    expect(waits(test)).toBeNull()
  })

  it('for its time, for its next try, and for its receiver', async () => {
    const test = opened(
      { sendAfterSeconds: 60 },
      { routes: [httpRoute('erp', ERP, { sendAfterSeconds: 60 }), mailboxRoute('box')] },
    )
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.work()
    const kinds = () => test.outbox.view('order-1')?.deliveries.map(({ waitsFor }) => waitsFor?.kind)
    expect(kinds()).toEqual(['collection', 'schedule'])
    await test.pass(MINUTE)
    expect(kinds()).toEqual(['collection', 'retry'])
  })

  it('and nothing where it is settled, handed over, under way, or held for a person', async () => {
    const test = opened()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept()
    await test.work()
    expect(last(test)).toMatchObject({ state: 'sending', waitsFor: null })
    receiver.end(new Response())
    await test.work()
    expect(last(test)).toMatchObject({ state: 'delivered', waitsFor: null })
    test.accept({ orderId: 'order-2', starts: { erp: { state: 'held', reason: 'quantity' } } })
    expect(last(test, 'order-2')).toMatchObject({ state: 'held', waitsFor: null })
  })
})
