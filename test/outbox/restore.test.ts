import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readerFor } from '../../src/documents/acknowledgement-readers.ts'
import type { Kept } from '../../src/outbox/dossier.ts'
import { AcknowledgementRow, DeliveryRow, OrderRow, TimelineRow, VersionRow } from '../../src/outbox/dossier.ts'
import { keepEvidence } from '../../src/outbox/evidence.ts'
import { INTERCHANGE } from '../../src/outbox/pieces.ts'
import { isSettled } from '../../src/outbox/state.ts'
import { readExported } from '../../src/steps/read-export.ts'
import { exportText } from '../../src/steps/write-export.ts'
import { utf8 } from '../../src/utf8.ts'
import { createDice } from '../crash/dice.ts'
import { makeOrder } from '../fake-apicbase/orders.ts'
import { contrl } from '../fakes/acknowledgements.ts'
import { MORNING } from '../fakes/clock.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'
import { putInto, STATES } from '../fakes/states.ts'
import { cut, status } from '../fakes/wire.ts'

const JO = { by: 'jo', note: 'The account was lost.' }
const EDIFACT = {
  format: 'edifact-d96a',
  sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' },
  recipient: { id: '5412345000013', qualifier: '14' },
}
const MINUTE = 60_000

const ids = (test: TestOutbox): string[] =>
  test.sql.all<{ id: string }>('SELECT id FROM orders ORDER BY seq').map(({ id }) => id)

/** Through the text of an export, as it would lie in a file. */
async function exported(test: TestOutbox): Promise<Kept[]> {
  const orders: Kept[] = []
  for (const id of ids(test)) {
    const found = test.outbox.exported(id)
    const read = found && (await readExported(await exportText(found)))
    if (!read?.ok) throw new Error(read?.error ?? 'There is no such order.')
    orders.push(read.value)
  }
  return orders
}

/** Another outbox for the same supplier, that knows nothing but an export. */
async function restored(test: TestOutbox, counters = test.outbox.counters()) {
  const other = testOutbox({ supplier: test.supplier })
  other.clock.set(test.clock.now())
  const results = other.outbox.restore(await exported(test), counters, JO)
  return { other, results }
}

const utf8Text = (bytes?: Uint8Array): string => new TextDecoder().decode(bytes)

const rows = (test: TestOutbox, table: string) => test.sql.all(`SELECT * FROM ${table}`)

describe('an order restored from an export', () => {
  it.each(STATES)(
    'comes back from %s: known when it is settled, else held as something that may have left',
    async (state) => {
      const test = testOutbox()
      test.accept()
      putInto(test.sql, { state, reached: state === 'delivered' || state === 'done' ? 'yes' : 'no' })
      const { other, results } = await restored(test)
      const before = test.outbox.view('order-1')
      const after = other.outbox.view('order-1')
      const isOpen = !isSettled(state)
      expect(results).toEqual([{ orderId: 'order-1', outcome: 'restored', waiting: isOpen ? 1 : null }])
      if (isOpen) {
        expect(other.deliveries()).toEqual(['erp v1 held/restored maybe'])
        expect(after?.deliveries[0]?.note).toContain(`It was ${state}`)
      } else expect(after?.deliveries).toEqual(before?.deliveries)
      expect(after?.versions).toEqual(before?.versions)
      expect(other.outbox.body('order-1', 1)).toEqual(test.outbox.body('order-1', 1))
      await other.pass(10 * MINUTE)
      expect(other.wire.calls).toEqual([])
    },
  )

  it('that shared a document goes in one of its own, marked, where it may have left', async () => {
    const batch = { orders: 2, minutes: 60 }
    const supplier = supplierWith({
      whenUncertain: 'hold',
      routes: [httpRoute('erp', ERP, { batch, fileName: '{sequence}.{ext}' })],
    })
    const test = testOutbox({ supplier })
    test.wire.answers(ERP, cut)
    for (const orderId of ['a', 'b']) test.accept({ orderId })
    await test.work()
    const { other } = await restored(test)
    other.wire.answers(ERP, status(200))
    other.outbox.release('a', JO)
    await other.pass(2 * 60 * MINUTE)
    expect(other.wire.calls.map(({ body }) => JSON.parse(body))).toMatchObject([
      [{ orderNumber: 'PO-a', possibleRepeat: true }],
    ])
    expect(other.outbox.view('a')?.deliveries[0]).toMatchObject({ state: 'delivered', controlNumber: 2 })
    expect(other.deliveries('b')).toEqual(['erp v1 held/restored maybe'])
  })

  it('comes back once more after it has gone out since in another document that is shared', async () => {
    const batch = { orders: 2, minutes: 60 }
    const routes = [httpRoute('erp', ERP, { batch, fileName: '{sequence}.{ext}', whenUncertain: 'hold' })]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, cut)
    for (const orderId of ['a', 'b']) test.accept({ orderId })
    await test.work()
    const { other } = await restored(test)
    other.wire.answers(ERP, status(200))
    other.outbox.release('a', JO)
    await other.work()
    const { other: third } = await restored(other)
    expect(third.deliveries('a')).toEqual(['erp v1 delivered yes'])
    expect(third.outbox.exported('a')?.papers.map(({ route }) => route)).toEqual(['', 'erp/shared'])
    expect(utf8Text(third.outbox.exported('a')?.papers[1]?.bytes)).toBe(other.wire.calls[0]?.body)
  })

  it('brings back what was sent in proof of a document that it shared', async () => {
    const routes = [httpRoute('erp', ERP, { batch: { orders: 2, minutes: 60 }, fileName: '{sequence}.{ext}' })]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, status(200))
    for (const orderId of ['a', 'b']) test.accept({ orderId })
    await test.work()
    const evidence = { bytes: utf8('signed'), digest: 'd1' }
    const receipt = { outcome: 'delivered', note: 'Signed.', evidence } as const
    keepEvidence(test.sql, { orderId: INTERCHANGE, version: 1, route: 'erp' }, 'answered', evidence, receipt, MORNING)
    const { other } = await restored(test)
    for (const orderId of ['a', 'b']) {
      const [before, after] = [test, other].map(({ outbox }) => outbox.view(orderId)?.deliveries[0]?.receipts)
      expect(after).toEqual(before)
      expect(other.outbox.receipt(orderId, 'erp', null, null)?.bytes).toEqual(evidence.bytes)
    }
  })

  it('is a duplicate when it comes again, whatever it was, and another content a question', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'delivered' })
    await test.work()
    test.accept({ orderId: 'open', starts: { erp: { state: 'held', reason: 'quantity' } } })
    const { other } = await restored(test)
    expect(['delivered', 'open'].map((orderId) => other.accept({ orderId })?.status)).toEqual([
      'duplicate',
      'duplicate',
    ])
    expect(other.accept({ orderId: 'delivered', content: 3 })).toMatchObject({ status: 'held', holdReason: 'revision' })
    expect(other.accept({ orderId: 'open', content: 3 })).toMatchObject({ status: 'held', holdReason: 'revision' })
    expect(other.accept({ orderId: 'new', orderNumber: 'PO-open' })).toMatchObject({
      status: 'held',
      holdReason: 'order-number-conflict',
    })
  })

  it('is known to the webhook and to the poll, whatever KV has forgotten', async () => {
    const placed = Array.from({ length: 40 }, (_, at) => makeOrder(at, MORNING - 3_600_000, createDice(at + 1)))
    const [before, after] = [pollingGateway(), pollingGateway()]
    for (const { fake } of [before, after]) fake.book.place(...placed)
    await before.post(placed[0] ?? {})
    expect(await before.poll()).toMatchObject({ accepted: 39, complete: true })
    await vi.waitFor(() => expect(before.delivered()).toHaveLength(40))
    expect(after.box.outbox.restore(await exported(before.box), before.box.outbox.counters(), JO)).toHaveLength(40)
    expect(await after.poll()).toMatchObject({ accepted: 0, held: 0, refused: 0, duplicate: 40, complete: true })
    for (const order of placed) expect(await after.post(order)).toMatchObject({ value: { status: 'duplicate' } })
    await after.box.pass(60 * MINUTE)
    expect(after.delivered()).toEqual([])
  })

  it('goes out by a person’s word as the very document that was written before, number and all', async () => {
    const routes = [httpRoute('erp', ERP, { document: EDIFACT })]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, cut)
    test.accept()
    await test.work()
    const { other } = await restored(test)
    other.wire.answers(ERP, status(200))
    expect(other.outbox.release('order-1', JO)).toEqual({ ok: true })
    await other.work()
    expect(other.deliveries()).toEqual(['erp v1 delivered yes'])
    const [sent, again] = [test.wire.calls[0], other.wire.calls[0]]
    expect(again?.body).toBe(sent?.body)
    expect(again?.headers.get('idempotency-key')).toBe(sent?.headers.get('idempotency-key'))
  })

  it('draws no number that was given out before, and an acknowledgement still leads to it', async () => {
    const routes = [
      httpRoute('erp', ERP, { document: EDIFACT, acknowledgements: { token: 'ACK' }, receipt: 'functional' }),
    ]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, status(200))
    for (const orderId of ['a', 'b', 'c']) test.accept({ orderId })
    await test.work()
    for (const counters of [test.outbox.counters(), []]) {
      const { other } = await restored(test, counters)
      other.wire.answers(ERP, status(200))
      other.accept({ orderId: 'd' })
      await other.work()
      expect(other.outbox.view('d')?.deliveries[0]?.controlNumber).toBe(4)
      const read = readerFor(EDIFACT)?.(utf8(contrl('2')))
      if (!read?.ok) throw new Error('The acknowledgement cannot be read.')
      expect(other.outbox.acknowledge('erp', read.value)).toMatchObject({ matched: [{ orderNumber: 'PO-b' }] })
    }
  })

  it('is not answered for by what is said of a document that it shared: nobody knows of which order', async () => {
    const settings = { document: EDIFACT, acknowledgements: { token: 'ACK' }, batch: { orders: 3, minutes: 60 } }
    const routes = [httpRoute('erp', ERP, { ...settings, fileName: '{sequence}.{ext}' })]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, status(200))
    for (const orderId of ['a', 'b', 'c']) test.accept({ orderId })
    await test.work()
    const { other } = await restored(test, [])
    const read = readerFor(EDIFACT)?.(utf8(contrl('1', '7', ['UCM+1+ORDERS:D:96A:UN+4'])))
    if (!read?.ok) throw new Error('The acknowledgement cannot be read.')
    expect(other.outbox.acknowledge('erp', read.value).matched).toEqual([])
    expect(['a', 'b', 'c'].flatMap((orderId) => other.deliveries(orderId))).toEqual(
      Array(3).fill('erp v1 delivered yes'),
    )
    await other.work()
    expect(other.alerts.map(({ kind }) => kind)).toContain('acknowledgement')
    other.wire.answers(ERP, status(200))
    for (const orderId of ['d', 'e', 'f']) other.accept({ orderId })
    await other.work()
    expect(other.outbox.view('d')?.deliveries[0]?.controlNumber).toBe(2)
  })

  it('goes on counting where a wrap had led, not at the highest number ever', async () => {
    const numbered = httpRoute('erp', ERP, { document: EDIFACT, controlNumbers: { start: 1, wrapAt: 3 } })
    const test = testOutbox({ supplier: supplierWith({ routes: [numbered] }) })
    test.wire.answers(ERP, status(200))
    for (let at = 0; at < 4; at++) test.accept({ orderId: `order-${at}` })
    await test.work()
    const { other } = await restored(test)
    other.wire.answers(ERP, status(200))
    other.accept({ orderId: 'next' })
    await other.work()
    expect(other.outbox.view('next')?.deliveries[0]?.controlNumber).toBe(2)
  })

  it('climbs no ladder until a person has released it, and then does', async () => {
    const routes = [
      httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 5 }] }),
      httpRoute('desk', 'https://desk.example/'),
    ]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.work()
    const { other } = await restored(test)
    other.wire.answers(ERP, status(503))
    other.wire.answers('https://desk.example/', status(200))
    await other.pass(30 * MINUTE)
    expect(other.wire.calls).toEqual([])
    other.outbox.release('order-1', JO)
    await other.pass(10 * MINUTE)
    expect(other.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded maybe'])
  })

  it('is told with the others in one message, and its end in another', async () => {
    const test = testOutbox()
    for (let at = 0; at < 30; at++)
      test.accept({ orderId: `order-${at}`, starts: { erp: { state: 'held', reason: 'quantity' } } })
    const { other } = await restored(test)
    await other.pass(5 * MINUTE)
    expect(other.alerts).toHaveLength(1)
    expect(other.alerts[0]).toMatchObject({ kind: 'held', cause: 'restored', count: 30 })
    expect(other.alerts[0]?.orders).toHaveLength(20)
    for (const id of ids(other)) other.outbox.done(id, 'erp', JO)
    await other.pass(5 * MINUTE)
    expect(other.alerts.map(({ kind }) => kind)).toEqual(['held', 'recovered'])
  })

  it('is no news to the next statement, and stands in the events', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    for (let at = 0; at < 3; at++) test.accept({ orderId: `order-${at}` })
    await test.pass(3 * 24 * 60 * MINUTE)
    const { other } = await restored(test)
    await other.pass(24 * 60 * MINUTE)
    other.outbox.makeStatements()
    expect(other.outbox.statementsOn('2026-11-27')).toMatchObject([{ number: 1, received: 0, late: 0 }])
    expect(other.outbox.events(9)).toMatchObject([
      { by: 'jo', action: 'restore', note: '3 orders, 0 held: The account was lost.' },
    ])
  })
})

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
    const tables = ['orders', 'versions', 'deliveries', 'pieces', 'timeline', 'counters', 'events', 'incidents']
    const before = tables.map((table) => rows(other, table))
    expect(other.outbox.restore(orders, [], JO).map(({ outcome }) => outcome)).toEqual(['there', 'there', 'there'])
    expect(tables.map((table) => rows(other, table))).toEqual(before)
  })

  it('leaves alone what has gone on since, and what is here with another content', async () => {
    const test = await lost()
    const orders = await exported(test)
    test.accept({ orderId: 'a', content: 9 })
    const other = testOutbox()
    other.accept({ orderId: 'b', content: 7 })
    expect(test.outbox.restore(orders, [], JO).map(({ outcome }) => outcome)).toEqual(['there', 'there', 'there'])
    expect(other.outbox.restore(orders, [], JO).map(({ outcome }) => outcome)).toEqual([
      'restored',
      'different',
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
      ...['there', 'there', 'there'],
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
    /** What only the outbox that wrote it needs. */
    const left: Readonly<Record<string, readonly string[]>> = {
      versions: ['order_id'],
      deliveries: ['order_id', 'next_at', 'late_at', 'taken_by', 'call_at', 'interchange', 'place'],
      timeline: ['order_id'],
      acknowledgements: ['order_id'],
      orders: [],
    }
    const shapes = {
      orders: OrderRow,
      versions: VersionRow,
      deliveries: DeliveryRow,
      timeline: TimelineRow,
      acknowledgements: AcknowledgementRow,
    }
    for (const [table, { shape }] of Object.entries(shapes)) {
      const columns = sql
        .all<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
        .map(({ name }) => name)
      expect([...Object.keys(shape), ...(left[table] ?? [])].sort(), table).toEqual(columns.sort())
    }
  })
})

describe('an export', () => {
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
