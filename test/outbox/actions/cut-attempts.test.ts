import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { hanging, status } from '../../fakes/wire.ts'
import { ANN, HOUR, OK } from '../actions.ts'

const DESK = 'https://desk.example/orders'

/** The gateway stopped during an attempt, and a person has paused the route since. */
async function cutOff(): Promise<TestOutbox> {
  const routes = [httpRoute('erp', ERP), httpRoute('wms', WMS, { when: { customers: ['K-1'] } })]
  const test = testOutbox({ supplier: supplierWith({ cancellations: 'send', routes }) })
  test.wire.answers(ERP, hanging().answer)
  test.accept({ routes: [{ route: 'erp', revisions: 'hold', start: { state: 'waiting' } }] })
  await test.work()
  test.outbox.pause('erp', ANN)
  test.reopen()
  test.wire.answers(ERP, status(200))
  await test.pass(HOUR)
  expect(test.deliveries()).toEqual(['erp v1 sending no'])
  return test
}

describe('an attempt that was cut off before the pause of its route', () => {
  it.each([
    ['done', (test: TestOutbox) => test.outbox.done('order-1', 'erp', ANN), ['erp v1 done yes']],
    ['done for the order', (test: TestOutbox) => test.outbox.doneOrder('order-1', ANN), ['erp v1 done yes']],
    [
      'a cancellation',
      (test: TestOutbox) => test.outbox.cancel('order-1', 'erp', ANN),
      ['erp v1 superseded maybe', 'erp v2 waiting no'],
    ],
    [
      'a cancellation of the order',
      (test: TestOutbox) => test.outbox.cancelOrder('order-1', ANN),
      ['erp v1 superseded maybe', 'erp v2 waiting no'],
    ],
  ])('lets a person settle the order by %s', async (_, act, deliveries) => {
    const test = await cutOff()
    expect(act(test)).toEqual(OK)
    expect(test.deliveries()).toEqual(deliveries)
    test.outbox.resume('erp', ANN)
    await test.pass(HOUR)
    expect(test.wire.calls.filter(({ body }) => JSON.parse(body).purpose === 'original')).toHaveLength(1)
  })
})

describe("an attempt that was cut off before the pause of its route, with whenUncertain: 'hold'", () => {
  it.each([
    ['until the pause ends', {}],
    ['until a fallback route is due', { fallbacks: [{ route: 'desk', afterMinutes: 90 }] }],
  ])('stays for a person who settled another route: %s', async (_, chain) => {
    const erp = httpRoute('erp', ERP, { whenUncertain: 'hold', ...chain })
    const routes = [erp, httpRoute('wms', WMS), httpRoute('desk', DESK)]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, hanging().answer)
    test.wire.answers(WMS, status(503))
    test.wire.answers(DESK, status(200))
    const waits = { revisions: 'hold', start: { state: 'waiting' } } as const
    test.accept({ routes: ['erp', 'wms'].map((route) => ({ route, ...waits })) })
    await test.work()
    test.outbox.pause('erp', ANN)
    test.reopen()
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    expect(test.deliveries()).toContain('erp v1 sending no')
    expect(test.outbox.done('order-1', 'wms', ANN)).toEqual(OK)
    await test.pass(HOUR)
    test.outbox.resume('erp', ANN)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/uncertain maybe', 'wms v1 done yes'])
    expect(test.troubles).toContainEqual(expect.objectContaining({ kind: 'held', cause: 'uncertain' }))
  })
})
