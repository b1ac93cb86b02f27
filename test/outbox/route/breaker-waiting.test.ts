import { describe, expect, it } from 'vitest'
import { MORNING } from '../../fakes/clock.ts'
import { ERP, httpRoute, WMS } from '../../fakes/orders.ts'
import { status } from '../../fakes/wire.ts'
import { accept, down } from './left-alone.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

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
    const unconfirmed = { policy: 'send', sendAfterSeconds: 60 }
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
