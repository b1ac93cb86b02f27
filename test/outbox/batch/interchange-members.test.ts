import { describe, expect, it } from 'vitest'
import { bodyOf, ERP, postedOrder } from '../../fakes/orders.ts'
import { hanging } from '../../fakes/wire.ts'
import { accept, gathering, sent } from './gathered.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ANN = { by: 'ann' }

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

describe('who is not in an interchange', () => {
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
    test.sql.all("UPDATE versions SET body = x'00' WHERE order_id = 'b'")
    accept(test, 'c')
    await test.work()
    expect(sent(test)).toEqual(['a c'])
    expect(test.deliveries('b')).toEqual(['erp v1 held/fault no'])
    expect(test.alerts.map(({ kind, orderId }) => `${kind} ${orderId}`)).toContain('internal-error b')
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

describe('a document that may not be sent again', () => {
  it('holds each of its orders, and the desk is alerted about each of them', async () => {
    const test = gathering({ orders: 2, minutes: 15 }, { whenUncertain: 'hold' })
    test.wire.answers(ERP, hanging().answer)
    accept(test, 'a', 'b')
    await test.work()
    // The object stops during the attempt, so the lease ends without a result.
    test.reopen()
    await test.pass(10 * MINUTE)
    for (const orderId of ['a', 'b']) expect(test.deliveries(orderId)).toEqual(['erp v1 held/uncertain maybe'])
    const held = test.alerts.filter(({ kind, cause }) => kind === 'held' && cause === 'uncertain')
    expect(held.flatMap(({ orderId, orders = [] }) => [orderId, ...orders.map((order) => order.orderId)])).toEqual(
      expect.arrayContaining(['a', 'b']),
    )
  })
})
