import { describe, expect, it } from 'vitest'
import { httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'

const ERP = 'https://erp.example/orders'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const status = (code: number) => () => new Response(null, { status: code })

/** The receiver refuses this number of orders. */
async function refused(count: number) {
  const test = testOutbox()
  test.wire.answers(ERP, status(422))
  for (let at = 0; at < count; at++) test.accept({ orderId: `order-${at}` })
  await test.work()
  return test
}

describe('a storm', () => {
  it('of a thousand refused orders is a handful of messages, the first at once, and one recovery', async () => {
    const test = await refused(1_000)
    expect(test.alerts.map(({ orderId }) => orderId)).toEqual(['order-0'])
    await test.pass(2 * MINUTE)
    const [more, ...others] = test.alerts.slice(1)
    expect(others).toEqual([])
    expect(more).toMatchObject({ kind: 'refused', route: 'erp', count: 1_000 })
    expect(more?.orders).toHaveLength(20)
    expect(more?.text).toMatch(/: 999 more since \d\d:\d\d: PO-order-.* and 979 others\. The last one: .*422/)
    test.wire.answers(ERP, status(200))
    test.outbox.retryRoute('erp', { by: 'ann' })
    await test.pass(10 * MINUTE)
    expect(test.alerts.slice(2)).toMatchObject([
      { kind: 'resolved', of: 'refused', route: 'erp', count: 1_000, incident: more?.incident },
    ])
    expect(test.alerts[2]?.text).toMatch(/all right again at \d\d:\d\d\. It had lasted since \d\d:\d\d: 1000 orders\./)
    await test.pass(2 * HOUR)
    expect(test.alerts).toHaveLength(3)
    expect(test.sql.all('SELECT * FROM incidents')).toEqual([])
    expect(test.sql.all('SELECT * FROM incident_orders')).toEqual([])
  })

  it('that goes on is told again after a minute, then five, then a quarter, then each hour', async () => {
    const test = await refused(10)
    const begun = test.clock.now()
    const toldAt: number[] = []
    for (let minute = 0; minute < 180; minute++) {
      const before = test.alerts.length
      test.accept({ orderId: `later-${minute}` })
      await test.pass(MINUTE)
      if (test.alerts.length > before) toldAt.push(Math.round((test.clock.now() - begun) / MINUTE))
    }
    expect(toldAt).toEqual([1, 6, 21, 81, 141])
  })

  it('leaves nobody out: every order is named, or counted with the others', async () => {
    const test = await refused(17)
    await test.pass(2 * MINUTE)
    const named = test.alerts.flatMap(({ orderId, orders }) => [orderId, ...(orders ?? []).map((one) => one.orderId)])
    expect(new Set(named.filter(Boolean)).size).toBe(17)
  })
})

describe('an incident', () => {
  it('is over only when the last of its orders is', async () => {
    const test = await refused(2)
    test.outbox.done('order-0', 'erp', { by: 'ann' })
    await test.pass(HOUR)
    expect(test.alerts).toHaveLength(2)
    test.outbox.done('order-1', 'erp', { by: 'ann' })
    await test.pass(2 * MINUTE)
    expect(test.alerts.slice(2)).toMatchObject([{ kind: 'resolved', of: 'refused', count: 2 }])
  })

  it('is not over while its orders are tried again', async () => {
    const test = await refused(1)
    test.wire.answers(ERP, status(503))
    test.outbox.retry('order-0', 'erp', { by: 'ann' })
    await test.pass(5 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['refused'])
  })

  it('tells once more of an order that is refused once more', async () => {
    const test = await refused(1)
    test.outbox.retry('order-0', 'erp', { by: 'ann' })
    await test.work()
    expect(test.alerts.map(({ kind, count }) => [kind, count])).toEqual([
      ['refused', 1],
      ['refused', 1],
    ])
  })

  it('comes back without a message each time it flickers', async () => {
    const test = testOutbox()
    for (let round = 0; round < 20; round++) {
      test.outbox.tell({ kind: 'courier', route: 'erp', why: 'It was last heard at 10:00.' })
      await test.pass(MINUTE)
      test.outbox.over({ kind: 'courier', route: 'erp' })
      await test.pass(2 * MINUTE)
    }
    expect(test.troubles).toHaveLength(5)
    expect(test.alerts.length - test.troubles.length).toBe(5)
  })

  it('that a person ended is told at once when it comes back, however soon and however often', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(401))
    test.accept()
    for (let round = 1; round <= 8; round++) {
      await test.work()
      expect(test.troubles).toHaveLength(round)
      test.outbox.retryRoute('erp', { by: 'ann' })
    }
  })

  it('of something that is not about orders is told once, and again a day later while it goes on', async () => {
    const test = testOutbox()
    for (let hour = 0; hour < 26; hour++) {
      test.outbox.tell({ kind: 'order-api', why: 'Apicbase answered 500.' })
      await test.pass(HOUR)
    }
    expect(test.alerts.map(({ text }) => text.slice(0, 65))).toEqual([
      'The order API cannot be read: Apicbase answered 500. Orders by we',
      expect.stringContaining('The order API cannot be read: 23 more since Tuesday 24 November a'),
    ])
    test.outbox.over({ kind: 'order-api' })
    await test.pass(2 * MINUTE)
    expect(test.alerts.at(-1)).toMatchObject({ kind: 'resolved', of: 'order-api', count: 26 })
  })

  it('of each route is its own', async () => {
    const test = testOutbox({
      supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', 'https://wms.example/orders')] }),
    })
    test.wire.answers(ERP, status(422))
    test.wire.answers('https://wms.example/orders', status(422))
    test.accept()
    await test.work()
    test.outbox.done('order-1', 'wms', { by: 'ann' })
    await test.pass(2 * MINUTE)
    expect(test.alerts.filter(({ kind }) => kind === 'resolved')).toMatchObject([{ route: 'wms' }])
  })

  it('of a route that is gone from the configuration is over, for nobody could say so any more', async () => {
    const test = testOutbox()
    test.outbox.tell({ kind: 'courier', route: 'box', cause: 'offline', why: '' })
    await test.pass(MINUTE)
    test.reopen()
    await test.pass(3 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['courier', 'resolved'])
  })

  it('goes on through a restart', async () => {
    const test = await refused(12)
    test.reopen()
    await test.pass(2 * MINUTE)
    expect(test.alerts.at(-1)?.orders).toHaveLength(11)
    test.reopen()
    for (let at = 0; at < 12; at++) test.outbox.done(`order-${at}`, 'erp', { by: 'ann' })
    await test.pass(2 * MINUTE)
    expect(test.alerts.at(-1)).toMatchObject({ kind: 'resolved', count: 12 })
  })
})

describe('a clock', () => {
  it('that is wrong is told when an order says that it was placed in the future', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ placedAt: test.clock.now() + 9 * MINUTE })
    test.accept({ orderId: 'order-2', placedAt: test.clock.now() + HOUR })
    test.accept({ orderId: 'order-3', placedAt: test.clock.now() - HOUR })
    await test.work()
    expect(test.alerts.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      expect.stringMatching(
        /^clock-skew: A clock is wrong: the order time of PO-order-2 is 60 minutes in the future\./,
      ),
    ])
  })
})
