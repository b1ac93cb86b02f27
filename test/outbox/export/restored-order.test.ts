import { describe, expect, it } from 'vitest'
import { createDice } from '../../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../../src/cli/fake-apicbase/orders.ts'
import { isSettled } from '../../../src/model/delivery-state.ts'
import { contrl } from '../../fakes/acknowledgements.ts'
import { MORNING } from '../../fakes/clock.ts'
import { eventually } from '../../fakes/eventually.ts'
import { EDIFACT, ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { pollingGateway } from '../../fakes/polling-gateway.ts'
import { putInto, STATES } from '../../fakes/states.ts'
import { cut, status } from '../../fakes/wire.ts'
import { exported, ids, JO, restored } from './restored.ts'

const MINUTE = 60_000

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
    await eventually(() => expect(before.delivered()).toHaveLength(40))
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
      httpRoute('erp', ERP, { document: EDIFACT, acknowledgements: { token: 'ACK' }, receipt: 'acknowledgement' }),
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
      expect(other.outbox.view('d')?.deliveries[0]?.controlNumber).toBe(1004)
      expect(other.hear(contrl('2'))).toMatchObject({ matched: [{ orderNumber: 'PO-b' }] })
    }
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
    expect(other.alerts.map(({ kind }) => kind)).toEqual(['held', 'resolved'])
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
    expect(other.outbox.events(9).rows).toMatchObject([
      { by: 'jo', action: 'restore', note: 'orders restored: 3, held: 0. The account was lost.' },
    ])
  })
})
