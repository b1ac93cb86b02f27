import { describe, expect, it } from 'vitest'
import { MORNING } from '../../fakes/clock.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { cut, hanging, status } from '../../fakes/wire.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ANN = { by: 'ann' }

function paced(settings: Record<string, unknown>, supplier = {}) {
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, settings)], ...supplier }) })
  test.wire.answers(ERP, status(200))
  return test
}
const accept = (test: TestOutbox, ...orderIds: string[]) => {
  for (const orderId of orderIds) test.accept({ orderId })
}
const numbers = (test: TestOutbox): string[] => test.wire.calls.map(({ body }) => JSON.parse(body).orderNumber)

describe('a pace', () => {
  it('spreads tries over the minute, also over a restart', async () => {
    const test = paced({ pace: { perMinute: 4 } })
    accept(test, 'a', 'b', 'c', 'd', 'e')
    await test.work()
    expect(numbers(test)).toEqual(['PO-a'])
    await test.pass(14_999)
    test.reopen()
    await test.work()
    expect(numbers(test)).toHaveLength(1)
    await test.pass(1)
    expect(numbers(test)).toHaveLength(2)
    await test.pass(45_000)
    expect(numbers(test)).toEqual(['PO-a', 'PO-b', 'PO-c', 'PO-d', 'PO-e'])
  })

  it('has as many tries side by side as it is given', async () => {
    for (const [parallel, expected] of [
      [1, 1],
      [3, 3],
      [undefined, 2],
    ] as const) {
      const test = paced({ pace: { parallel } })
      const erp = hanging()
      test.wire.answers(ERP, erp.answer)
      accept(test, 'a', 'b', 'c', 'd', 'e')
      await test.work()
      expect(test.wire.calls).toHaveLength(expected)
      for (let at = 0; at < 5; at++) {
        erp.end(new Response())
        await test.work()
      }
    }
  })

  it('sends within opening hours only, in the order in which they came', async () => {
    const test = paced({ pace: { parallel: 1, opening: [{ from: '12:00', to: '13:00' }] } })
    accept(test, 'a', 'b', 'c')
    await test.pass(2 * HOUR - 1)
    expect(test.wire.calls).toEqual([])
    await test.pass(1)
    expect(numbers(test)).toEqual(['PO-a', 'PO-b', 'PO-c'])
    await test.pass(HOUR)
    accept(test, 'd')
    await test.pass(22 * HOUR)
    expect(numbers(test)).toHaveLength(3)
    await test.pass(2 * HOUR)
    expect(numbers(test)).toHaveLength(4)
  })

  it('leaves a ladder its time from when the route opens', async () => {
    const routes = [
      httpRoute('erp', ERP, {
        pace: { opening: [{ from: '12:00', to: '13:00' }] },
        fallbacks: [{ route: 'wms', afterMinutes: 10 }],
      }),
      httpRoute('wms', WMS),
    ]
    const test = paced({}, { routes })
    test.wire.answers(WMS, status(200))
    test.wire.answers(ERP, status(503))
    accept(test, 'a')
    await test.pass(2 * HOUR + 9 * MINUTE)
    expect(test.deliveries('a')).toEqual(['erp v1 deferred no'])
    await test.pass(MINUTE)
    expect(test.deliveries('a')).toEqual(['erp v1 superseded no', 'wms v1 delivered yes'])
  })
})

describe('a pause', () => {
  it('ends by itself when it is told until when, and what waited goes out in order', async () => {
    const test = paced({ pace: { parallel: 1 } })
    const view = test.outbox.pause('erp', ANN, MORNING + 5 * HOUR)
    expect(view.paused).toMatchObject({ pausedBy: 'ann', pausedUntil: '2026-11-24T14:00:00.000Z' })
    accept(test, 'a', 'b', 'c')
    await test.pass(HOUR)
    test.reopen()
    await test.pass(4 * HOUR - 1)
    expect(test.wire.calls).toEqual([])
    await test.pass(1)
    expect(numbers(test)).toEqual(['PO-a', 'PO-b', 'PO-c'])
    expect(test.outbox.routes()).toMatchObject([{ state: 'open', paused: null }])
  })

  it('ends though nothing waits, and before its time when somebody resumes', async () => {
    const test = paced({})
    test.outbox.pause('erp', ANN, MORNING + HOUR)
    await test.pass(HOUR)
    expect(test.outbox.routes()).toMatchObject([{ state: 'open' }])
    test.outbox.pause('erp', ANN, MORNING + 9 * HOUR)
    accept(test, 'a')
    test.outbox.resume('erp', ANN)
    await test.work()
    expect(numbers(test)).toEqual(['PO-a'])
  })
})

describe('a pause of a route that is paused', () => {
  const wrong = { pausedBy: 'ben', reason: 'Until the stock is counted.' }

  it('lasts until a person ends it, where that is what was said last', async () => {
    const test = paced({})
    test.outbox.pause('erp', ANN, MORNING + HOUR)
    const view = test.outbox.pause('erp', { by: 'ben', note: wrong.reason })
    expect(view.paused).toMatchObject(wrong)
    expect(view.paused?.pausedUntil).toBeUndefined()
    accept(test, 'a')
    await test.pass(2 * HOUR)
    expect(test.wire.calls).toEqual([])
    expect(test.outbox.routes()).toMatchObject([{ state: 'paused', paused: wrong }])
  })

  it('by the gateway itself is a person’s from then on', async () => {
    const test = paced({})
    test.wire.answers(ERP, status(401))
    accept(test, 'a')
    await test.work()
    expect(test.outbox.routes()).toMatchObject([{ state: 'paused', paused: { pausedBy: null } }])
    expect(test.outbox.pause('erp', ANN).paused).toMatchObject({ pausedBy: 'ann' })
    expect(test.outbox.retryRoute('erp', ANN).state).toBe('paused')
  })
})

describe("a customer's orders in sequence", () => {
  const inSequence = (settings = {}) => paced({ order: 'customer', ...settings })
  const answerTo = (test: TestOutbox, orderId: string, answer: () => Response) =>
    test.wire.answers(ERP, ({ body }) => (body.includes(`PO-${orderId}"`) ? answer() : new Response()))

  it('wait for one that is deferred; those of others do not', async () => {
    const test = inSequence()
    answerTo(test, 'a', () => new Response(null, { status: 503, headers: { 'retry-after': '600' } }))
    accept(test, 'a')
    await test.work()
    accept(test, 'b')
    test.accept({ orderId: 'c', customer: 'C-88' })
    await test.pass(9 * MINUTE)
    expect(numbers(test)).toEqual(['PO-a', 'PO-c'])
    test.wire.answers(ERP, status(200))
    await test.pass(2 * MINUTE)
    expect(numbers(test)).toEqual(['PO-a', 'PO-c', 'PO-a', 'PO-b'])
  })

  it('wait for one that is under way', async () => {
    const test = inSequence()
    const erp = hanging()
    test.wire.answers(ERP, erp.answer)
    accept(test, 'a', 'b')
    await test.work()
    expect(numbers(test)).toEqual(['PO-a'])
    erp.end(new Response())
    await test.work()
    expect(numbers(test)).toEqual(['PO-a', 'PO-b'])
  })

  it.each([
    ['refused', () => new Response(null, { status: 422 }), {}],
    ['held as uncertain', cut, { whenUncertain: 'hold' }],
  ])('never wait for one that is %s', async (_, answer, settings) => {
    const test = inSequence(settings)
    test.wire.answers(ERP, (call) => (call.body.includes('PO-a"') ? answer(call) : new Response()))
    accept(test, 'a')
    await test.work()
    accept(test, 'b')
    await test.work()
    expect(test.deliveries('b')).toEqual(['erp v1 delivered yes'])
  })

  it('never wait for one that waits behind a held version', async () => {
    const test = inSequence({ whenUncertain: 'hold', revisions: 'replace' })
    test.wire.answers(ERP, cut)
    accept(test, 'a')
    await test.work()
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'a', content: 7 })
    accept(test, 'b')
    await test.work()
    expect(test.deliveries('a')).toEqual(['erp v1 held/uncertain maybe', 'erp v2 waiting no'])
    expect(test.deliveries('b')).toEqual(['erp v1 delivered yes'])
  })

  it('never wait for one that is held', async () => {
    const test = inSequence()
    test.accept({ orderId: 'a', starts: { erp: { state: 'held', reason: 'quantity' } } })
    accept(test, 'b')
    await test.work()
    expect(test.deliveries('b')).toEqual(['erp v1 delivered yes'])
  })
})
