import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, WMS } from '../../fakes/orders.ts'
import { type Answer, cut, status } from '../../fakes/wire.ts'
import { ANN, CONFLICT, cancel, OK, tested } from './cancellations.ts'

const MINUTE = 60_000

/** An order that both systems have. The warehouse may have its cancellation, which a person discarded. */
async function discardedInDoubt() {
  const test = tested(httpRoute('erp', ERP), httpRoute('wms', WMS, { whenUncertain: 'hold' }))
  for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
  test.accept()
  await test.pass(MINUTE)
  test.wire.answers(WMS, cut)
  test.outbox.cancel('order-1', 'wms', ANN)
  await test.pass(MINUTE)
  test.outbox.discard('order-1', ANN)
  expect(test.deliveries()).toContain('wms v2 discarded maybe')
  return test
}

describe('a cancellation of a whole order', () => {
  it('goes by each route, also where a person discarded a cancellation before', async () => {
    const test = await discardedInDoubt()
    test.wire.answers(WMS, status(200))
    expect(test.outbox.cancelOrder('order-1', ANN)).toEqual(OK)
    await test.pass(MINUTE)
    expect(test.deliveries().slice(2)).toEqual([
      'erp v2 delivered yes',
      'wms v2 discarded maybe',
      'wms v3 delivered yes',
    ])
  })

  it('that a colleague made before is refused, and the refusal says so', async () => {
    const test = tested(httpRoute('erp', ERP))
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.pass(MINUTE)
    expect(test.outbox.cancelOrder('order-1', ANN)).toEqual(OK)
    expect(test.outbox.cancelOrder('order-1', ANN)).toMatchObject({
      ...CONFLICT,
      message: expect.not.stringContaining('Nothing was sent'),
    })
    await test.pass(MINUTE)
    expect(test.outbox.cancelOrder('order-1', ANN)).toMatchObject({
      ...CONFLICT,
      message: expect.not.stringContaining('Nothing was sent'),
    })
  })
})

/** The chef placed the order again after its cancellation. A person released the order, and the ERP does not answer now. */
async function placedAgain(cancelling: Answer) {
  const test = tested(httpRoute('erp', ERP, { whenUncertain: 'hold' }))
  test.wire.answers(ERP, status(200))
  test.accept({ content: 2 })
  await test.pass(MINUTE)
  test.wire.answers(ERP, cancelling)
  expect(cancel(test)).toEqual(OK)
  await test.pass(MINUTE)
  expect(test.accept({ content: 2 })).toMatchObject({ status: 'held', version: 3 })
  return test
}

const AS = { ...ANN, as: 'original' } as const

describe('an order that was placed again after its cancellation', () => {
  it('is cancelled once more, where a release ended a cancellation that may have arrived', async () => {
    const test = await placedAgain(cut)
    test.wire.answers(ERP, status(503))
    expect(test.outbox.release('order-1', AS)).toEqual(OK)
    await test.pass(1_000)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 superseded maybe', 'erp v3 deferred no'])
    expect(test.outbox.view('order-1')).toMatchObject({ keptBy: ['erp'] })
    test.wire.answers(ERP, status(200))
    expect(test.outbox.cancelOrder('order-1', ANN)).toEqual(OK)
    await test.pass(60 * MINUTE)
    expect(test.deliveries().slice(2)).toEqual(['erp v3 superseded no', 'erp v4 delivered yes'])
    expect(test.outbox.view('order-1')).not.toHaveProperty('keptBy')
  })

  it('is at the system that may have it, although a change takes its place', async () => {
    const test = await placedAgain(status(200))
    test.wire.answers(ERP, cut)
    expect(test.outbox.release('order-1', AS)).toEqual(OK)
    await test.pass(MINUTE)
    test.accept({ content: 3 })
    test.wire.answers(ERP, status(503))
    expect(test.outbox.release('order-1', AS)).toEqual(OK)
    await test.pass(1_000)
    expect(test.deliveries().slice(1)).toEqual([
      ...['erp v2 delivered yes', 'erp v3 superseded maybe', 'erp v4 deferred no'],
    ])
    expect(test.outbox.view('order-1')).toMatchObject({ keptBy: ['erp'] })
    test.wire.answers(ERP, status(200))
    expect(test.outbox.cancelOrder('order-1', ANN)).toEqual(OK)
    await test.pass(60 * MINUTE)
    expect(test.deliveries().at(-1)).toBe('erp v5 delivered yes')
    expect(test.outbox.view('order-1')).not.toHaveProperty('keptBy')
  })
})
