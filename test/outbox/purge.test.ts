import { describe, expect, it } from 'vitest'
import type { Sql } from '../../src/outbox/sql.ts'
import { nodeSql } from '../fakes/node-sql.ts'
import { ERP, submission, supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { ANN, DAY, kept } from './purgeable.ts'

const words = (test: Awaited<ReturnType<typeof kept>>, table: string) =>
  test.sql.all<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)[0]?.count

const documents = (test: Awaited<ReturnType<typeof kept>>) =>
  test.sql.all('SELECT 1 FROM versions WHERE document IS NOT NULL OR document_route IS NOT NULL').length

describe('purging', () => {
  it('lets go of what a settled order said, after its time, and keeps that it came and how it went', async () => {
    const test = await kept()
    const before = test.outbox.view('order-1')
    await test.pass(90 * DAY - 1_000)
    expect(test.outbox.purge()).toBe(0)
    await test.pass(DAY)
    expect(test.outbox.purge()).toBe(1)
    await test.pass(DAY)
    expect(test.outbox.purge()).toBe(0)
    expect([words(test, 'blobs'), documents(test)]).toEqual([0, 0])
    const view = test.outbox.view('order-1')
    expect(view).toMatchObject({ state: 'settled', version: 1, purgedAt: expect.any(String) })
    expect(view?.versions[0]?.digest).toBe(before?.versions[0]?.digest)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.outbox.document('order-1', 'erp', null)).toBeNull()
    expect(test.outbox.body('order-1', 1)).toBeNull()
  })

  it('keeps its identity: the same content is a duplicate still, another a question', async () => {
    const test = await kept()
    await test.pass(91 * DAY)
    test.outbox.purge()
    expect(test.accept()?.status).toBe('duplicate')
    expect(test.accept({ content: 3 })).toMatchObject({ status: 'held', version: 2, holdReason: 'revision' })
  })

  it('is of what had come by then: another version that comes later can be sent, and is purged in its own time', async () => {
    const test = await kept()
    await test.pass(91 * DAY)
    test.outbox.purge()
    test.accept({ content: 3 })
    expect(test.outbox.view('order-1')?.purgedAt).toBeUndefined()
    expect(test.outbox.release('order-1', { ...ANN, as: 'replacement' })).toMatchObject({ ok: true })
    await test.pass(1_000)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 delivered yes'])
    await test.pass(91 * DAY)
    expect(test.outbox.purge()).toBe(1)
    expect(words(test, 'blobs')).toBe(0)
  })

  it('of a refused order is undone when it is refused again, so that this too is let go of', async () => {
    const test = await kept()
    const refused = { orderId: 'r', orderNumber: 'R', customer: 'C', body: new Uint8Array(5), problems: '[]' }
    test.outbox.keepRefused(refused)
    await test.pass(91 * DAY)
    expect(test.outbox.purge()).toBe(2)
    test.outbox.keepRefused(refused)
    expect(words(test, 'blobs')).toBe(1)
    await test.pass(2 * DAY)
    test.outbox.purge()
    expect(words(test, 'blobs')).toBe(1)
    await test.pass(91 * DAY)
    test.outbox.purge()
    expect(words(test, 'blobs')).toBe(0)
  })

  it('keeps whole what is not settled, however old, and comes back for it', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000 }) })
    test.wire.answers(ERP, status(200))
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.accept({ orderId: 'order-2' })
    await test.pass(91 * DAY)
    expect([test.outbox.purge(), test.outbox.purge()]).toEqual([1, 0])
    expect(test.outbox.body('order-1', 1)).not.toBeNull()
    test.outbox.discard('order-1', ANN)
    expect(test.outbox.purge()).toBe(0)
    await test.pass(DAY)
    expect(test.outbox.purge()).toBe(1)
    expect(test.outbox.body('order-1', 1)).toBeNull()
  })

  it('sends nothing of a purged order any more, and says why', async () => {
    const test = await kept()
    await test.pass(91 * DAY)
    test.outbox.purge()
    expect(test.outbox.resend('order-1', 'erp', { ...ANN, intent: 'same' })).toMatchObject({
      ok: false,
      message: expect.stringContaining('purged'),
    })
  })

  it('goes on where it stopped, however many there are, past those that wait', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000 }) })
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'waiting', starts: { erp: { state: 'held', reason: 'quantity' } } })
    for (let at = 0; at < 1_200; at++) test.outbox.accept(submission(test.supplier, { orderId: `order-${at}` }))
    await test.pass(91 * DAY)
    const purged = Array.from({ length: 15 }, () => test.outbox.purge())
    expect(purged).toEqual([99, ...Array(11).fill(100), 1, 0, 0])
  })
  it('goes on past one that changed lately, wherever it stands', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000 }) })
    test.wire.answers(ERP, status(200))
    for (let at = 1; at <= 501; at++) {
      test.outbox.accept(submission(test.supplier, { orderId: `order-${at}` }))
      test.outbox.discard(`order-${at}`, ANN)
    }
    await test.pass(80 * DAY)
    test.accept({ orderId: 'order-500', content: 3 })
    await test.pass(11 * DAY)
    const purged = Array.from({ length: 8 }, () => test.outbox.purge())
    expect(purged).toEqual([...Array(4).fill(100), 99, 1, 0, 0])
    expect(test.outbox.view('order-500')?.purgedAt).toBeUndefined()
  })
})

describe('purging many orders', () => {
  /** Orders of an earlier gateway, which purged them. */
  const addPurged = ({ sql }: TestOutbox, count: number): void => {
    sql.all(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO orders (id, version, first_at, search_text, purged_at) SELECT 'purged-' || i, 1, 0, '', 1 FROM n`,
      count,
    )
    sql.all("DELETE FROM key_values WHERE name = 'purge'")
  }

  it('passes 20,000 orders that are purged in one call, and purges the orders after these orders', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000 }) })
    addPurged(test, 20_000)
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.pass(91 * DAY)
    expect([test.outbox.purge(), test.outbox.purge()]).toEqual([1, 0])
    expect(test.outbox.view('order-1')?.purgedAt).toBeDefined()
  })

  it('passes 40,000 purged orders a call, and goes on in the next call', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000 }) })
    addPurged(test, 200_000)
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.pass(91 * DAY)
    let calls = 1
    while (test.outbox.purge() === 0) calls++
    expect(calls).toBe(6)
  })

  it('passes 500 open orders in one call', async () => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000 }) })
    for (let at = 0; at < 490; at++)
      test.accept({ orderId: `held-${at}`, starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.pass(91 * DAY)
    expect(test.outbox.purge()).toBe(1)
  })

  it('purges 100 orders in as many statements as 10 orders', async () => {
    let statements = 0
    const bare = nodeSql()
    const all: Sql['all'] = (query, ...bind) => {
      statements++
      return bare.all(query, ...bind)
    }
    const sql: Sql = { ...bare, all }
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000 }), sql })
    test.wire.answers(ERP, status(200))
    for (let at = 0; at < 110; at++) test.accept({ orderId: `order-${at}` })
    await test.pass(91 * DAY)
    const calls = [100, 10].map((count) => {
      statements = 0
      expect(test.outbox.purge()).toBe(count)
      return statements
    })
    expect(calls[0]).toBeLessThan(25)
    expect(calls[0]).toBeLessThanOrEqual((calls[1] ?? 0) + 1)
  })
})

describe('erasing', () => {
  it('lets go of one order at once, on request, and writes down who asked', async () => {
    const test = await kept()
    expect(test.outbox.erase('order-1', ANN)).toEqual({ ok: true })
    expect([words(test, 'blobs'), documents(test)]).toEqual([0, 0])
    expect(test.outbox.events(1).rows).toMatchObject([{ action: 'erase', by: 'ann' }])
  })

  it('refuses an order that is not settled, and knows none that is not there', async () => {
    const test = testOutbox()
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    expect(test.outbox.erase('order-1', ANN)).toMatchObject({ ok: false, status: 409 })
    expect(test.outbox.erase('order-2', ANN)).toMatchObject({ ok: false, status: 404 })
  })
})
