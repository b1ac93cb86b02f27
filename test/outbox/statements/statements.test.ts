import { describe, expect, it } from 'vitest'
import { statementWording } from '../../../templates/statements.ts'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'

const HOUR = 3_600_000
const at = (text: string): number => Date.parse(text)

/** Tuesday 24 November 2026, 10:00 in Brussels; the first statement is due at 18:00. */
function working(settings: Record<string, unknown> = {}) {
  const test = testOutbox({ supplier: supplierWith(settings) })
  test.wire.answers(ERP, () => new Response())
  test.outbox.makeStatements()
  return test
}

const sent = (test: ReturnType<typeof working>) => test.alerts.filter(({ kind }) => kind === 'statement')

/** Runs a poll that reads the whole list, as `sources/poll.ts` does. */
function audit(test: ReturnType<typeof working>, listed: readonly string[]): void {
  const begun = test.outbox.beginPoll(1_000)
  if (!begun) throw new Error('A run is under way.')
  expect(begun.auditFrom).not.toBeNull()
  test.outbox.findChanged(listed.map((orderId) => ({ orderId, digest: '' })))
  const complete = { startedAt: test.clock.now(), audit: true }
  test.outbox.endPoll(begun.run, { sweep: null, complete, failure: null, newest: null, missed: [] })
}

describe('the daily statement', () => {
  it('is made once at its time, also when all is well, and sent', async () => {
    const test = working()
    test.accept()
    await test.pass(8 * HOUR - 1)
    test.outbox.makeStatements()
    expect(sent(test)).toEqual([])
    await test.pass(1)
    test.outbox.makeStatements()
    test.outbox.makeStatements()
    await test.pass(0)
    expect(sent(test).map(({ text }) => text)).toEqual([
      'Statement 1 of Tuesday 24 November 2026: Fresco Foods\nReceived 1, delivered 1.\nNothing is waiting.',
    ])
  })

  it('counts from 1 without a gap, one a day, and says so where it comes late', async () => {
    const test = working()
    await test.pass(3 * 24 * HOUR)
    test.outbox.makeStatements()
    await test.pass(0)
    expect(sent(test).map(({ text }) => text.split('\n')[0])).toEqual([
      'Statement 1 of Tuesday 24 November 2026: Fresco Foods',
      'Statement 2 of Wednesday 25 November 2026: Fresco Foods',
      'Statement 3 of Thursday 26 November 2026: Fresco Foods',
    ])
    expect(sent(test).map(({ text }) => text.includes('made late: Friday 27 November at 10:00'))).toEqual([
      true,
      true,
      true,
    ])
  })

  it('begins with its first window where it is switched on late: what came and was settled before is no news', async () => {
    const test = testOutbox({ supplier: supplierWith({ statement: false }) })
    test.wire.answers(ERP, () => new Response(null, { status: 422 }))
    for (const orderId of ['a', 'b']) {
      test.accept({ orderId, placedAt: test.clock.now() })
      await test.pass(HOUR)
      test.outbox.done(orderId, 'erp', { by: 'An', note: 'Keyed in.' })
    }
    await test.pass(30 * 24 * HOUR)
    test.reopen(supplierWith())
    test.outbox.beginPoll(1)
    test.accept({ orderId: 'c', placedAt: test.clock.now() })
    await test.pass(24 * HOUR)
    test.outbox.makeStatements()
    const [statement] = test.outbox.statementsOn('2026-12-24')
    expect(statement).toMatchObject({ number: 1, received: 1, late: 0, byHand: [] })
  })

  it('counts an order that was refused first where it was placed, not where it came', async () => {
    const test = working()
    const placedAt = at('2026-11-24T16:59:00Z')
    const refused = { orderId: 'a', orderNumber: 'A', customer: 'C', body: new Uint8Array(1), problems: '[]' }
    await test.pass(8 * HOUR - 30_000)
    test.outbox.keepRefused(refused)
    await test.pass(60_000)
    test.accept({ orderId: 'a', placedAt, source: 'poll' })
    test.outbox.makeStatements()
    expect(test.outbox.statementsOn('2026-11-24')).toMatchObject([{ number: 1, received: 1, refused: 0 }])
  })

  it('names each order that waits, whenever it came, and why', async () => {
    const test = working()
    test.wire.answers(ERP, () => new Response(null, { status: 422 }))
    test.accept()
    test.accept({ orderId: 'order-2', starts: { erp: { state: 'held', reason: 'unknown-customer' } } })
    await test.pass(8 * HOUR)
    test.outbox.makeStatements()
    const [first] = test.outbox.statementsOn('2026-11-24')
    expect(first).toMatchObject({ number: 1, received: 2, delivered: 0, waitingCount: 2, complete: false })
    expect(first?.waiting.map(({ orderNumber, state, why }) => [orderNumber, state, why])).toEqual([
      ['PO-order-2', 'held', 'held: the customer is not in the table.'],
      ['PO-order-1', 'pending', expect.stringContaining('refused on route erp: ')],
    ])
    await test.pass(24 * HOUR)
    test.outbox.makeStatements()
    expect(test.outbox.statementsOn('2026-11-25')).toMatchObject([{ number: 2, received: 0, waitingCount: 2 }])
  })

  it('counts as discarded an order that may have arrived before a person discarded it', async () => {
    const test = working()
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.sql.all("UPDATE deliveries SET reached = 'maybe'")
    test.outbox.discard('order-1', { by: 'Bo', note: 'A mistake of the chef.' })
    await test.pass(8 * HOUR)
    test.outbox.makeStatements()
    expect(test.outbox.statementsOn('2026-11-24')).toMatchObject([{ received: 1, delivered: 0, discarded: 1 }])
  })

  it('counts as discarded an order of which only a copy left, and as arrived what the ERP reported after a discard', async () => {
    const desk = httpRoute('desk', WMS, {
      document: DESK_MAIL,
    })
    const test = working({ routes: [httpRoute('erp', ERP), desk] })
    test.wire.answers(WMS, () => new Response())
    for (const orderId of ['order-1', 'order-2', 'order-3']) {
      test.accept({ orderId, starts: { erp: { state: 'held', reason: 'unwritable' } } })
      await test.pass(1_000)
      test.outbox.discard(orderId, { by: 'Bo', note: 'A mistake of the chef.' })
    }
    test.sql.all(
      "UPDATE deliveries SET state = 'superseded', reached = 'yes' WHERE order_id = 'order-2' AND route = 'erp'",
    )
    test.sql.all(
      "UPDATE deliveries SET state = 'discarded', reached = 'no' WHERE order_id = 'order-2' AND route = 'desk'",
    )
    await test.pass(8 * HOUR)
    test.outbox.makeStatements()
    expect(test.outbox.statementsOn('2026-11-24')).toMatchObject([{ received: 3, delivered: 1, discarded: 2 }])
  })

  it('tells whose word settled an order, and why', async () => {
    const test = working()
    test.wire.answers(ERP, () => new Response(null, { status: 422 }))
    test.accept()
    test.accept({ orderId: 'order-2', starts: { erp: { state: 'held', reason: 'quantity' } } })
    await test.pass(HOUR)
    test.outbox.done('order-1', 'erp', { by: 'An', note: 'Keyed in.' })
    test.outbox.discard('order-2', { by: 'Bo', note: 'A mistake of the chef.' })
    await test.pass(7 * HOUR)
    test.outbox.makeStatements()
    const [statement] = test.outbox.statementsOn('2026-11-24')
    expect(statement).toMatchObject({ received: 2, delivered: 1, discarded: 1, waitingCount: 0, complete: true })
    expect(statement?.text).toContain('PO-order-1, route erp: done by An. Keyed in.')
    expect(statement?.text).toContain('PO-order-2: discarded by Bo. A mistake of the chef.')
    await test.pass(24 * HOUR)
    test.outbox.makeStatements()
    expect(test.outbox.statementsOn('2026-11-25')[0]?.byHand).toEqual([])
  })

  it('counts an order by when it was placed, and tells of one that came after its day’s statement', async () => {
    const test = working()
    await test.pass(8 * HOUR + 1_000)
    test.accept({ orderId: 'in-time', placedAt: at('2026-11-24T16:59:59Z') })
    test.accept({ orderId: 'after', placedAt: at('2026-11-24T17:00:00Z') })
    test.outbox.makeStatements()
    test.accept({ orderId: 'late', placedAt: at('2026-11-24T12:00:00Z') })
    await test.pass(24 * HOUR)
    test.outbox.makeStatements()
    expect(test.outbox.statementsOn('2026-11-24')).toMatchObject([{ received: 1, late: 0 }])
    expect(test.outbox.statementsOn('2026-11-25')).toMatchObject([{ received: 1, late: 1 }])
  })

  it('waits for what the order API lists, compares, and goes without it after an hour', async () => {
    const api = { clientId: 'API_ID', clientSecret: 'API_SECRET', since: '2026-11-01' }
    const test = working({ api })
    test.accept()
    test.accept({ orderId: 'order-2' })
    await test.pass(8 * HOUR)
    test.outbox.makeStatements()
    expect(test.outbox.statementsOn('2026-11-24')).toMatchObject([{ number: null }])
    audit(test, ['order-1'])
    test.outbox.makeStatements()
    const [compared] = test.outbox.statementsOn('2026-11-24')
    expect(compared).toMatchObject({ number: 1, apicbase: 1, received: 2, unlisted: [{ orderId: 'order-2' }] })
    expect(compared?.text).toContain('Apicbase 1, received 2, delivered 2.')
    expect(compared?.text).toMatch(/Apicbase does not list 1 .*: PO-order-2\./m)
    await test.pass(24 * HOUR + HOUR + 1)
    test.outbox.makeStatements()
    expect(test.outbox.statementsOn('2026-11-25')).toMatchObject([{ number: 2, apicbase: null }])
  })

  it('of a day that is not over says what there is so far', async () => {
    const test = working()
    test.accept()
    await test.pass(HOUR)
    expect(test.outbox.statementsOn('2026-11-24')).toMatchObject([{ number: null, received: 1, delivered: 1 }])
    expect(test.outbox.statementsOn('2026-11-23')).toEqual([])
  })

  it('is not made up for of the days on which it was switched off', async () => {
    const test = working()
    await test.pass(9 * HOUR)
    test.outbox.makeStatements()
    test.reopen(supplierWith({ statement: false }))
    for (let day = 0; day < 60; day++) {
      test.accept({ orderId: `off-${day}` })
      await test.pass(24 * HOUR)
      test.outbox.makeStatements()
    }
    test.reopen(supplierWith())
    test.accept({ orderId: 'on' })
    for (let day = 0; day < 2; day++) {
      await test.pass(24 * HOUR)
      test.outbox.makeStatements()
    }
    await test.pass(0)
    expect(sent(test).map(({ text }) => text.split('\n')[0])).toEqual([
      'Statement 1 of Tuesday 24 November 2026: Fresco Foods',
      'Statement 2 of Sunday 24 January 2027: Fresco Foods',
      'Statement 3 of Monday 25 January 2027: Fresco Foods',
    ])
  })

  it('is not made for a supplier who wants none', async () => {
    const test = working({ statement: false })
    await test.pass(48 * HOUR)
    test.outbox.makeStatements()
    await test.pass(0)
    expect(sent(test)).toEqual([])
    expect(test.outbox.statementsOn('2026-11-25')).toEqual([])
  })

  it.each(['nl', 'fr', 'de'] as const)('speaks in %s of everything that English speaks of', (language) => {
    const { states: english, ...frame } = statementWording.en
    const { states, ...said } = statementWording[language]
    const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()
    for (const [mine, theirs] of [
      [english, states],
      [frame, said],
    ] as const) {
      expect(Object.keys(theirs)).toEqual(Object.keys(mine))
      for (const [name, text] of Object.entries(mine)) {
        const other = Object.entries(theirs).find(([key]) => key === name)?.[1] ?? ''
        expect([name, placeholders(other)]).toEqual([name, placeholders(text)])
      }
    }
  })
})
