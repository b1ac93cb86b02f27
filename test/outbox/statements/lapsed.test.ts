import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const BY = { by: 'An', note: 'A test.' }
const NO_LINES = JSON.stringify([{ path: 'packages', code: 'no-lines', message: '' }])

/** Tuesday 24 November 2026, 10:00 in Brussels; a statement is due each day at 18:00. The ERP refuses, and a mail brings. */
function working() {
  const fallbacks = [{ route: 'desk', afterMinutes: 30 }]
  const routes = [httpRoute('erp', ERP, { fallbacks }), httpRoute('desk', WMS, { document: DESK_MAIL })]
  const test = testOutbox({ supplier: supplierWith({ routes, language: 'en' }) })
  test.wire.answers(ERP, status(422))
  test.wire.answers(WMS, status(200))
  test.outbox.makeStatements()
  return test
}

async function statementOf(test: TestOutbox, date: string) {
  await test.pass(Date.parse(`${date}T17:00:00Z`) - test.clock.now())
  test.outbox.makeStatements()
  return test.outbox.statementsOn(date)[0]
}

const refuse = (test: TestOutbox, orderId: string, deliveryDate: string | null) =>
  test.outbox.keepRefused({
    ...{ orderId, orderNumber: `PO-${orderId}`, customer: `C-${orderId}`, deliveryDate },
    ...{ problems: NO_LINES, body: new Uint8Array() },
  })

const LAPSED = 'nobody reported or called before the delivery day was over: 1 (PO-order-1).'
const NONE = { refusedBefore: 0, lapsed: 0, lapsedOrders: [] }

describe('an order that the ERP refused, that a mail brought, and that nobody reported', () => {
  it('stands in each statement of its days, then once as never reported, and in no later statement', async () => {
    const test = working()
    test.accept({ deliveryDate: '2026-11-26' })
    for (const day of ['2026-11-24', '2026-11-25', '2026-11-26'])
      expect(await statementOf(test, day)).toMatchObject({ refusedBefore: 1, lapsed: 0 })
    expect(test.outbox.desk().passed).toHaveLength(1)
    await test.pass(6 * HOUR)
    expect(test.outbox.desk().passed).toEqual([])
    const named = { lapsed: 1, lapsedOrders: [{ orderId: 'order-1', orderNumber: 'PO-order-1' }] }
    const statement = await statementOf(test, '2026-11-27')
    expect(statement).toMatchObject({ refusedBefore: 0, ...named })
    expect(statement?.text).toContain(LAPSED)
    expect(await statementOf(test, '2026-11-28')).toMatchObject(NONE)
  })

  it('lapses in no statement once a person reported it', async () => {
    const test = working()
    test.accept({ deliveryDate: '2026-11-25' })
    expect(await statementOf(test, '2026-11-24')).toMatchObject({ refusedBefore: 1 })
    test.outbox.done('order-1', 'erp', BY)
    expect(await statementOf(test, '2026-11-25')).toMatchObject(NONE)
    expect(await statementOf(test, '2026-11-26')).toMatchObject(NONE)
  })

  it('lapses once where its statement is made late, for two days together', async () => {
    const test = working()
    test.accept({ deliveryDate: '2026-11-25' })
    await test.pass(90 * HOUR)
    test.outbox.makeStatements()
    const counts = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'].map((day) => {
      const [made] = test.outbox.statementsOn(day)
      return [made?.refusedBefore, made?.lapsed]
    })
    expect(counts).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 0],
    ])
  })
})

describe('a refused order about which nobody called', () => {
  it.each([
    ['for a day', '2026-11-25', '2026-11-26'],
    ['without a day', null, '2026-11-26'],
  ])('%s is named once as never reported, after its last day', async (_, day, lapsesOn) => {
    const test = working()
    refuse(test, 'order-1', day)
    expect(await statementOf(test, '2026-11-24')).toMatchObject({ refused: 1, lapsed: 0 })
    expect(await statementOf(test, '2026-11-25')).toMatchObject(NONE)
    const statement = await statementOf(test, lapsesOn)
    expect(statement).toMatchObject({ refused: 0, lapsed: 1, lapsedOrders: [{ orderId: 'order-1' }] })
    expect(statement?.text).toContain(LAPSED)
    expect(await statementOf(test, '2026-11-27')).toMatchObject(NONE)
  })

  it('lapses in no statement after the call', async () => {
    const test = working()
    refuse(test, 'order-1', '2026-11-25')
    test.outbox.markCalled('order-1', BY)
    expect(await statementOf(test, '2026-11-25')).toMatchObject(NONE)
    expect(await statementOf(test, '2026-11-26')).toMatchObject(NONE)
  })
})
