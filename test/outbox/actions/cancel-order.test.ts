import { describe, expect, it } from 'vitest'
import { contrl } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, CONFLICT, OK, sent, tested } from './cancellations.ts'

const DESK = 'https://desk.example/orders'

const cancelOrder = (test: ReturnType<typeof tested>) => test.outbox.cancelOrder('order-1', ANN)

/** An order that both systems have. */
async function both(settings = {}) {
  const test = tested(httpRoute('erp', ERP), httpRoute('wms', WMS, settings))
  test.wire.answers(ERP, status(200))
  test.wire.answers(WMS, status(200))
  test.accept()
  await test.work()
  return test
}

describe('the cancellation of a whole order', () => {
  it('goes by each route that brought the order, as one version', async () => {
    const test = await both()
    expect(cancelOrder(test)).toEqual(OK)
    await test.work()
    expect(test.deliveries()).toEqual([
      ...['erp v1 delivered yes', 'wms v1 delivered yes'],
      ...['erp v2 delivered yes', 'wms v2 delivered yes'],
    ])
    expect(sent(test).filter((one) => one.includes('cancellation'))).toHaveLength(2)
    expect(test.outbox.events(9).rows.map(({ action, route }) => [action, route])).toEqual([
      ['cancel', 'wms'],
      ['cancel', 'erp'],
    ])
    expect(test.outbox.view('order-1')).not.toHaveProperty('keptBy')
    expect(cancelOrder(test)).toMatchObject(CONFLICT)
  })

  it('completes a cancellation that went by one route alone', async () => {
    const test = await both()
    test.outbox.cancel('order-1', 'wms', ANN)
    await test.work()
    expect(test.outbox.view('order-1')).toMatchObject({ state: 'settled', keptBy: ['erp'] })
    expect(cancelOrder(test)).toEqual(OK)
    await test.work()
    expect(test.deliveries().filter((one) => one.startsWith('erp'))).toEqual([
      'erp v1 delivered yes',
      'erp v2 delivered yes',
    ])
  })

  it('leaves out a route that cannot cancel, and names it', async () => {
    const test = await both({ cancellations: 'hold' })
    expect(cancelOrder(test)).toEqual(OK)
    await test.work()
    expect(test.outbox.view('order-1')).toMatchObject({ state: 'settled', keptBy: ['wms'] })
    expect(cancelOrder(test)).toMatchObject(CONFLICT)
  })

  it('says why, if no route can cancel', async () => {
    const test = testOutbox({ supplier: supplierWith({ cancellations: 'hold' }) })
    test.wire.answers(ERP, status(200))
    test.accept()
    expect(cancelOrder(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining('Nothing was sent') })
    await test.work()
    expect(cancelOrder(test)).toMatchObject({ ...CONFLICT, message: expect.stringContaining('sends no cancellations') })
  })

  it('starts no fallback of a route that cannot cancel, and no retry of that route sends the order', async () => {
    const receipt = { receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }
    const wms = {
      document: EDIFACT,
      ...receipt,
      fallbacks: [{ route: 'desk', afterMinutes: 30 }],
      cancellations: 'hold',
    }
    const test = tested(httpRoute('wms', WMS, wms), httpRoute('erp', ERP), httpRoute('desk', DESK))
    for (const url of [ERP, WMS, DESK]) test.wire.answers(url, status(200))
    const start = { state: 'waiting' } as const
    test.accept({ routes: ['erp', 'wms'].map((route) => ({ route, revisions: 'hold' as const, start })) })
    await test.work()
    expect(cancelOrder(test)).toEqual(OK)
    await test.pass(7_200_000)
    const standing = ['erp v1 delivered yes', 'wms v1 sent yes', 'erp v2 delivered yes']
    expect(test.deliveries()).toEqual(standing)
    test.hear(contrl('1', '4'))
    test.outbox.retryRoute('wms', ANN)
    await test.pass(7_200_000)
    expect(test.deliveries()).toEqual(standing.with(1, 'wms v1 refused yes'))
  })

  it('ends a change and a copy that wait, so that neither follows the cancellation', async () => {
    const test = tested(httpRoute('erp', ERP), httpRoute('wms', WMS))
    test.wire.answers(ERP, status(200))
    test.outbox.pause('wms', ANN)
    test.accept()
    await test.work()
    test.accept({ content: 3, starts: { erp: { state: 'held', reason: 'revision' } } })
    expect(cancelOrder(test)).toEqual(OK)
    test.outbox.resume('wms', ANN)
    await test.pass(3_600_000)
    expect(sent(test).filter((one) => !one.includes('v1 original'))).toEqual(['PO-order-1 v3 cancellation, 2'])
    expect(test.outbox.view('order-1')).toMatchObject({ state: 'settled' })
  })

  it('cancels nothing while an attempt is under way, nor an order that no route brought', async () => {
    const test = tested(httpRoute('erp', ERP))
    test.wire.answers(ERP, status(503))
    test.accept()
    expect(cancelOrder(test)).toMatchObject(CONFLICT)
    expect(test.outbox.cancelOrder('none', ANN)).toMatchObject({ status: 404 })
  })
})
