import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { ANN, OK } from '../actions.ts'
import { BOTH, HELD, opened, paused, resumed, sent, told } from './paused-orders.ts'

const MINUTE = 60_000

/** A person discards a change after the time at which the fallback chain would have taken over. */
async function returnedLate() {
  const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 5 }] }), httpRoute('wms', WMS)]
  const test = opened({ routes })
  test.outbox.pause('erp', ANN)
  test.accept({ content: 2 })
  test.accept({ content: 3, starts: { erp: HELD } })
  await test.pass(30 * MINUTE)
  test.outbox.discard('order-1', ANN)
  return test
}

describe('what a discarded change returns', () => {
  it('leaves at its own time, where that is still to come', async () => {
    const test = opened({ sendAfterSeconds: 600 })
    test.accept({ content: 2 })
    await test.pass(MINUTE)
    test.accept({ content: 3, starts: { erp: HELD } })
    await test.pass(MINUTE)
    test.outbox.discard('order-1', ANN)
    await test.pass(8 * MINUTE - 1)
    expect(sent(test)).toEqual([])
    await test.pass(1)
    expect(sent(test)).toEqual(['erp v1'])
  })

  it.each([
    ['cut-off', { cutOff: Date.parse('2026-11-24T09:10:00Z') }],
    ['delivery date', { deliveryDate: '2026-11-24' }],
    ['greatest age', {}],
  ])('is held and told at once where its %s has passed, also on a route that is paused', async (_, more) => {
    const test = paused()
    test.accept({ content: 2, ...more })
    test.accept({ content: 3, starts: { erp: HELD } })
    await test.pass(49 * 60 * MINUTE)
    test.outbox.discard('order-1', ANN)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 held/stale no', 'erp v2 discarded no'])
    expect(told(test).at(-1)).toEqual(['held', 'stale', 'version 1'])
    expect(test.troubles.at(-1)?.text).toBe(
      'Order PO-order-1 (version 1) is held: version 2 no longer replaces it. It is too late to send the order unasked. Ask the customer whether they still want it, then release or discard it.',
    )
    expect(test.outbox.release('order-1', ANN)).toEqual(OK)
    expect(await resumed(test)).toEqual(['erp v1'])
  })

  it('is told once where several of its routes have the same question', async () => {
    const test = paused(BOTH)
    test.accept({ content: 2, cutOff: Date.parse('2026-11-24T09:10:00Z') })
    test.accept({ content: 3, starts: { erp: HELD, wms: HELD } })
    await test.pass(60 * MINUTE)
    const before = test.troubles.length
    test.outbox.discard('order-1', ANN)
    expect(test.deliveries().slice(0, 2)).toEqual(['erp v1 held/stale no', 'wms v1 held/stale no'])
    await test.work()
    expect(told(test).slice(before)).toEqual([['held', 'stale', 'version 1']])
  })

  it('asks again what it asked before', async () => {
    const test = paused()
    test.accept({ content: 2, starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.accept({ content: 3, starts: { erp: HELD } })
    test.outbox.discard('order-1', ANN)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 held/quantity no', 'erp v2 discarded no'])
    expect(told(test).at(-1)).toEqual(['held', 'quantity', 'version 1'])
  })

  it('is told once more where its route had refused it', async () => {
    const test = paused()
    test.accept({ content: 2, starts: { erp: { state: 'refused' } } })
    test.accept({ content: 3, starts: { erp: HELD } })
    test.outbox.discard('order-1', ANN)
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 refused no', 'erp v2 discarded no'])
    expect(told(test).filter(([kind]) => kind === 'refused')).toHaveLength(2)
  })

  it('is held where its route is no longer configured', async () => {
    const test = paused(BOTH)
    test.accept({ content: 2 })
    test.accept({ content: 3, starts: { erp: HELD, wms: HELD } })
    test.reopen(supplierWith({ routes: [httpRoute('erp', ERP)] }))
    test.outbox.discard('order-1', ANN)
    await test.work()
    expect(test.deliveries().slice(0, 2)).toEqual(['erp v1 waiting no', 'wms v1 held/route-gone no'])
    expect(told(test).at(-1)).toEqual(['held', 'route-gone', 'version 1'])
  })

  it('tries its own route first, though its fallback chain would have gone on by now', async () => {
    const test = await returnedLate()
    expect(await resumed(test)).toEqual(['erp v1'])
  })

  it('goes on down its fallback chain where its own route fails', async () => {
    const test = await returnedLate()
    await test.pass(2 * MINUTE)
    expect(sent(test)).toEqual(['wms v1'])
  })
})
