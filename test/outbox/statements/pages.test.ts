import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, localDate } from '../../../src/model/local-time.ts'
import { countNewOrders } from '../../../src/outbox/alerts/traffic.ts'
import { placeBefore } from '../../../src/outbox/statements/tally.ts'
import { histories } from '../../fakes/histories.ts'
import { ERP, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { exported, JO } from '../export/restored.ts'

const HOUR = 3_600_000
const WHOLE = 10_000

const order = fc.record({
  /** Hours between the placing of the order and now. */
  placed: fc.nat(60),
  does: fc.constantFrom('deliver', 'hold', 'discard', 'refuse'),
  /** Hours until the next order. */
  wait: fc.nat(12),
})
type Order = typeof order extends fc.Arbitrary<infer T> ? T : never

/** An outbox with these orders, whose statements were made in the last days. */
async function outboxWith(orders: readonly Order[]) {
  const test = testOutbox({ supplier: supplierWith() })
  test.wire.answers(ERP, status(200))
  test.outbox.makeStatements()
  for (const [at, { placed, does, wait }] of orders.entries()) {
    const orderId = `order-${at}`
    if (does === 'refuse') {
      const body = new Uint8Array(1)
      test.outbox.keepRefused({ orderId, orderNumber: `PO-${at}`, customer: 'C-77', body, problems: '[]' })
    } else {
      const starts = { erp: { state: 'held', reason: 'quantity' } } as const
      const placedAt = test.clock.now() - placed * HOUR
      test.accept({ orderId, placedAt, ...(does === 'deliver' ? {} : { starts }) })
      if (does === 'discard') test.outbox.discard(orderId, { by: 'ann', note: 'twice' })
    }
    await test.pass(wait * HOUR)
    if (at % 3 === 0) while (test.outbox.makeStatements(WHOLE));
  }
  await test.pass(30 * HOUR)
  return test
}

const statements = (test: Awaited<ReturnType<typeof outboxWith>>) =>
  test.sql.all('SELECT number, to_at, boundary, last_order, last_event, statement FROM statements ORDER BY number')

describe('a statement', () => {
  it('is the same whether its orders are counted at once or in pages, also when the gateway stops between pages', () =>
    fc.assert(
      fc.asyncProperty(fc.array(order, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), async (orders, page) => {
        const [whole, paged] = [await outboxWith(orders), await outboxWith(orders)]
        expect(whole.outbox.makeStatements(WHOLE)).toBe(false)
        while (paged.outbox.makeStatements(page)) paged.reopen()
        expect(statements(paged)).toEqual(statements(whole))
      }),
      { numRuns: histories(40) },
    ))

  it('reads no more orders in a call than a page has', async () => {
    const test = testOutbox({ supplier: supplierWith() })
    test.outbox.makeStatements()
    for (let at = 0; at < 1_200; at++) test.accept({ orderId: `order-${at}` })
    test.clock.set(test.clock.now() + 9 * HOUR)
    const more = Array.from({ length: 4 }, () => test.outbox.makeStatements())
    expect(more).toEqual([true, true, false, false])
    expect(test.outbox.statementsOn('2026-11-24')).toMatchObject([{ number: 1, received: 1_200 }])
  })

  it('reads the orders of two days where statements begin after a year of orders', async () => {
    const test = testOutbox({ supplier: supplierWith({ statement: false }) })
    for (let at = 0; at < 1_200; at++) {
      test.accept({ orderId: `order-${at}`, placedAt: test.clock.now() })
      test.clock.set(test.clock.now() + 7 * HOUR)
    }
    test.reopen(supplierWith())
    const date = ['2027-11-09', '2027-11-10'].find((day) => test.outbox.statementsOn(day).length > 0) ?? ''
    expect(test.outbox.countToday(date, 20)).toBe(false)
    expect(test.outbox.makeStatements(20)).toBe(false)
    await test.pass(24 * HOUR)
    expect(test.outbox.makeStatements(20)).toBe(false)
    expect(test.outbox.statementsOn(date)).toMatchObject([{ number: 1, received: 2, late: 0 }])
  })

  it('counts the orders that a new outbox received before old orders were restored into the outbox', async () => {
    const lost = testOutbox({ supplier: supplierWith() })
    lost.wire.answers(ERP, status(200))
    for (let at = 0; at < 20; at++) lost.accept({ orderId: `old-${at}`, placedAt: lost.clock.now() })
    await lost.pass(30 * 24 * HOUR)
    const test = testOutbox({ supplier: supplierWith(), storageId: '~0fe1dc2ba3948576' })
    test.wire.answers(ERP, status(200))
    test.clock.set(lost.clock.now())
    for (let at = 0; at < 3; at++) test.accept({ orderId: `new-${at}`, placedAt: test.clock.now() })
    test.outbox.restore(await exported(lost), [], JO)
    const days = ['2026-12-24', '2026-12-25', '2026-12-26']
    for (const _ of days) {
      await test.pass(24 * HOUR)
      test.outbox.makeStatements()
    }
    const made = days.flatMap((day) => test.outbox.statementsOn(day)).filter(({ number }) => number !== null)
    expect(made.map(({ received, late }) => [received, late])).toEqual([[3, 0], ...made.slice(1).map(() => [0, 0])])
  })

  it('begins with a place before the orders of its period, also where older orders were restored among them', async () => {
    const lost = testOutbox()
    lost.accept({ orderId: 'old-1' })
    lost.accept({ orderId: 'old-2' })
    const old = await exported(lost)
    const restoredAfter = fc.option(fc.nat(20))
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 20 }), fc.nat(30), restoredAfter, (waits, after, restoredAfter) => {
        const test = testOutbox({ storageId: '~0fe1dc2ba3948576' })
        test.clock.set(test.clock.now() + HOUR)
        const start = test.clock.now()
        for (const [at, wait] of waits.entries()) {
          test.clock.set(test.clock.now() + wait)
          const orderId = `order-${at}`
          if (at % 4 === 3)
            test.outbox.keepRefused({
              ...{ orderId, orderNumber: 'R', customer: 'C', body: new Uint8Array(1), problems: '[]' },
            })
          else test.accept({ orderId })
          if (at === restoredAfter) test.outbox.restore(old, [], JO)
        }
        const [last] = test.sql.all<{ seq: number | null }>(
          `SELECT max(o.seq) AS seq FROM orders o JOIN versions v ON v.order_id = o.id WHERE v.accepted_at < ?`,
          start + after,
        )
        const [first] = test.sql.all<{ seq: number | null }>(
          `SELECT min(o.seq) AS seq FROM orders o JOIN versions v ON v.order_id = o.id WHERE v.accepted_at >= ?`,
          start + after,
        )
        const place = placeBefore(test.sql, start + after)
        if (restoredAfter === null) expect(place).toBeGreaterThanOrEqual(last?.seq ?? 0)
        expect(place).toBeLessThan(first?.seq ?? Number.POSITIVE_INFINITY)
      }),
    )
  })

  it('of a day that is not over is the same whether it is counted at once or in pages', () =>
    fc.assert(
      fc.asyncProperty(fc.array(order, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), async (orders, page) => {
        const test = await outboxWith(orders)
        const today = localDate(test.clock.now(), test.supplier.timeZone)
        const date = test.outbox.statementsOn(today).length > 0 ? today : addDays(today, 1)
        const whole = test.outbox.statementsOn(date)
        let calls = 1
        for (; test.outbox.countToday(date, page); calls++);
        expect(calls).toBeLessThanOrEqual(orders.length / page + 1)
        expect(test.outbox.statementsOn(date)).toEqual(whole)
      }),
      { numRuns: 40 },
    ))

  it('of a day that is not over shows an order that was delivered after it was counted, and counts again later', async () => {
    const test = testOutbox({ supplier: supplierWith() })
    test.outbox.makeStatements()
    const today = '2026-11-24'
    test.accept({ orderId: 'order-1', starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.clock.set(test.clock.now() + 1)
    expect(test.outbox.countToday(today)).toBe(false)
    test.outbox.done('order-1', 'erp', { by: 'ann', note: 'by telephone' })
    expect(test.outbox.statementsOn(today)).toMatchObject([{ received: 1, delivered: 1, waitingCount: 0 }])
    test.clock.set(test.clock.now() + 60_000)
    test.accept({ orderId: 'order-2', starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.clock.set(test.clock.now() + 1)
    expect(test.outbox.countToday('2026-11-01')).toBe(false)
    expect(test.outbox.statementsOn(today)).toMatchObject([{ received: 2, delivered: 1, waitingCount: 1 }])
  })

  it('names the first 200 of many waiting orders, held orders first, and counts all', () => {
    const test = testOutbox({ supplier: supplierWith() })
    test.outbox.makeStatements()
    for (let at = 0; at < 250; at++)
      test.accept({
        orderId: `order-${at}`,
        ...(at === 249 ? { starts: { erp: { state: 'held', reason: 'quantity' } } } : {}),
      })
    test.outbox.pause('erp', { by: 'ann', note: 'Maintenance.' })
    const [statement] = test.outbox.statementsOn('2026-11-24')
    expect(statement).toMatchObject({ waitingCount: 250, complete: false })
    expect(statement?.waiting).toHaveLength(200)
    expect(statement?.waiting.slice(0, 2)).toMatchObject([{ orderId: 'order-249' }, { orderId: 'order-0' }])
    expect(test.outbox.breakGlass()).toMatchObject({ left: 50 })
  })

  it('counts as delivered an order that was delivered while the other orders were counted', async () => {
    const test = testOutbox({ supplier: supplierWith() })
    test.outbox.makeStatements()
    for (const orderId of ['order-1', 'order-2'])
      test.accept({ orderId, starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.clock.set(test.clock.now() + 9 * HOUR)
    expect(test.outbox.makeStatements(1)).toBe(true)
    test.outbox.done('order-1', 'erp', { by: 'ann', note: 'by telephone' })
    while (test.outbox.makeStatements(1));
    const [statement] = test.outbox.statementsOn('2026-11-24')
    expect(statement).toMatchObject({ received: 2, delivered: 1, waitingCount: 1 })
  })
})

describe('the watch for missing orders', () => {
  it('counts the orders of an upgrade in pages, to the same hours', () => {
    const test = testOutbox()
    for (let at = 0; at < 60; at++) {
      test.accept({ orderId: `order-${at}` })
      test.clock.set(test.clock.now() + HOUR / 8)
    }
    const now = test.clock.now()
    const hours = () => test.sql.all('SELECT hour, orders FROM traffic ORDER BY hour')
    const forget = () => {
      test.sql.all('DELETE FROM traffic')
      test.sql.all("DELETE FROM key_values WHERE name = 'traffic'")
    }
    forget()
    const whole = countNewOrders(test.sql, now, 1_000)
    const expected = hours()
    forget()
    let calls = 1
    for (; countNewOrders(test.sql, now, 7).isBehind; calls++) test.reopen()
    countNewOrders(test.sql, now, 50)
    expect(calls).toBe(9)
    const counted = new Map(hours().map((row) => Object.values(row) as [number, number]))
    for (const [hour, orders] of countNewOrders(test.sql, now).hours)
      counted.set(hour, (counted.get(hour) ?? 0) + orders)
    expect([...counted]).toEqual(expected.map((row) => Object.values(row)))
    expect(countNewOrders(test.sql, now).lastAt).toBe(whole.lastAt)
  })
})
