import { describe, expect, it } from 'vitest'
import { ordrsp } from '../../fakes/acknowledgements.ts'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { waiting as acknowledged } from '../answers/acknowledged-order.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const BY = { by: 'An', note: 'A test.' }
const desk = httpRoute('desk', WMS, {
  document: DESK_MAIL,
})
const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 30 }] })

/** Tuesday 24 November 2026, 10:00 in Brussels; the first statement is due at 18:00. */
function working(settings: Record<string, unknown> = {}) {
  const test = testOutbox({ supplier: supplierWith(settings) })
  test.wire.answers(ERP, status(200))
  test.wire.answers(WMS, status(200))
  test.outbox.makeStatements()
  return test
}

async function statementOf(test: TestOutbox, date: string) {
  const [due] = [Date.parse(`${date}T17:00:00Z`)]
  await test.pass(due - test.clock.now())
  test.outbox.makeStatements()
  return test.outbox.statementsOn(date)[0]
}

describe('the counts of a statement', () => {
  it('have no cancelled order among those that arrived', async () => {
    const test = working({ cancellations: 'send' })
    for (const orderId of ['order-1', 'order-2']) test.accept({ orderId })
    await test.pass(MINUTE)
    test.outbox.cancel('order-1', 'erp', BY)
    expect(await statementOf(test, '2026-11-24')).toMatchObject({ received: 2, delivered: 1, discarded: 1 })
  })

  it('have an order that the chef changed after a cancellation among those that arrived', async () => {
    const test = working({ cancellations: 'send', revisions: 'replace' })
    test.accept()
    await test.pass(MINUTE)
    test.outbox.cancel('order-1', 'erp', BY)
    await test.pass(MINUTE)
    test.accept({ content: 3 })
    if (test.outbox.view('order-1')?.state === 'held') test.outbox.release('order-1', { ...BY, as: 'original' })
    await test.pass(MINUTE)
    expect(test.deliveries().at(-1)).toBe('erp v3 delivered yes')
    expect(await statementOf(test, '2026-11-24')).toMatchObject({ received: 1, delivered: 1, discarded: 0 })
  })
})

describe('an order that the ERP refuses after the cut, and that a mail brings', () => {
  it('stands in each later statement until a person reports it', async () => {
    const test = working({ routes: [erp, desk] })
    await test.pass(8 * HOUR - MINUTE)
    test.wire.answers(ERP, status(503))
    test.accept({ deliveryDate: '2026-11-27' })
    expect(await statementOf(test, '2026-11-24')).toMatchObject({ refusedBefore: 0, waitingCount: 1 })
    test.wire.answers(ERP, status(422))
    const named = { refusedBefore: 1, refusedBeforeOrders: [{ orderId: 'order-1', orderNumber: 'PO-order-1' }] }
    const second = await statementOf(test, '2026-11-25')
    expect(test.deliveries()).toContain('desk v1 delivered yes')
    expect(second).toMatchObject({ received: 0, delivered: 0, ...named })
    expect(second?.text).toContain('PO-order-1')
    expect(await statementOf(test, '2026-11-26')).toMatchObject(named)
    test.outbox.done('order-1', 'erp', BY)
    expect(await statementOf(test, '2026-11-27')).toMatchObject({ refusedBefore: 0, refusedBeforeOrders: [] })
  })
})

describe('the reason of an order that waits', () => {
  it.each<[string, (test: TestOutbox) => Promise<unknown> | unknown, RegExp]>([
    ['is paused', (test) => test.outbox.pause('erp', BY), /^route erp is paused: /],
    ['refuses', (test) => test.wire.answers(ERP, status(422)), /^refused on route erp: /],
    ['answers 500', (test) => test.wire.answers(ERP, status(500)), /^not delivered yet on route erp\. .*500/],
  ])('is of the ERP that %s, not of a mailbox or a copy next to it', async (_, play, why) => {
    const archive = httpRoute('archive', WMS, { document: desk.document })
    const test = working({ routes: [archive, mailboxRoute('box'), httpRoute('erp', ERP)] })
    test.outbox.pause('archive', BY)
    await play(test)
    test.accept()
    await test.pass(MINUTE)
    const [order] = (await statementOf(test, '2026-11-24'))?.waiting ?? []
    expect(order?.route).toBe('erp')
    expect(order?.why).toMatch(why)
  })

  it('says that the ERP accepted the order, but not as ordered', async () => {
    const test = working({
      routes: [httpRoute('erp', ERP, { document: EDIFACT, ...acknowledged }), mailboxRoute('box')],
    })
    test.accept()
    await test.pass(MINUTE)
    test.hear(ordrsp('PO-order-1', '4', ['LIN+1+3']))
    const [order] = (await statementOf(test, '2026-11-24'))?.waiting ?? []
    expect(order?.why).toMatch(/^accepted on route erp, but not as ordered: .*Line '1': changed/)
  })

  it('is of the ERP that refused the order, which only a mail has, while a mailbox waits', async () => {
    const test = working({ routes: [mailboxRoute('box'), erp, desk] })
    test.wire.answers(ERP, () => new Response('Customer blocked', { status: 422 }))
    test.accept()
    await test.pass(31 * MINUTE)
    expect(test.deliveries()).toContain('desk v1 delivered yes')
    const waiting = async () => (await statementOf(test, '2026-11-24'))?.waiting.map(({ route, why }) => [route, why])
    expect(await waiting()).toEqual([['erp', expect.stringMatching(/^refused on route erp: .*Customer blocked/)]])
    test.outbox.done('order-1', 'erp', BY)
    const [reported] = (await statementOf(test, '2026-11-25'))?.waiting ?? []
    expect(reported?.route).toBe('box')
  })

  it('is of the ERP whose circuit is open', async () => {
    const test = working({ routes: [mailboxRoute('box'), httpRoute('erp', ERP)] })
    test.wire.answers(ERP, status(500))
    for (let at = 0; at < 6; at++) test.accept({ orderId: `earlier-${at}` })
    await test.pass(30 * MINUTE)
    test.accept({ orderId: 'last' })
    const statement = await statementOf(test, '2026-11-24')
    expect(statement?.waiting.map(({ route }) => route)).toEqual(Array(7).fill('erp'))
  })
})

describe('a person’s word in a statement', () => {
  it('discards a change, not the order', async () => {
    const test = working()
    test.accept()
    await test.pass(MINUTE)
    test.accept({ content: 3 })
    test.outbox.discard('order-1', BY)
    test.accept({ orderId: 'order-2', starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.outbox.discard('order-2', BY)
    const statement = await statementOf(test, '2026-11-24')
    expect(statement).toMatchObject({ received: 2, delivered: 1, discarded: 1 })
    expect(statement?.byHand.map(({ orderId, action }) => [orderId, action])).toEqual([
      ['order-1', 'discard-part'],
      ['order-2', 'discard'],
    ])
    expect(statement?.text).toContain('PO-order-1: discarded in part by An. The order stands. A test.')
    expect(statement?.text).toContain('PO-order-2: discarded by An. A test.')
  })
})

describe('the board of cut-offs', () => {
  it('counts neither a discarded nor a cancelled order, and counts an order of which only a change was discarded', async () => {
    const test = working({ cancellations: 'send', routes: [erp, desk] })
    const cutOff = test.clock.now() + 2 * HOUR
    for (const orderId of ['there', 'cancelled', 'changed']) test.accept({ orderId, cutOff })
    test.accept({ orderId: 'held', cutOff, starts: { erp: { state: 'held', reason: 'quantity' } } })
    await test.pass(MINUTE)
    test.wire.answers(ERP, status(422))
    for (const orderId of ['refused', 'mailed']) test.accept({ orderId, cutOff })
    await test.pass(MINUTE)
    test.wire.answers(ERP, status(200))
    test.outbox.cancel('cancelled', 'erp', BY)
    test.accept({ orderId: 'changed', content: 3, cutOff })
    for (const orderId of ['held', 'changed']) test.outbox.discard(orderId, BY)
    test.outbox.discard('refused', { ...BY, mailed: true })
    await test.pass(MINUTE)
    expect(test.outbox.deskCutOffs()).toMatchObject([{ orders: 3, missing: 0, elsewhere: 1 }])
  })
})
