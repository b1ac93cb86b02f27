import { describe, expect, it } from 'vitest'
import { purge, purgeArchived, purgeable } from '../../src/outbox/purge.ts'
import { ERP, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { ANN, DAY, kept } from './purgeable.ts'

describe('the daily check of old orders that stayed', () => {
  it('reaches each of them in one run, however many of them still stay', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000 }) })
    for (let at = 1; at <= 250; at++)
      test.accept({ orderId: `order-${at}`, starts: { erp: { state: 'held', reason: 'quantity' } } })
    await test.pass(91 * DAY)
    expect(test.outbox.purge()).toBe(0)
    for (const orderId of ['order-1', 'order-150', 'order-250']) test.outbox.discard(orderId, ANN)
    await test.pass(DAY)
    const purged = Array.from({ length: 4 }, () => test.outbox.purge())
    expect(purged.reduce((sum, count) => sum + count, 0)).toBe(3)
    expect(test.outbox.view('order-250')?.purgedAt).toBeDefined()
    expect(test.outbox.view('order-249')?.purgedAt).toBeUndefined()
  })

  it('passes 200 orders that stay, and purges the order after these orders in the same call', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000 }) })
    for (let at = 1; at <= 201; at++)
      test.accept({ orderId: `order-${at}`, starts: { erp: { state: 'held', reason: 'quantity' } } })
    await test.pass(91 * DAY)
    expect(test.outbox.purge()).toBe(0)
    test.outbox.discard('order-201', ANN)
    await test.pass(DAY)
    expect(test.outbox.purge()).toBe(1)
    expect(test.outbox.view('order-201')?.purgedAt).toBeDefined()
  })
})

describe('an order at the end of its time', () => {
  it('stays until then, beside an older order', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000 }) })
    for (const orderId of ['order-1', 'order-2']) {
      await test.pass(1)
      test.accept({ orderId, starts: { erp: { state: 'held', reason: 'quantity' } } })
      test.outbox.discard(orderId, ANN)
    }
    const before = test.clock.now()
    test.sql.all("UPDATE versions SET accepted_at = ? WHERE order_id = 'order-1'", before)
    test.sql.all("UPDATE versions SET accepted_at = ? WHERE order_id = 'order-2'", before - 1)
    await test.pass(90 * DAY)
    expect(purge(test.sql, before, test.clock.now())).toBe(1)
    expect(test.outbox.view('order-1')?.purgedAt).toBeUndefined()
    expect(purge(test.sql, before + 1, test.clock.now() + DAY)).toBe(1)
  })
})

describe('a purge that ran before the first order', () => {
  it('purges that order in its time', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000 }) })
    test.wire.answers(ERP, status(200))
    expect(test.outbox.purge()).toBe(0)
    test.accept()
    await test.pass(91 * DAY)
    expect(test.outbox.purge()).toBe(1)
  })
})

describe('an order that changes while its archive copy is written', () => {
  it('keeps its content, because the copy lacks the change', async () => {
    const test = await kept({ cancellations: 'send' })
    await test.pass(91 * DAY)
    const now = test.clock.now()
    const copied = purgeable(test.sql, now - 90 * DAY, now, 25)
    expect(copied.map(({ id }) => id)).toEqual(['order-1'])
    test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'same' })
    await test.pass(1_000)
    expect(purgeArchived(test.sql, copied, now)).toBe(0)
    expect(test.outbox.body('order-1', 1)).not.toBeNull()
  })
})

describe('an archive that fails during the daily check', () => {
  it('gets the same order again at its next run, not a day later', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000 }) })
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    await test.pass(91 * DAY)
    const due = () => {
      const now = test.clock.now()
      return purgeable(test.sql, now - 90 * DAY, now, 25).map(({ id }) => id)
    }
    expect(due()).toEqual([])
    test.outbox.discard('order-1', ANN)
    await test.pass(DAY)
    expect([due(), due()]).toEqual([['order-1'], ['order-1']])
  })
})
