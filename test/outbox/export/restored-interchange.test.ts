import { describe, expect, it } from 'vitest'
import { storeReceipt } from '../../../src/outbox/answers/receipts.ts'
import { INTERCHANGE } from '../../../src/outbox/blobs.ts'
import { utf8 } from '../../../src/text/utf8.ts'
import { contrl } from '../../fakes/acknowledgements.ts'
import { MORNING } from '../../fakes/clock.ts'
import { EDIFACT, ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { cut, status } from '../../fakes/wire.ts'
import { JO, restored } from './restored.ts'

const MINUTE = 60_000

const utf8Text = (bytes?: Uint8Array): string => new TextDecoder().decode(bytes)

describe('an order restored from an export', () => {
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
    expect(other.outbox.view('a')?.deliveries[0]).toMatchObject({ state: 'delivered', controlNumber: 1002 })
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
    storeReceipt(test.sql, { orderId: INTERCHANGE, version: 1, route: 'erp' }, 'answered', evidence, receipt, MORNING)
    const { other } = await restored(test)
    for (const orderId of ['a', 'b']) {
      const [before, after] = [test, other].map(({ outbox }) => outbox.view(orderId)?.deliveries[0]?.receipts)
      expect(after).toEqual(before)
      expect(other.outbox.receipt(orderId, 'erp', null, null)?.bytes).toEqual(evidence.bytes)
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
    expect(other.hear(contrl('1', '7', ['UCM+1+ORDERS:D:96A:UN+4'])).matched).toEqual([])
    expect(['a', 'b', 'c'].flatMap((orderId) => other.deliveries(orderId))).toEqual(
      Array(3).fill('erp v1 delivered yes'),
    )
    await other.work()
    expect(other.alerts.map(({ kind }) => kind)).toContain('unmatched-acknowledgement')
    other.wire.answers(ERP, status(200))
    for (const orderId of ['d', 'e', 'f']) other.accept({ orderId })
    await other.work()
    expect(other.outbox.view('d')?.deliveries[0]?.controlNumber).toBe(1002)
  })
})
