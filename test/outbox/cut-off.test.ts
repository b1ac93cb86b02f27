import { describe, expect, it } from 'vitest'
import { MORNING } from '../fakes/clock.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { hanging, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Tuesday evening at ten in Brussels. */
const TEN = Date.UTC(2026, 10, 24, 21)

const supplier = supplierWith({
  calendar: { cutOff: '22:00' },
  routes: [httpRoute('erp', ERP, { retry: { delaysSeconds: [1800], giveUpAfterHours: 48 } })],
})

describe('an order whose cut-off has passed', () => {
  it('is held as stale, not shipped late in silence', async () => {
    const test = testOutbox({ supplier })
    test.wire.answers(ERP, status(503))
    test.accept({ cutOff: TEN })
    await test.pass(TEN - MORNING)
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/stale no'])
    expect(test.alerts.filter(({ kind }) => kind === 'held')).toHaveLength(1)
  })

  it('goes out when a person releases it all the same', async () => {
    const test = testOutbox({ supplier })
    test.wire.answers(ERP, status(503))
    test.accept({ cutOff: TEN })
    await test.pass(TEN - MORNING + HOUR)
    test.wire.answers(ERP, status(200))
    expect(test.outbox.release('order-1', { by: 'ann' })).toEqual({ ok: true })
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('may leave to the last moment, and without a cut-off at any', async () => {
    const test = testOutbox({ supplier })
    test.wire.answers(ERP, status(503, { 'retry-after': String((TEN - MORNING) / 1000) }))
    test.accept({ cutOff: TEN })
    test.accept({ orderId: 'order-2', cutOff: null })
    await test.work()
    test.wire.answers(ERP, status(200))
    await test.pass(TEN - MORNING)
    expect([test.deliveries(), test.deliveries('order-2')]).toEqual([
      ['erp v1 delivered yes'],
      ['erp v1 delivered yes'],
    ])
  })
})

describe('before a cut-off', () => {
  const told = (test: ReturnType<typeof testOutbox>) =>
    test.alerts.filter(({ kind, of }) => (of ?? kind) === 'cut-off').map(({ kind, text }) => `${kind}: ${text}`)

  it('what has not left is told, each order once, and that it has left after all', async () => {
    const test = testOutbox({ supplier })
    test.wire.answers(ERP, status(503))
    for (const orderId of ['a', 'b', 'c']) test.accept({ orderId, cutOff: TEN })
    test.accept({ orderId: 'd', cutOff: TEN + HOUR })
    test.accept({ orderId: 'e', cutOff: null })
    await test.pass(TEN - HOUR - MORNING - 1)
    expect(told(test)).toEqual([])
    await test.pass(1)
    expect(told(test)).toEqual([
      expect.stringContaining('orders are not sent: PO-a must be sent by Tuesday 24 November at 22:00.'),
    ])
    await test.pass(2 * MINUTE)
    expect(told(test).slice(1)).toEqual([expect.stringContaining('2 more since 21:00: PO-b, PO-c.')])
    test.wire.answers(ERP, status(200))
    await test.pass(40 * MINUTE)
    expect(told(test).slice(2)).toEqual([expect.stringContaining('resolved: Orders not sent before the cut-off')])
    await test.pass(12 * HOUR)
    expect(told(test)).toHaveLength(3)
  })

  it('nothing is told of what has left, or may have', async () => {
    const routes = [httpRoute('erp', ERP), httpRoute('wms', WMS)]
    const test = testOutbox({ supplier: supplierWith({ ...supplier, routes }) })
    test.wire.answers(ERP, status(200))
    test.wire.answers(WMS, status(500))
    test.accept({ cutOff: TEN })
    await test.pass(TEN - MORNING)
    expect(told(test)).toEqual([])
  })

  it('an order is told that is attempted again at the time of the check, or at an earlier check', async () => {
    const before = HOUR - 5_000
    for (const at of [before, TEN - MORNING - HOUR - 5_000]) {
      const test = testOutbox({ supplier })
      test.wire.answers(ERP, status(503))
      test.accept({ orderId: 'a', cutOff: MORNING + 2 * HOUR })
      test.accept({ orderId: 'b', cutOff: TEN })
      await test.pass(at)
      const erp = hanging()
      test.wire.answers(ERP, erp.answer)
      expect(test.outbox.retry('b', 'erp', { by: 'ann' })).toEqual({ ok: true })
      await test.work()
      expect(test.deliveries('b')).toEqual(['erp v1 sending no'])
      await test.pass(5_000)
      test.wire.answers(ERP, status(503))
      erp.end(new Response(null, { status: 503 }))
      await test.pass(TEN - MORNING - 30 * MINUTE - at)
      expect(told(test)).toContainEqual(expect.stringContaining('PO-b'))
    }
  })

  it('it is told although the outbox stopped, and told once though it stopped again', async () => {
    const test = testOutbox({ supplier })
    test.wire.answers(ERP, status(503))
    test.accept({ cutOff: TEN })
    await test.pass(MINUTE)
    test.reopen()
    await test.pass(TEN - 10 * MINUTE - MORNING)
    expect(told(test)).toHaveLength(1)
    test.reopen()
    await test.pass(HOUR)
    expect(told(test)).toHaveLength(1)
  })
})
