import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readExported, readLine } from '../../../src/exports/read-export.ts'
import { endText, exportText } from '../../../src/exports/write-export.ts'
import { sha256 } from '../../../src/model/order/identity.ts'
import { rowShapes } from '../../../src/outbox/export/order-record.ts'
import { utf8 } from '../../../src/text/utf8.ts'
import { ERP } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { exported, ids, JO, restored } from './restored.ts'

const MINUTE = 60_000

const rows = (test: TestOutbox, table: string) => test.sql.all(`SELECT * FROM ${table}`)

describe('restoring', () => {
  async function lost() {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'a' })
    await test.work()
    test.accept({ orderId: 'b', starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.outbox.keepRefused({
      orderId: 'c',
      orderNumber: null,
      customer: null,
      body: new Uint8Array([1]),
      problems: '[]',
    })
    return test
  }

  it('twice changes nothing', async () => {
    const test = await lost()
    const orders = await exported(test)
    const { other } = await restored(test)
    const tables = ['orders', 'versions', 'deliveries', 'blobs', 'timeline', 'counters', 'events', 'incidents']
    const before = tables.map((table) => rows(other, table))
    expect(other.outbox.restore(orders, [], JO).map(({ outcome }) => outcome)).toEqual([
      'already-present',
      'already-present',
      'already-present',
    ])
    expect(tables.map((table) => rows(other, table))).toEqual(before)
  })

  it('leaves alone what has gone on since, and what is here with another content', async () => {
    const test = await lost()
    const orders = await exported(test)
    test.accept({ orderId: 'a', content: 9 })
    const other = testOutbox()
    other.accept({ orderId: 'b', content: 7 })
    expect(test.outbox.restore(orders, [], JO).map(({ outcome }) => outcome)).toEqual([
      'already-present',
      'already-present',
      'already-present',
    ])
    expect(other.outbox.restore(orders, [], JO).map(({ outcome }) => outcome)).toEqual([
      'restored',
      'conflict',
      'restored',
    ])
    expect(other.outbox.view('b')).toMatchObject({ version: 1, versions: [{ digest: 'content-7' }] })
  })

  it('takes the place of a refusal since, and keeps who came first', async () => {
    const test = await lost()
    const other = testOutbox()
    other.outbox.keepRefused({
      orderId: 'a',
      orderNumber: null,
      customer: null,
      body: new Uint8Array([1]),
      problems: '[]',
    })
    other.outbox.restore(await exported(test), [], JO)
    expect(other.outbox.view('a')).toMatchObject({ state: 'settled', version: 1 })
    expect(ids(other)).toEqual(['a', 'b', 'c'])
  })

  it('takes the place of what came again and has not left, so that a delivered order is not sent once more', async () => {
    const test = await lost()
    const other = testOutbox()
    other.outbox.pause('erp', JO)
    other.accept({ orderId: 'a' })
    const results = other.outbox.restore(await exported(test), [], JO)
    expect(results.map(({ outcome }) => outcome)).toEqual(['restored', 'restored', 'restored'])
    other.outbox.resume('erp', JO)
    await other.pass(60 * MINUTE)
    expect(other.wire.calls).toEqual([])
    expect(other.outbox.restore(await exported(test), [], JO).map(({ outcome }) => outcome)).toEqual([
      ...['already-present', 'already-present', 'already-present'],
    ])
  })

  it('is all or nothing', async () => {
    const test = await lost()
    const [a, b] = await exported(test)
    if (!a || !b) throw new Error('There are three.')
    const broken = { ...b, dossier: { ...b.dossier, versions: [...b.dossier.versions, ...b.dossier.versions] } }
    const other = testOutbox()
    expect(() => other.outbox.restore([a, broken], [], JO)).toThrow()
    expect(ids(other)).toEqual([])
  })

  it('knows every column of what it exports, or leaves it out with a reason', () => {
    const { sql } = testOutbox()
    /** Columns that only the outbox that wrote them needs. */
    const left: Readonly<Record<string, readonly string[]>> = {
      // A body and a document are files of their own. A late refusal comes to the outbox that gave the answer.
      versions: ['order_id', 'body', 'document_route', 'document_metadata', 'document', 'repeated_at'],
      deliveries: [
        ...['order_id', 'next_at', 'late_alert_at', 'fetched_by', 'fallback_check_at'],
        ...['interchange', 'interchange_position'],
        // The timeline of the export has this event.
        ...['delivered_at', 'delivered_seq', 'delivered_note'],
      ],
      timeline: ['order_id'],
      acknowledgements: ['order_id'],
      orders: [],
    }
    for (const [table, { shape }] of Object.entries(rowShapes())) {
      const columns = sql
        .all<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
        .map(({ name }) => name)
      expect([...Object.keys(shape), ...(left[table] ?? [])].sort(), table).toEqual(columns.sort())
    }
  })
})

describe('an export', () => {
  it('of before formats had numbers is read, and one of a newer format is refused in words', async () => {
    const test = testOutbox()
    test.accept()
    const found = test.outbox.exported('order-1')
    const text = found ? await exportText(found) : ''
    const [line = '', ...files] = text.split('\n')
    const withFormat = async (format: string): Promise<string> => {
      const order = line.replace(/,"sha256":"[0-9a-f]{64}"\}$/, '}').replace('"format":2,', format)
      return [`${order.slice(0, -1)},"sha256":"${await sha256(utf8(order))}"}`, ...files].join('\n')
    }
    expect((await readExported(await withFormat(''))).ok).toBe(true)
    expect(await readExported(await withFormat('"format":3,'))).toEqual({
      ok: false,
      error: expect.stringContaining('It has format 3, and this version knows formats up to 2 only.'),
    })
    expect(await readLine(endText(0, 1, []))).toMatchObject({ ok: true })
    expect(await readLine(endText(0, 1, []).replace('"format":2,', ''))).toMatchObject({ ok: true })
    expect(await readLine(endText(0, 1, []).replace('"format":2,', '"format":3,'))).toMatchObject({ ok: false })
  })

  it('that was changed or cut anywhere is refused', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.work()
    const found = test.outbox.exported('order-1')
    const text = found ? await exportText(found) : ''
    const bytes = [...text]
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.constantFrom('x', '0', '"', '}', ''), async (at, other) => {
        fc.pre(bytes[at] !== other && bytes[at] !== '\n')
        const changed = [...bytes.slice(0, at), other, ...bytes.slice(at + 1)].join('')
        const read = await readExported(changed)
        expect(read.ok).toBe(false)
      }),
    )
    for (const lines of [0, 1, 2])
      expect((await readExported(text.split('\n').slice(0, lines).join('\n'))).ok).toBe(false)
    expect((await readExported(text)).ok).toBe(true)
  })
})
