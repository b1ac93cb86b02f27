import { describe, expect, it } from 'vitest'
import { destination } from '../../../src/outbox/migrations/005-destination.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { cut, hanging, status } from '../../fakes/wire.ts'
import { gathering } from '../batch/gathered.ts'
import { boxed, posted } from './single-route.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const retried = (test: TestOutbox) => test.outbox.retry('order-1', 'erp', { by: 'ann' })
const resent = (test: TestOutbox) => test.outbox.resend('order-1', 'erp', { by: 'ann', intent: 'same' })

describe('what may have arrived, where its route has another transport', () => {
  /** The list of the mailbox, read without a fetch. */
  const offered = (test: TestOutbox): unknown[] =>
    test.outbox
      .listMailbox('erp')
      .map(({ id }) => test.outbox.fetchDocument('erp', id))
      .map((found) => JSON.parse(new TextDecoder().decode(Object(found).bytes)).possibleRepeat)

  it.each([
    { name: 'a line that was cut', answer: cut },
    { name: 'a failure that says nothing of the document', answer: status(500) },
    { name: 'a try that was under way', answer: hanging().answer },
  ])('is marked as a possible repeat, once: $name', async ({ answer }) => {
    const test = testOutbox({ supplier: posted() })
    test.wire.answers(ERP, answer)
    test.accept()
    await test.work()
    test.reopen(boxed())
    test.reopen(boxed())
    await test.pass(HOUR)
    expect(offered(test)).toEqual([true])
    const timeline = test.outbox.view('order-1')?.timeline ?? []
    expect(timeline.filter((entry) => Reflect.get(Object(entry), 'event') === 'written-anew')).toHaveLength(1)
  })

  it('is not marked where nothing can have arrived', async () => {
    const test = testOutbox({ supplier: posted() })
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.work()
    test.reopen(boxed())
    await test.pass(HOUR)
    expect(offered(test)).toEqual([false])
  })

  it('is marked where the transport is the same, and leads to another address', async () => {
    const test = testOutbox({ supplier: posted() })
    test.wire.answers(ERP, cut)
    test.wire.answers(WMS, status(200))
    test.accept()
    await test.work()
    test.reopen(supplierWith({ routes: [httpRoute('erp', WMS)] }))
    await test.pass(HOUR)
    const [first, second] = test.wire.calls
    expect([first, second].map((call) => JSON.parse(call?.body ?? '').possibleRepeat)).toEqual([false, true])
    expect(second?.key).not.toBe(first?.key)
  })

  it('stays the same document where only a setting changed that leads nowhere else', async () => {
    const test = testOutbox({ supplier: posted() })
    test.wire.answers(ERP, cut)
    test.accept()
    await test.work()
    test.wire.answers(ERP, status(200))
    const slower = { kind: 'http', url: ERP, method: 'POST', timeoutSeconds: 50, headers: {} }
    test.reopen(supplierWith({ routes: [httpRoute('erp', ERP, { transport: slower })] }))
    await test.pass(HOUR)
    const [first, second] = test.wire.calls
    expect(second).toMatchObject({ body: first?.body, key: first?.key })
  })

  it('is not marked after an upgrade from storage that remembers the kind alone', async () => {
    const test = testOutbox({ supplier: posted() })
    test.wire.answers(ERP, cut)
    test.accept()
    await test.work()
    test.sql.all(`UPDATE key_values SET value = '{"erp":"http"}' WHERE name = 'transports'`)
    test.wire.answers(ERP, status(200))
    test.reopen()
    await test.pass(HOUR)
    expect(JSON.parse(test.wire.calls[1]?.body ?? '').possibleRepeat).toBe(false)
  })

  it('stays marked when a person sends it by another route and back again', async () => {
    const at = (url: string) =>
      supplierWith({
        routes: [
          httpRoute('erp', url, { whenUncertain: 'hold', fallbacks: [{ route: 'desk', afterMinutes: 600 }] }),
          httpRoute('desk', 'https://desk.example/orders'),
        ],
      })
    const test = testOutbox({ supplier: at(ERP) })
    for (const url of [ERP, WMS]) test.wire.answers(url, cut)
    test.wire.answers('https://desk.example/orders', status(404))
    test.accept()
    await test.work()
    test.reopen(at(WMS))
    for (const act of [
      () => test.outbox.release('order-1', { by: 'ann' }),
      () => test.outbox.sendBy('order-1', 'erp', 'desk', { by: 'ann' }),
      () => test.outbox.sendBy('order-1', 'desk', 'erp', { by: 'ann' }),
    ]) {
      expect(act()).toEqual({ ok: true })
      await test.work()
    }
    const [, second, third, fourth] = test.wire.calls
    expect([third?.url, fourth]).toEqual([
      'https://desk.example/orders',
      expect.objectContaining({ url: WMS, key: second?.key, body: second?.body }),
    ])
    expect(JSON.parse(fourth?.body ?? '').possibleRepeat).toBe(true)
  })

  it('is marked after an upgrade from storage that knows the destinations of its routes only', async () => {
    const test = testOutbox({ supplier: posted() })
    test.wire.answers(ERP, cut)
    test.wire.answers(WMS, status(200))
    test.accept()
    await test.work()
    test.sql.all('ALTER TABLE deliveries DROP COLUMN destination')
    test.sql.all('ALTER TABLE key_values RENAME TO facts')
    destination.up(test.sql)
    test.sql.all('ALTER TABLE facts RENAME TO key_values')
    test.reopen(supplierWith({ routes: [httpRoute('erp', WMS)] }))
    await test.pass(HOUR)
    expect(JSON.parse(test.wire.calls[1]?.body ?? '').possibleRepeat).toBe(true)
  })

  it('is marked when a person releases what was held for it', async () => {
    const held = supplierWith({ routes: [httpRoute('erp', ERP, { whenUncertain: 'hold' })] })
    const test = testOutbox({ supplier: held })
    test.wire.answers(ERP, cut)
    test.accept()
    await test.work()
    test.reopen(boxed())
    expect(test.outbox.release('order-1', { by: 'ann' })).toEqual({ ok: true })
    await test.work()
    expect(offered(test)).toEqual([true])
  })

  it.each([
    { name: 'retries it', state: 'sent', settings: { receipt: 'acknowledgement' }, act: retried },
    { name: 'resends it', state: 'sent', settings: { receipt: 'acknowledgement' }, act: resent },
    { name: 'resends it after its delivery', state: 'delivered', settings: {}, act: resent },
  ])('is marked when it was handed over and a person $name', async ({ state, settings, act }) => {
    const at = (url: string) => supplierWith({ routes: [httpRoute('erp', url, settings)] })
    const test = testOutbox({ supplier: at(ERP) })
    test.wire.answers(ERP, status(200))
    test.wire.answers(WMS, status(200))
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual([`erp v1 ${state} yes`])
    test.reopen(at(WMS))
    test.reopen(at(WMS))
    await test.pass(HOUR)
    expect(act(test)).toEqual({ ok: true })
    await test.work()
    expect(act(test)).toEqual({ ok: true })
    await test.work()
    const [first, second, third] = test.wire.calls
    expect([first, second].map((call) => JSON.parse(call?.body ?? '').possibleRepeat)).toEqual([false, true])
    expect(second?.key).not.toBe(first?.key)
    expect(third).toMatchObject({ url: WMS, body: second?.body, key: second?.key })
  })

  it.each([
    { answer: status(503), marks: [false, false] },
    { answer: cut, marks: [true, true] },
  ])(
    'leaves a document that several orders shared: a mailbox has each by itself, $marks',
    async ({ answer, marks }) => {
      const test = gathering({ orders: 2 })
      test.wire.answers(ERP, answer)
      test.accept({ orderId: 'order-1' })
      test.accept({ orderId: 'order-2' })
      await test.pass(MINUTE)
      test.reopen(boxed({ fileName: 'ORD{sequence:6}.{ext}' }))
      await test.pass(HOUR)
      expect(offered(test)).toEqual(marks)
    },
  )
})
