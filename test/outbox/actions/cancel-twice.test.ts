import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, WMS } from '../../fakes/orders.ts'
import { cut, status } from '../../fakes/wire.ts'
import { ANN, CONFLICT, OK, tested } from './cancellations.ts'

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
