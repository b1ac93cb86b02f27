import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { cut, status } from '../../fakes/wire.ts'

const MINUTE = 60_000

const WITH_FALLBACK = supplierWith({
  routes: [httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 5 }] }), httpRoute('desk', WMS)],
})

function opened() {
  const test = testOutbox({ supplier: WITH_FALLBACK })
  test.wire.answers(ERP, status(200))
  test.wire.answers(WMS, status(200))
  const health = (route = 'erp') => test.outbox.routes().find((one) => one.route === route)?.health
  const place = async (orderId: string) => {
    test.accept({ orderId, orderNumber: `PO-${orderId}` })
    await test.work()
  }
  return { test, health, place }
}

const timeOf = (test: ReturnType<typeof testOutbox>): string => new Date(test.clock.now()).toISOString()

describe('the health of a route', () => {
  it('is that it works, and that a fallback route stands by', async () => {
    const { health, place } = opened()
    await place('first')
    expect([health(), health('desk')]).toEqual([{ state: 'works' }, { state: 'stands-by' }])
  })

  it('counts the refused orders that a fallback took over, until a delivery succeeds', async () => {
    const { test, health, place } = opened()
    await place('first')
    await test.pass(MINUTE)
    const since = timeOf(test)
    test.wire.answers(ERP, status(422))
    for (const id of ['second', 'third']) await place(id)
    await test.pass(MINUTE)
    expect(test.deliveries('third')).toContain('desk v1 delivered yes')
    expect(health()).toEqual({
      ...{ state: 'taken-over', since, count: 2, isMore: false, by: 'desk' },
      ...{ orderId: 'third', orderNumber: 'PO-third', why: expect.stringContaining('422') },
    })
    test.wire.answers(ERP, status(200))
    await place('fourth')
    expect(health()).toEqual({ state: 'works' })
  })

  it('counts the orders that waited for a system that does not answer', async () => {
    const { test, health, place } = opened()
    test.wire.answers(ERP, status(503))
    const since = timeOf(test)
    await place('first')
    expect(health()).toMatchObject({ state: 'last-failed' })
    await test.pass(6 * MINUTE)
    expect(test.deliveries('first')).toContain('desk v1 delivered yes')
    expect(health()).toMatchObject({ state: 'taken-over', since, count: 1, by: 'desk' })
  })

  it('ignores an order that a person gave to the other route', async () => {
    const { test, health, place } = opened()
    test.outbox.pause('erp', { by: 'An' })
    await place('first')
    test.outbox.sendBy('first', 'erp', 'desk', { by: 'An' })
    test.outbox.resume('erp', { by: 'An' })
    await test.work()
    expect(health()).toEqual({ state: 'works' })
  })

  it('ignores orders that a fallback took over while a person had paused the route', async () => {
    const { test, health, place } = opened()
    test.outbox.pause('erp', { by: 'An' })
    await place('first')
    await test.pass(6 * MINUTE)
    expect(health()).toMatchObject({ state: 'paused' })
    test.outbox.resume('erp', { by: 'An' })
    await test.work()
    expect(test.deliveries('first')).toContain('desk v1 delivered yes')
    expect(health()).toEqual({ state: 'works' })
  })

  it('ignores a refusal from before the last success', async () => {
    const { test, health, place } = opened()
    test.wire.answers(ERP, status(422))
    await place('first')
    test.wire.answers(ERP, status(200))
    await test.pass(MINUTE)
    await place('second')
    expect(health()).toEqual({ state: 'works' })
  })

  it.each([
    ['is held as uncertain', 'hold' as const, 'held/uncertain'],
    ['is attempted again', 'resend' as const, 'deferred'],
  ])('is a failure while the order of an uncertain attempt %s', async (_, whenUncertain, state) => {
    const test = testOutbox({ supplier: supplierWith({ whenUncertain }) })
    test.wire.answers(ERP, status(500))
    test.accept()
    await test.work()
    expect(test.deliveries('order-1')).toEqual([expect.stringContaining(state)])
    expect(test.outbox.routes()[0]?.health).toMatchObject({ state: 'last-failed' })
    test.outbox.done('order-1', 'erp', { by: 'An' })
    expect(test.outbox.routes()[0]?.health).toEqual({ state: 'works' })
  })

  it('is a failure while the order of a cut attempt is held', async () => {
    const test = testOutbox({ supplier: supplierWith({ whenUncertain: 'hold' }) })
    test.wire.answers(ERP, cut)
    test.accept()
    await test.work()
    expect(test.outbox.routes()[0]?.health).toMatchObject({ state: 'last-failed' })
  })

  it('works while an order is held that was never attempted', () => {
    const test = testOutbox()
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    expect(test.outbox.routes()[0]?.health).toEqual({ state: 'works' })
  })

  it('is the pause of the route before anything else', async () => {
    const { test, health, place } = opened()
    test.wire.answers(ERP, status(401))
    await place('first')
    await test.pass(6 * MINUTE)
    expect(health()).toMatchObject({ state: 'paused' })
  })
})
