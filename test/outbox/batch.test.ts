import { describe, expect, it } from 'vitest'
import { keepEvidence } from '../../src/outbox/evidence.ts'
import { utf8 } from '../../src/utf8.ts'
import { MORNING } from '../fakes/clock.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { cut, hanging, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ANN = { by: 'ann' }

const batched = (batch: Record<string, unknown>, settings: Record<string, unknown> = {}) =>
  httpRoute('erp', ERP, { batch, fileName: 'ORD{sequence:6}.{ext}', ...settings })

function gathering(batch: Record<string, unknown>, settings: Record<string, unknown> = {}, supplier = {}): TestOutbox {
  const test = testOutbox({ supplier: supplierWith({ routes: [batched(batch, settings)], ...supplier }) })
  test.wire.answers(ERP, status(200))
  return test
}
const accept = (test: TestOutbox, ...orderIds: string[]) => {
  for (const orderId of orderIds) test.accept({ orderId })
}
/** The orders in each document that was sent: `a b` for two in one. */
const sent = (test: TestOutbox): string[] =>
  test.wire.calls.map(({ body }) =>
    JSON.parse(body)
      .map(({ orderNumber }: { orderNumber: string }) => orderNumber.replace('PO-', ''))
      .join(' '),
  )
const keys = (test: TestOutbox): string[] => test.wire.calls.map(({ key }) => key)
const said = (test: TestOutbox, orderId: string) =>
  test.outbox
    .view(orderId)
    ?.timeline.map((entry) => JSON.stringify(entry))
    .join('\n') ?? ''

describe('orders that wait for one another', () => {
  it('leave as soon as so many wait, in the order in which they came', async () => {
    const test = gathering({ orders: 3, minutes: 60 })
    accept(test, 'a', 'b')
    await test.pass(MINUTE)
    expect(sent(test)).toEqual([])
    accept(test, 'c', 'd')
    await test.work()
    expect(sent(test)).toEqual(['a b c'])
    expect(test.deliveries('b')).toEqual(['erp v1 delivered yes'])
    expect(test.deliveries('d')).toEqual(['erp v1 waiting no'])
  })

  it('leave when the first has waited so long, and the others with it', async () => {
    const test = gathering({ minutes: 15 })
    accept(test, 'a')
    await test.pass(10 * MINUTE)
    accept(test, 'b')
    await test.pass(5 * MINUTE - 1)
    expect(sent(test)).toEqual([])
    await test.pass(1)
    expect(sent(test)).toEqual(['a b'])
  })

  it("leave at set times on the supplier's clock", async () => {
    const test = gathering({ at: ['05:45', '11:00'] })
    accept(test, 'a', 'b')
    await test.pass(HOUR - 1)
    expect(sent(test)).toEqual([])
    await test.pass(1)
    expect(sent(test)).toEqual(['a b'])
    accept(test, 'c')
    await test.pass(18 * HOUR)
    expect(sent(test)).toEqual(['a b'])
    await test.pass(45 * MINUTE)
    expect(sent(test)).toEqual(['a b', 'c'])
  })

  it('never wait up to the warning before the cut-off of any of them', async () => {
    const test = gathering({ at: ['23:00'] }, {}, { calendar: { cutOff: '12:00', warnMinutes: 30 } })
    const cutOff = MORNING + 2 * HOUR
    test.accept({ orderId: 'a', cutOff: null })
    test.accept({ orderId: 'b', cutOff })
    await test.pass(80 * MINUTE - 1)
    expect(sent(test)).toEqual([])
    await test.pass(1)
    expect(sent(test)).toEqual(['a b'])
    expect(test.alerts).toEqual([])
  })

  it('are late only after they should have left', async () => {
    const test = gathering({ at: ['20:00'] })
    test.wire.answers(ERP, status(503))
    accept(test, 'a')
    await test.pass(10 * HOUR - 1)
    expect(test.alerts).toEqual([])
    await test.pass(HOUR)
    expect(test.alerts.map(({ kind }) => kind)).toContain('late')
  })

  it('are told in the timeline and the view what they went with', async () => {
    const test = gathering({ orders: 3, minutes: 60 })
    accept(test, 'a', 'b', 'c')
    await test.work()
    expect(said(test, 'b')).toContain('In interchange 1 with 2 other orders.')
    expect(test.outbox.view('b')?.deliveries[0]).toMatchObject({
      interchange: { number: 1, orders: 3 },
      fileName: 'ORD000001.json',
      controlNumber: 1,
    })
  })

  it('show the whole document, whichever of them is asked for', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    accept(test, 'a', 'b')
    await test.work()
    const text = new TextDecoder().decode(test.outbox.document('b', 'erp', null)?.bytes)
    expect(text).toBe(test.wire.calls[0]?.body)
    expect(test.outbox.document('a', 'erp', 1)?.bytes).toEqual(test.outbox.document('b', 'erp', 1)?.bytes)
  })

  it('keep their time when the route is retried, and leave at once where it has passed', async () => {
    const test = gathering({ at: ['11:00'] })
    test.outbox.pause('erp', ANN)
    accept(test, 'a')
    await test.pass(90 * MINUTE)
    accept(test, 'b')
    test.outbox.resume('erp', ANN)
    test.outbox.retryRoute('erp', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a b'])
    accept(test, 'c')
    test.outbox.retryRoute('erp', ANN)
    await test.pass(HOUR)
    expect(sent(test)).toEqual(['a b'])
  })

  it('leave in as many documents as the most that one may hold makes', async () => {
    const test = gathering({ orders: 2, minutes: 15 })
    test.outbox.pause('erp', ANN)
    accept(test, 'a', 'b', 'c', 'd', 'e')
    await test.pass(MINUTE)
    test.outbox.resume('erp', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a b', 'c d'])
    await test.pass(15 * MINUTE)
    expect(sent(test)).toEqual(['a b', 'c d', 'e'])
  })
})

describe('an interchange', () => {
  it('goes again as it was after a failure, under the same identity, whoever has come since', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    test.wire.answers(ERP, status(503))
    accept(test, 'a', 'b')
    await test.work()
    accept(test, 'c')
    test.wire.answers(ERP, status(200))
    await test.pass(MINUTE)
    expect(sent(test)).toEqual(['a b', 'a b'])
    expect(new Set(keys(test)).size).toBe(1)
    expect(test.deliveries('a')).toEqual(['erp v1 delivered yes'])
    expect(test.deliveries('c')).toEqual(['erp v1 waiting no'])
  })

  it('goes again as it was when the object stopped between sealing and the end of the try', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    test.wire.answers(ERP, hanging().answer)
    accept(test, 'a', 'b')
    await test.work()
    expect(sent(test)).toEqual(['a b'])
    test.reopen()
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    expect(sent(test)).toEqual(['a b', 'a b'])
    expect(new Set(keys(test)).size).toBe(1)
    expect(new Set(test.wire.calls.map(({ body }) => body)).size).toBe(1)
    expect(test.deliveries('b')).toEqual(['erp v1 delivered yes'])
  })

  it('leaves all of its orders to a person when nobody knows whether it arrived, where that is wanted', async () => {
    const test = gathering({ orders: 2, minutes: 60 }, { whenUncertain: 'hold' })
    test.wire.answers(ERP, cut)
    accept(test, 'a', 'b')
    await test.work()
    expect(test.deliveries('a')).toEqual(['erp v1 held/uncertain maybe'])
    expect(test.deliveries('b')).toEqual(['erp v1 held/uncertain maybe'])
  })

  it('is refused for all of them, and all go again together when the route is retried', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    test.wire.answers(ERP, status(422))
    accept(test, 'a', 'b')
    await test.work()
    expect([...test.deliveries('a'), ...test.deliveries('b')]).toEqual(['erp v1 refused no', 'erp v1 refused no'])
    test.wire.answers(ERP, status(200))
    test.outbox.retryRoute('erp', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a b', 'a b'])
    expect(new Set(keys(test)).size).toBe(1)
  })

  it('is given up when one of its orders is not to go any more and nothing of it has left', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    test.wire.answers(ERP, status(503))
    accept(test, 'a', 'b')
    await test.work()
    expect(test.deliveries('a')).toEqual(['erp v1 deferred no'])
    test.accept({ orderId: 'a', content: 7 })
    test.wire.answers(ERP, status(200))
    await test.pass(2 * HOUR)
    expect(test.deliveries('a')).toEqual(['erp v1 superseded no', 'erp v2 delivered yes'])
    expect(test.deliveries('b')).toEqual(['erp v1 delivered yes'])
    expect(sent(test).slice(1).join(' ').split(' ').sort()).toEqual(['a', 'b'])
    expect(said(test, 'b')).toContain('Interchange 1 was given up')
    expect(new Set(keys(test)).size).toBe(keys(test).length)
  })

  it('asks a person about each of the others when one is not to go any more and it may have arrived', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    test.wire.answers(ERP, cut)
    accept(test, 'a', 'b')
    await test.work()
    test.outbox.done('a', 'erp', ANN)
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    expect(sent(test)).toEqual(['a b'])
    expect(test.deliveries('b')).toEqual(['erp v1 held/uncertain maybe'])
    test.outbox.release('b', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a b', 'b'])
    expect(JSON.parse(test.wire.calls[1]?.body ?? '')[0]).toMatchObject({ possibleRepeat: true })
  })

  it('is not sent again for one of them: that one goes alone, in a document of its own', async () => {
    const test = gathering({ orders: 3, minutes: 60 })
    accept(test, 'a', 'b', 'c')
    await test.work()
    test.outbox.resend('b', 'erp', { ...ANN, intent: 'same' })
    await test.work()
    expect(sent(test)).toEqual(['a b c', 'b'])
    expect(new Set(keys(test)).size).toBe(2)
    expect(test.outbox.view('b')?.deliveries[0]).toMatchObject({ controlNumber: 2, state: 'delivered' })
    expect(said(test, 'b')).toContain('In interchange 2, alone.')
  })

  it('that was refused goes by itself where a person tries one of its orders', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    test.wire.answers(ERP, status(422))
    accept(test, 'a', 'b')
    await test.work()
    test.wire.answers(ERP, status(200))
    test.outbox.retry('a', 'erp', ANN)
    await test.work()
    test.outbox.retryRoute('erp', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a b', 'a', 'b'])
  })

  it('that waits to be tried again is tried again whole', async () => {
    const test = gathering({ orders: 2, minutes: 60 }, { retry: { delaysSeconds: [3600], giveUpAfterHours: 9 } })
    test.wire.answers(ERP, status(503))
    accept(test, 'a', 'b')
    await test.work()
    test.wire.answers(ERP, status(200))
    test.outbox.retry('b', 'erp', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a b', 'a b'])
    expect(new Set(keys(test)).size).toBe(1)
  })

  it('is not waited for by what cancels one of its orders', async () => {
    const test = gathering({ at: ['10:30'] }, { cancellations: 'send', order: 'customer' })
    accept(test, 'a', 'b')
    await test.pass(45 * MINUTE)
    accept(test, 'c')
    expect(test.outbox.cancel('a', 'erp', ANN)).toMatchObject({ ok: true })
    await test.work()
    expect(sent(test)).toEqual(['a b', 'a'])
    expect(JSON.parse(test.wire.calls[1]?.body ?? '')[0]).toMatchObject({ purpose: 'cancellation' })
    expect(test.deliveries('c')).toEqual(['erp v1 waiting no'])
  })

  it('is not waited for by an order that is released after its cut-off', async () => {
    const test = gathering({ at: ['10:30'] }, {}, { calendar: { cutOff: '12:00' } })
    const held = { erp: { state: 'held', reason: 'no-delivery-day' } } as const
    test.accept({ orderId: 'a', cutOff: MORNING - MINUTE, starts: held })
    await test.pass(HOUR)
    test.outbox.release('a', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a'])
  })

  it('is not waited for by an order that a person would have go now', async () => {
    const test = gathering({ orders: 3, minutes: 60 })
    accept(test, 'a', 'b')
    await test.work()
    test.outbox.retry('b', 'erp', ANN)
    await test.work()
    expect(sent(test)).toEqual(['b'])
    expect(test.deliveries('a')).toEqual(['erp v1 waiting no'])
  })
})

describe('a document that would be too long', () => {
  it('is sealed with fewer orders, and the others go in the next', async () => {
    const test = gathering({ orders: 3, minutes: 15 })
    const big = (orderId: string) =>
      test.accept({
        orderId,
        body: bodyOf(postedOrder({ id: orderId, order_number: `PO-${orderId}`, order_remarks: 'x'.repeat(400_000) })),
      })
    for (const orderId of ['a', 'b', 'c']) big(orderId)
    await test.pass(15 * MINUTE)
    expect(sent(test)).toEqual(['a b', 'c'])
    expect(test.wire.calls.every(({ body }) => body.length <= 1_048_576)).toBe(true)
  })

  it('is sealed with the one that is too long for any other', async () => {
    const test = gathering({ orders: 2, minutes: 15 })
    for (const orderId of ['a', 'b'])
      test.accept({
        orderId,
        body: bodyOf(postedOrder({ id: orderId, order_number: `PO-${orderId}`, order_remarks: 'x'.repeat(900_000) })),
      })
    await test.pass(15 * MINUTE)
    expect(sent(test)).toEqual(['a', 'b'])
  })
})

describe('orders that differ in what a document says of all of them', () => {
  it('go in documents of their own, and one customer\u2019s in the order in which they came', async () => {
    const document = {
      format: 'tradacoms-orders-9',
      sender: { id: '5412345000020' },
      recipient: { id: '5412345000013' },
    }
    const customers = [
      { customer: 'C-77', soldTo: 'HEAD-1' },
      { customer: 'C-88', soldTo: 'HEAD-2' },
    ]
    const test = gathering({ minutes: 15 }, { document, order: 'customer' }, { customers })
    for (const [orderId, customer] of [
      ['a', 'C-77'],
      ['b', 'C-88'],
      ['c', 'C-77'],
    ] as const)
      test.accept({
        orderId,
        customer,
        body: bodyOf(
          postedOrder({ id: orderId, order_number: `PO-${orderId.toUpperCase()}`, supplier_customer_number: customer }),
        ),
      })
    await test.pass(20 * MINUTE)
    const held = test.wire.calls.map(({ body }) => (body.match(/ORD=PO-\w/g) ?? []).join(' '))
    expect(held).toEqual(['ORD=PO-A ORD=PO-C', 'ORD=PO-B'])
  })
})

describe('what is kept beside it', () => {
  it('is the proof of its receipt, which every one of its orders shows', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    accept(test, 'a', 'b')
    await test.work()
    const evidence = { bytes: utf8('signed'), digest: 'd1' }
    const receipt = { outcome: 'delivered', note: 'Signed.', evidence } as const
    keepEvidence(test.sql, { orderId: '', version: 1, route: 'erp' }, 'answered', evidence, receipt, MORNING)
    for (const orderId of ['a', 'b']) {
      expect(test.outbox.view(orderId)?.deliveries[0]?.receipts).toMatchObject([{ number: 1, note: 'Signed.' }])
      expect(test.outbox.receipt(orderId, 'erp', null, null)?.bytes).toEqual(evidence.bytes)
    }
  })

  it('is let go of with the last of its orders', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    accept(test, 'a', 'b')
    await test.work()
    test.accept({ orderId: 'b', content: 9 })
    test.outbox.discard('b', ANN)
    const pieces = () => test.sql.all("SELECT 1 FROM pieces WHERE order_id = ''").length
    test.clock.advance(91 * 24 * HOUR)
    test.sql.all("UPDATE versions SET accepted_at = ? WHERE order_id = 'b' AND version = 2", test.clock.now())
    expect([test.outbox.purge(), pieces()]).toEqual([1, 1])
    test.clock.advance(91 * 24 * HOUR)
    expect([test.outbox.purge(), pieces()]).toEqual([1, 0])
  })

  it('goes at once where one of them is erased, and with none while one of them may still be sent', async () => {
    const test = gathering({ orders: 2, minutes: 60 }, { whenUncertain: 'hold' })
    test.wire.answers(ERP, cut)
    accept(test, 'a', 'b')
    await test.work()
    test.outbox.done('a', 'erp', ANN)
    expect(test.outbox.erase('a', ANN)).toMatchObject({ ok: false })
    test.outbox.done('b', 'erp', ANN)
    expect(test.outbox.erase('a', ANN)).toMatchObject({ ok: true })
    expect(test.outbox.document('b', 'erp', null)).toBeNull()
    expect(test.sql.all("SELECT * FROM pieces WHERE order_id = ''")).toEqual([])
  })
})

describe('who is not in it', () => {
  it('is what was superseded, held, withdrawn or discarded before', async () => {
    const test = gathering({ minutes: 30 })
    accept(test, 'a', 'b', 'c', 'd')
    await test.work()
    test.accept({ orderId: 'a', content: 5 })
    test.outbox.discardOn('b', 'erp', ANN)
    test.accept({ orderId: 'e', starts: { erp: { state: 'held', reason: 'quantity' } } })
    await test.pass(30 * MINUTE)
    expect(sent(test)).toEqual(['a c d'])
    expect(JSON.parse(test.wire.calls[0]?.body ?? '')[0]).toMatchObject({ version: 2 })
  })

  it('is a second version of one order', async () => {
    const test = gathering({ orders: 2, minutes: 30 }, { revisions: 'replace' })
    const erp = hanging()
    test.wire.answers(ERP, erp.answer)
    accept(test, 'a', 'b')
    await test.work()
    test.accept({ orderId: 'a', content: 9 })
    accept(test, 'c')
    await test.pass(MINUTE / 4)
    expect(sent(test)).toEqual(['a b'])
    erp.end(new Response())
    await test.work()
    expect(sent(test)).toEqual(['a b', 'a c'])
    expect(JSON.parse(test.wire.calls[1]?.body ?? '')[0]).toMatchObject({ version: 2, purpose: 'replacement' })
  })

  it('is one that cannot be written: it is held and told, and holds up no other', async () => {
    const test = gathering({ orders: 3, minutes: 30 })
    accept(test, 'a', 'b')
    await test.work()
    test.sql.all("UPDATE pieces SET bytes = x'00' WHERE order_id = 'b' AND route = ''")
    accept(test, 'c')
    await test.work()
    expect(sent(test)).toEqual(['a c'])
    expect(test.deliveries('b')).toEqual(['erp v1 held/fault no'])
    expect(test.alerts.map(({ kind, orderId }) => `${kind} ${orderId}`)).toContain('fault b')
  })

  it('is one that came too late to be sent', async () => {
    const test = gathering({ at: ['10:30'] }, {}, { maxAgeHours: 1 })
    accept(test, 'a')
    await test.work()
    test.outbox.pause('erp', ANN)
    await test.pass(50 * MINUTE)
    accept(test, 'b')
    await test.pass(20 * MINUTE)
    test.outbox.resume('erp', ANN)
    await test.pass(24 * HOUR)
    expect(test.deliveries('a')).toEqual(['erp v1 held/stale no'])
  })
})

describe('beside what else an order may wait for', () => {
  it('is not gathered before the time that a chef has for correcting it', async () => {
    const test = gathering({ orders: 2, minutes: 30 }, { shipAfterSeconds: 600 })
    accept(test, 'a', 'b')
    await test.pass(9 * MINUTE)
    expect(sent(test)).toEqual([])
    accept(test, 'c')
    await test.pass(MINUTE)
    expect(sent(test)).toEqual(['a b'])
    await test.pass(40 * MINUTE)
    expect(sent(test)).toEqual(['a b', 'c'])
  })

  it('goes with others where nobody has confirmed it and it leaves all the same', async () => {
    const test = gathering({ minutes: 30 }, { unconfirmed: { policy: 'ship', shipAfterSeconds: 60 } })
    test.accept({ orderId: 'a', unconfirmed: true, starts: { erp: { state: 'held', reason: 'unconfirmed' } } })
    accept(test, 'b')
    await test.pass(31 * MINUTE)
    expect(sent(test)).toEqual(['a b'])
    expect(test.deliveries('a')).toEqual(['erp v1 delivered yes'])
    expect(said(test, 'a')).toContain('it leaves all the same')
  })
})

describe('what was begun before its route had batches', () => {
  const alone = supplierWith({ routes: [httpRoute('erp', ERP)] })
  const together = supplierWith({ routes: [batched({ minutes: 15 })] })

  it.each(['sending', 'deferred', 'uncertain'])('goes on alone, though nothing was written yet: %s', async (state) => {
    const test = testOutbox({ supplier: alone })
    test.wire.answers(ERP, status(200))
    accept(test, 'a')
    test.sql.all('UPDATE deliveries SET state = ?, attempts = 1', state)
    test.reopen(together)
    await test.pass(HOUR)
    expect(test.deliveries('a')).toEqual([expect.stringContaining('delivered yes')])
  })

  it('goes again as it was, whatever a person has done about it', async () => {
    const test = testOutbox({ supplier: alone })
    test.wire.answers(ERP, cut)
    accept(test, 'a')
    test.outbox.retry('a', 'erp', ANN)
    await test.work()
    expect(test.deliveries('a')).toEqual(['erp v1 uncertain maybe'])
    test.wire.answers(ERP, status(200))
    test.reopen(together)
    test.outbox.retry('a', 'erp', ANN)
    await test.work()
    expect(test.deliveries('a')).toEqual(['erp v1 delivered yes'])
    expect(keys(test)).toHaveLength(2)
    expect(new Set(keys(test)).size).toBe(1)
  })
})
