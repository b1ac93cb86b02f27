import { describe, expect, it } from 'vitest'
import { accept } from '../../src/outbox/accept.ts'
import { BODY, readPieces, storePieces } from '../../src/outbox/pieces.ts'
import { keepRefused } from '../../src/outbox/refused.ts'
import { createTables } from '../../src/outbox/schema.ts'
import { MORNING } from '../fakes/clock.ts'
import { failingSql, nodeSql } from '../fakes/node-sql.ts'
import { ERP, httpRoute, mailboxRoute, submission, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { cut, status } from '../fakes/wire.ts'

const supplier = supplierWith({ routes: [httpRoute('erp', ERP), mailboxRoute('box')] })
const LATE = 900_000

const TABLES = ['orders', 'versions', 'pieces', 'deliveries', 'counters', 'timeline', 'events', 'alerts'] as const
const rowsIn = (sql: ReturnType<typeof nodeSql>) =>
  Object.fromEntries(TABLES.map((table) => [table, sql.all(`SELECT * FROM ${table}`)]))

function ledger() {
  const sql = nodeSql()
  createTables(sql)
  return sql
}

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
    accept(counting, submission(supplier), MORNING, LATE)
    for (let at = 0; at < statements.length; at++) {
      const sql = ledger()
      const empty = rowsIn(sql)
      let seen = 0
      const failing = failingSql(sql, () => seen++ === at)
      expect(() => accept(failing, submission(supplier), MORNING, LATE)).toThrow('disk full')
      expect(rowsIn(sql)).toEqual(empty)
      expect(accept(sql, submission(supplier), MORNING, LATE)).toMatchObject({ acceptance: { status: 'accepted' } })
    }
    expect(statements.length).toBeGreaterThan(5)
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
    expect(test.accept(same)).toEqual({ status: 'accepted', version: 1, holdReason: null })
    expect(test.accept(same)).toEqual({ status: 'accepted', version: 1, holdReason: null })
    const held = { requestId: 'two', content: 3, starts: { erp: { state: 'held', reason: 'quantity' } as const } }
    expect(test.accept(held)).toEqual({ status: 'held', version: 2, holdReason: 'quantity' })
    expect(test.accept(held)).toEqual({ status: 'held', version: 2, holdReason: 'quantity' })
  })

  it('gives it even when another content has arrived between the two tries', () => {
    const test = testOutbox()
    test.accept({ requestId: 'one', content: 2 })
    test.accept({ requestId: 'two', content: 3 })
    expect(test.accept({ requestId: 'one', content: 2 })).toEqual({ status: 'accepted', version: 1, holdReason: null })
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 waiting no'])
  })

  it('commits nothing once the deadline has passed, and everything at the deadline itself', () => {
    const test = testOutbox()
    expect(test.accept({ deadline: test.clock.now() - 1 })).toBeNull()
    expect(test.sql.all('SELECT * FROM orders')).toEqual([])
    expect(test.accept({ deadline: test.clock.now() })).toMatchObject({ status: 'accepted' })
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
      storePieces(sql, owner, bytes, 'about')
      const back = readPieces(sql, owner)
      expect(back?.about).toBe('about')
      expect(Buffer.compare(back?.bytes ?? new Uint8Array(), bytes)).toBe(0)
      const sizes = sql.all<{ size: number }>('SELECT length(bytes) AS size FROM pieces').map((row) => row.size)
      expect(sizes).toHaveLength(Math.max(1, Math.ceil(size / 1_048_576)))
      expect(Math.max(...sizes)).toBeLessThanOrEqual(1_048_576)
    },
  )

  it('is stored whole or not at all, so that no half document is ever sent', () => {
    const sql = ledger()
    let stored = 0
    const failing = failingSql(sql, (query) => query.includes('INTO pieces') && stored++ === 1)
    const owner = { orderId: 'o', version: 1, route: 'erp' }
    expect(() => storePieces(failing, owner, new Uint8Array(2_000_000), 'about')).toThrow()
    expect(readPieces(sql, owner)).toBeNull()
  })

  it('is refused past two million bytes in one row, counted as they are stored', () => {
    const sql = ledger()
    const insert = 'INSERT INTO facts (name, value) VALUES (?, ?)'
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

describe('a refused order', () => {
  const refused = {
    orderId: 'order-1',
    orderNumber: 'PO-1',
    customer: 'C-77',
    body: new Uint8Array([1]),
    problems: '["x"]',
  }

  it('is kept once, with the latest problems, and listed until a content of it is accepted', () => {
    const test = testOutbox()
    test.outbox.keepRefused({ ...refused, problems: '["old"]' })
    test.outbox.keepRefused(refused)
    expect(test.outbox.view('order-1')).toMatchObject({ state: 'refused', version: 0, problems: ['x'], deliveries: [] })
    expect(test.accept()).toMatchObject({ status: 'accepted', version: 1 })
    expect(test.outbox.view('order-1')).toMatchObject({ state: 'pending', version: 1 })
    expect(test.outbox.view('order-1')).not.toHaveProperty('problems')
  })

  it('leaves an accepted order as it is, but for a line in its timeline', () => {
    const sql = ledger()
    accept(sql, submission(supplier), MORNING, LATE)
    const { orders, deliveries } = rowsIn(sql)
    keepRefused(sql, refused, MORNING)
    expect(rowsIn(sql)).toMatchObject({ orders, deliveries, timeline: [{ event: 'refused', text: '["x"]' }] })
  })

  it('without an id is counted', () => {
    const test = testOutbox()
    test.outbox.countNameless()
    test.outbox.countNameless()
    expect(test.sql.all("SELECT value FROM facts WHERE name = 'nameless'")).toEqual([{ value: '2' }])
  })
})

describe('an acceptance whose sender was told that it failed', () => {
  it('is held until the same content comes again, and told', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ requestId: 'lost' })
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('held')
    await test.pass(20 * 60_000)
    expect(test.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
    expect(test.wire.calls).toEqual([])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['held'])
    expect(test.accept()).toMatchObject({ status: 'duplicate', version: 1 })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('goes out when the same content was placed again before the withdrawal came: that sender has our word', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ requestId: 'lost' })
    expect(test.accept({ requestId: 'answered' })).toMatchObject({ status: 'duplicate' })
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('confirmed')
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.alerts).toEqual([])
  })

  it('is held again when the answer to the second placing is lost too', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ requestId: 'lost' })
    test.outbox.withdraw('order-1', 'lost')
    test.accept({ requestId: 'lost too' })
    expect(test.outbox.withdraw('order-1', 'lost too')).toBe('held')
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
  })

  it('is not withdrawn by a request that the outbox never heard', () => {
    const test = testOutbox()
    test.accept({ requestId: 'answered' })
    expect(test.outbox.withdraw('order-1', 'unheard')).toBe('absent')
    expect(test.deliveries()).toEqual(['erp v1 waiting no'])
  })

  it('is told to have left when it has', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, cut)
    test.accept({ requestId: 'lost' })
    await test.work()
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('left')
    await test.work()
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['unconfirmed'])
  })

  it('is held when the first try found nobody home: nothing has left yet', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.wire.door(ERP, 'closed')
    test.accept({ requestId: 'lost' })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('held')
    test.wire.door(ERP, 'open')
    await test.pass(60_000)
    expect(test.deliveries()).toEqual(['erp v1 held/unconfirmed no'])
  })

  it('is absent when it never arrived, and changes nothing when it only repeated another', () => {
    const test = testOutbox()
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('absent')
    test.accept()
    test.accept({ requestId: 'lost' })
    expect(test.outbox.withdraw('order-1', 'lost')).toBe('confirmed')
    expect(test.deliveries()).toEqual(['erp v1 waiting no'])
  })
})
