import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { hanging, status } from '../../fakes/wire.ts'
import { ANN, HOUR, OK } from '../actions.ts'

const BOTH = supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })

const statesOf = (test: TestOutbox) =>
  test.outbox.view('order-1')?.deliveries.map(({ route, state }) => `${route} ${state}`)

async function opened(answers: { erp: number; wms: number } = { erp: 503, wms: 503 }) {
  const test = testOutbox({ supplier: BOTH })
  test.wire.answers(ERP, status(answers.erp))
  test.wire.answers(WMS, status(answers.wms))
  test.accept()
  await test.work()
  return test
}

describe('an order that a person keyed for some of its routes', () => {
  it('is done there, and the other route delivers it once', async () => {
    const test = await opened()
    expect(test.outbox.doneOrder('order-1', { ...ANN, routes: ['erp'] })).toEqual(OK)
    expect(statesOf(test)).toEqual(['erp done', 'wms deferred'])
    test.wire.answers(ERP, status(200))
    test.wire.answers(WMS, status(200))
    await test.pass(48 * HOUR)
    expect(statesOf(test)).toEqual(['erp done', 'wms delivered'])
    expect(test.wire.calls.map(({ url }) => url).toSorted()).toEqual([ERP, WMS, WMS])
  })

  it('is not stopped by an attempt under way on another route', async () => {
    const test = testOutbox({ supplier: BOTH })
    const slow = hanging()
    test.wire.answers(ERP, status(503))
    test.wire.answers(WMS, slow.answer)
    test.accept()
    await test.work()
    expect(test.outbox.doneOrder('order-1', { ...ANN, routes: ['wms'] })).toMatchObject({ ok: false, status: 409 })
    expect(test.outbox.doneOrder('order-1', { ...ANN, routes: ['erp'] })).toEqual(OK)
    expect(statesOf(test)).toEqual(['erp done', 'wms sending'])
  })

  it('changes nothing where one of the routes has nothing open, and names the open routes', async () => {
    for (const route of ['warehouse', 'wms']) {
      const test = await opened({ erp: 503, wms: 200 })
      expect(test.outbox.doneOrder('order-1', { ...ANN, routes: ['erp', route] })).toEqual({
        ...{ ok: false, status: 409 },
        message: `Nothing of the order is open on route ${route}. Open routes: erp.`,
      })
      expect(statesOf(test)).toEqual(['erp deferred', 'wms delivered'])
    }
  })

  it('is done with the fallback route that took over, and the other receiver keeps its own', async () => {
    const DESK = 'https://desk.example/'
    const test = testOutbox({
      supplier: supplierWith({
        routes: [
          httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 1 }] }),
          httpRoute('desk', DESK),
          httpRoute('wms', WMS),
        ],
      }),
    })
    for (const url of [ERP, DESK, WMS]) test.wire.answers(url, status(503))
    test.accept()
    await test.pass(HOUR / 10)
    expect(statesOf(test)).toEqual(['desk deferred', 'erp superseded', 'wms deferred'])
    expect(test.outbox.doneOrder('order-1', { ...ANN, routes: ['desk'] })).toEqual(OK)
    expect(statesOf(test)).toEqual(['desk done', 'erp superseded', 'wms deferred'])
  })
})
