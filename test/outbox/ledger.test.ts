import { describe, expect, it } from 'vitest'
import { BODY, readBlob, storeBlob } from '../../src/outbox/blobs.ts'
import type { Sql } from '../../src/outbox/sql.ts'
import { alertRules } from '../../src/profile/alert-rules.ts'
import { commit } from '../../src/steps/commit.ts'
import { MORNING, manualClock } from '../fakes/clock.ts'
import { failingSql } from '../fakes/node-sql.ts'
import { ERP, submission, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { ledger, rowsIn, supplier } from './ledger.ts'

const commitIn = (sql: Sql) =>
  commit(submission(supplier), MORNING, {
    ...{ name: 'fresco', supplier, sql, clock: manualClock(), lateAfter: 900_000, lacksHistory: () => false },
    alerts: alertRules({ suppliers: { fresco: supplier } }, 'fresco'),
  })

describe('a claim', () => {
  it('is given once: the same content again is a duplicate of the version it repeats', () => {
    const test = testOutbox()
    const answers = Array.from({ length: 50 }, () => test.accept())
    expect(answers.map((answer) => answer?.status)).toEqual(['accepted', ...Array(49).fill('duplicate')])
    expect(test.sql.all('SELECT * FROM deliveries')).toHaveLength(1)
  })

  it('is rolled back as one, whichever statement fails, and does not poison the next try', () => {
    const statements: string[] = []
    const counting = failingSql(ledger(), (query) => statements.push(query) < 0)
    commitIn(counting)
    for (let at = 0; at < statements.length; at++) {
      const sql = ledger()
      const empty = rowsIn(sql)
      let seen = 0
      const failing = failingSql(sql, () => seen++ === at)
      expect(() => commitIn(failing)).toThrow('disk full')
      expect(rowsIn(sql)).toEqual(empty)
      expect(commitIn(sql)).toMatchObject({ acceptance: { status: 'accepted' } })
    }
    expect(statements.length).toBeGreaterThan(3)
  })

  it('tells in the same transaction: no order is held without an alert', () => {
    const test = testOutbox()
    const held = { starts: { erp: { state: 'held', reason: 'unknown-article' } as const } }
    const failing = testOutbox({ sql: failingSql(test.sql, (query) => query.includes('INTO alerts')) })
    expect(() => failing.accept(held)).toThrow('disk full')
    expect(test.sql.all('SELECT * FROM orders')).toEqual([])
  })

  it('gives a second try the answer of the first', () => {
    const test = testOutbox()
    const same = { requestId: 'one' }
    expect(test.accept(same)).toMatchObject({ status: 'accepted', version: 1, holdReason: null })
    expect(test.accept(same)).toMatchObject({ status: 'accepted', version: 1, holdReason: null })
    const held = { requestId: 'two', content: 3, starts: { erp: { state: 'held', reason: 'quantity' } as const } }
    expect(test.accept(held)).toMatchObject({ status: 'held', version: 2, holdReason: 'quantity' })
    expect(test.accept(held)).toMatchObject({ status: 'held', version: 2, holdReason: 'quantity' })
  })

  it('gives it even when another content has arrived between the two tries', () => {
    const test = testOutbox()
    test.accept({ requestId: 'one', content: 2 })
    test.accept({ requestId: 'two', content: 3 })
    expect(test.accept({ requestId: 'one', content: 2 })).toMatchObject({
      status: 'accepted',
      version: 1,
      holdReason: null,
    })
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 waiting no'])
  })

  it('commits nothing once its time is over, and everything at the last moment of it', () => {
    const test = testOutbox()
    expect(test.accept({ withinMs: -1 })).toBeNull()
    expect(test.sql.all('SELECT * FROM orders')).toEqual([])
    expect(test.accept({ withinMs: 0 })).toMatchObject({ status: 'accepted' })
  })

  it('commits nothing of a request that was withdrawn before it arrived, and everything of another one', () => {
    const test = testOutbox()
    expect(test.outbox.withdraw('order-1', 'late', 'answered-error')).toBe('absent')
    test.clock.advance(3_600_000)
    expect(test.accept({ requestId: 'late' })).toBeNull()
    expect(test.sql.all('SELECT * FROM orders')).toEqual([])
    expect(test.accept({ requestId: 'other' })).toMatchObject({ status: 'accepted' })
  })

  it('forgets after a day what was withdrawn', () => {
    const test = testOutbox()
    const names = () => test.sql.all<{ name: string }>("SELECT name FROM key_values WHERE name LIKE 'withdrawn:%'")
    test.outbox.withdraw('order-1', 'early', 'answered-error')
    test.clock.advance(86_400_001)
    test.outbox.withdraw('order-1', 'late', 'answered-error')
    expect(names()).toEqual([{ name: 'withdrawn:late' }])
  })
})

describe('an order number', () => {
  it('belongs to the order that was accepted first; the other one is held, and the first goes on', () => {
    const test = testOutbox()
    test.accept({ orderId: 'a', orderNumber: 'PO-1' })
    expect(test.accept({ orderId: 'b', orderNumber: 'PO-1' })).toMatchObject({ holdReason: 'order-number-conflict' })
    expect(test.accept({ orderId: 'a', orderNumber: 'PO-1', content: 5 })).toMatchObject({ status: 'revised' })
    expect(test.accept({ orderId: 'b', orderNumber: 'PO-1', content: 5 })).toMatchObject({ status: 'held' })
  })

  it('is free again once its order was discarded', () => {
    const test = testOutbox()
    test.accept({ orderId: 'a', orderNumber: 'PO-1', starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.outbox.discard('a', { by: 'ann' })
    expect(test.accept({ orderId: 'b', orderNumber: 'PO-1' })).toMatchObject({ status: 'accepted' })
  })

  it('is free again once its order was discarded, though an earlier version had been superseded', () => {
    const test = testOutbox()
    test.accept({ orderId: 'a', orderNumber: 'PO-1' })
    test.accept({
      orderId: 'a',
      orderNumber: 'PO-1',
      content: 3,
      starts: { erp: { state: 'held', reason: 'quantity' } },
    })
    test.outbox.discard('a', { by: 'ann' })
    test.outbox.discardOn('a', 'erp', { by: 'ann' })
    expect(test.outbox.view('a')?.state).toBe('discarded')
    expect(test.accept({ orderId: 'b', orderNumber: 'PO-1' })).toMatchObject({ status: 'accepted' })
  })

  it('does not belong to an order that was only refused before the other was accepted', () => {
    const test = testOutbox()
    const refused = { orderId: 'a', orderNumber: 'PO-1', customer: null, body: new Uint8Array(), problems: '[]' }
    test.outbox.keepRefused(refused)
    expect(test.accept({ orderId: 'b', orderNumber: 'PO-1' })).toMatchObject({ status: 'accepted' })
    expect(test.accept({ orderId: 'a', orderNumber: 'PO-1' })).toMatchObject({ status: 'held' })
    expect(test.accept({ orderId: 'a', orderNumber: 'PO-1', content: 3 })).toMatchObject({ status: 'held' })
    expect(test.accept({ orderId: 'b', orderNumber: 'PO-1', content: 3 })).toMatchObject({ status: 'revised' })
  })

  it('that nobody could read conflicts with no other', () => {
    const test = testOutbox()
    const starts = { erp: { state: 'held', reason: 'invalid' } as const }
    test.accept({ orderId: 'a', orderNumber: null, starts })
    expect(test.accept({ orderId: 'b', orderNumber: null, starts })).toMatchObject({ holdReason: 'invalid' })
  })
})

describe('what is stored', () => {
  it.each([0, 1, 1_048_576, 1_048_577, 3_500_000])(
    'comes back whole at %i bytes, in pieces under the row limit',
    (size) => {
      const sql = ledger()
      const bytes = Uint8Array.from({ length: size }, (_, at) => at % 251)
      const owner = { orderId: 'o', version: 1, route: BODY }
      storeBlob(sql, owner, bytes, 'metadata')
      const back = readBlob(sql, owner)
      expect(back?.metadata).toBe('metadata')
      expect(Buffer.compare(back?.bytes ?? new Uint8Array(), bytes)).toBe(0)
      const sizes = sql.all<{ size: number }>('SELECT length(bytes) AS size FROM blobs').map((row) => row.size)
      expect(sizes).toHaveLength(Math.max(1, Math.ceil(size / 1_048_576)))
      expect(Math.max(...sizes)).toBeLessThanOrEqual(1_048_576)
    },
  )

  it('is stored whole or not at all, so that no half document is ever sent', () => {
    const sql = ledger()
    let stored = 0
    const failing = failingSql(sql, (query) => query.includes('INTO blobs') && stored++ === 1)
    const owner = { orderId: 'o', version: 1, route: 'erp' }
    expect(() => storeBlob(failing, owner, new Uint8Array(2_000_000), 'metadata')).toThrow()
    expect(readBlob(sql, owner)).toBeNull()
  })

  it('is refused past two million bytes in one row, counted as they are stored', () => {
    const sql = ledger()
    const insert = 'INSERT INTO key_values (name, value) VALUES (?, ?)'
    expect(() => sql.all(insert, 'a', 'x'.repeat(2_000_000))).toThrow('limit')
    expect(() => sql.all(insert, 'a', '€'.repeat(700_000))).toThrow('limit')
    expect(() => sql.all(insert, 'a', 'x'.repeat(1_999_990))).not.toThrow()
  })

  it('carries an order of several megabytes to the receiver unharmed', async () => {
    const big = supplierWith({ maxBytes: 10_000_000 })
    const test = testOutbox({ supplier: big })
    test.wire.answers(ERP, status(200))
    const { body } = submission(big)
    const padded = new TextEncoder().encode(
      new TextDecoder().decode(body).replace('"order_remarks":null', `"order_remarks":"${'é'.repeat(1_200_000)}"`),
    )
    test.accept({ body: padded })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(JSON.parse(test.wire.calls[0]?.body ?? '').remarks).toHaveLength(1_200_000)
    expect(test.outbox.document('order-1', 'erp', null)?.bytes.byteLength).toBeGreaterThan(2_400_000)
  })
})
