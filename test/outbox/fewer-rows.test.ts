import { describe, expect, it } from 'vitest'
import { readBody } from '../../src/outbox/bodies.ts'
import { ERP, submission } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { restored } from './export/restored.ts'

const JO = { by: 'jo', note: 'The supplier lost it.' }

async function delivered(): Promise<TestOutbox> {
  const test = testOutbox()
  test.wire.answers(ERP, status(200))
  test.accept()
  await test.pass(1_000)
  return test
}

const events = (test: TestOutbox) =>
  test.outbox.view('order-1')?.timeline.map(({ event, route, text }) => [event, route, text])
const count = (test: TestOutbox, table: string) =>
  test.sql.all(`SELECT * FROM ${table} WHERE order_id = 'order-1'`).length

describe('an order that is delivered at the first attempt', () => {
  it('has no row in the timeline and no blob, and people read the same history', async () => {
    const test = await delivered()
    expect([count(test, 'timeline'), count(test, 'blobs')]).toEqual([0, 0])
    expect(events(test)).toEqual([
      ['accepted', null, 'by webhook'],
      ['delivered', 'erp', expect.stringContaining('200')],
    ])
    expect(test.outbox.routes()[0]?.lastSuccess?.orderId).toBe('order-1')
  })

  it('keeps each earlier success when a person has the document sent again', async () => {
    const test = await delivered()
    for (const _ of [1, 2]) {
      expect(test.outbox.resend('order-1', 'erp', { ...JO, intent: 'same' })).toMatchObject({ ok: true })
      await test.pass(60_000)
    }
    const names = events(test)?.map(([event]) => event)
    expect(names).toEqual(['accepted', 'delivered', 'resend-same', 'delivered', 'resend-same', 'delivered'])
  })

  it('keeps an earlier success at its place in the export after a failed attempt to send the document again', async () => {
    const test = await delivered()
    test.wire.answers(ERP, status(503))
    test.outbox.resend('order-1', 'erp', { ...JO, intent: 'same' })
    await test.pass(1_000)
    test.wire.answers(ERP, status(200))
    await test.pass(60_000)
    const { other } = await restored(test)
    for (const { outbox } of [test, other]) {
      const names = outbox.exported('order-1')?.dossier.timeline.map(({ event }) => event)
      expect(names?.slice(0, 3)).toEqual(['delivered', 'resend-same', 'deferred'])
      expect(names?.filter((name) => name !== 'deferred' && name !== 'restored')).toEqual([
        ...['delivered', 'resend-same', 'delivered'],
      ])
    }
    expect(other.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('is in an export with its body and its history, and a restore gives both back', async () => {
    const test = await delivered()
    const { other } = await restored(test)
    expect(readBody(other.sql, 'order-1', 1)).toEqual(readBody(test.sql, 'order-1', 1))
    expect(other.outbox.view('order-1')?.timeline.slice(0, 2)).toEqual(test.outbox.view('order-1')?.timeline)
  })

  it('keeps in a purge a note that says only how the receiver answered', async () => {
    const test = await delivered()
    const before = events(test)
    await test.pass(92 * 86_400_000)
    expect(test.outbox.purge()).toBe(1)
    expect(events(test)).toEqual(before)
  })

  it('loses body, note and event text in a purge, and keeps the event', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.pass(1_000)
    test.sql.all("UPDATE deliveries SET delivered_note = 'It said AB-100.'")
    await test.pass(92 * 86_400_000)
    expect(test.outbox.purge()).toBe(1)
    expect(readBody(test.sql, 'order-1', 1)).toBeNull()
    expect(events(test)?.at(-1)).toEqual(['delivered', 'erp', null])
    expect(test.outbox.view('order-1')?.purgedAt).toBeDefined()
  })
})

describe('a body', () => {
  it('that no row can hold is stored in chunks, read back and purged', async () => {
    const test = testOutbox()
    const body = new Uint8Array(1_500_000).fill(32)
    test.outbox.accept({
      ...submission(test.supplier, { starts: { erp: { state: 'held', reason: 'quantity' } } }),
      body,
    })
    expect(count(test, 'blobs')).toBe(2)
    expect(readBody(test.sql, 'order-1', 1)?.byteLength).toBe(1_500_000)
    test.outbox.discard('order-1', JO)
    await test.pass(92 * 86_400_000)
    expect(test.outbox.purge()).toBe(1)
    expect([readBody(test.sql, 'order-1', 1), count(test, 'blobs')]).toEqual([null, 0])
  })
})
