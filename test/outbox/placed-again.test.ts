import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const MAILS = 'https://mails.example/'
const AN = { by: 'An', note: 'The customer is blocked.' }
const ORDER = { customer: 'K-1', deliveryDate: '2026-11-26' }
const HELD = { state: 'held', reason: 'quantity' } as const

/** The ERP refused the order, a mail took over, and a person discarded the order. */
async function discardedMail() {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 1 }] })
  const test = testOutbox({
    supplier: supplierWith({ routes: [erp, httpRoute('desk', MAILS, { document: DESK_MAIL })] }),
  })
  test.outbox.makeStatements()
  test.wire.answers(ERP, status(422))
  test.wire.answers(MAILS, status(200))
  test.accept(ORDER)
  await test.pass(2 * MINUTE)
  test.outbox.discard('order-1', { ...AN, mailed: true })
  return again(test)
}

/** A person discarded a held order. */
async function discardedHold(routes = [httpRoute('erp', ERP)]) {
  const test = testOutbox({ supplier: supplierWith({ routes }) })
  test.outbox.makeStatements()
  test.accept({ ...ORDER, starts: { erp: HELD, ...(routes.length > 1 ? { wms: HELD } : {}) } })
  test.outbox.discard('order-1', AN)
  return again(test)
}

/** The chef places the same order again, ten minutes later. */
async function again(test: ReturnType<typeof testOutbox>) {
  await test.pass(10 * MINUTE)
  const at = new Date(test.clock.now()).toISOString()
  expect(test.accept(ORDER)).toMatchObject({ status: 'duplicate', version: 1 })
  const callBacks = () => test.outbox.callBacks()
  const statement = async () => {
    await test.pass(9 * HOUR)
    test.outbox.makeStatements()
    return test.outbox.statementsOn('2026-11-24')[0]
  }
  return { ...test, test, at, callBacks, statement }
}

describe.each([
  ['that only a mail brought', discardedMail],
  ['that was held', () => discardedHold()],
])('an order %s, discarded and then placed again', (_, made) => {
  it('needs a person in the list of orders too, until a person has called', async () => {
    const { test } = await made()
    const listed = () => test.outbox.list({ state: null, text: null, limit: 9, before: null }).rows[0]?.order.shownState
    expect(listed()).toBe('attention')
    expect(test.outbox.markCalled('order-1', AN)).toMatchObject({ ok: true })
    expect(listed()).toBe('discarded')
  })

  it('brings the customer onto the call-back list, with the version and the time', async () => {
    const { test, at, callBacks } = await made()
    expect(callBacks()).toMatchObject({
      callBacks: [{ customer: 'K-1', attempts: 0, refusedAt: at, problems: [], orders: [{ placedAgain: 1 }] }],
      counts: { all: 1, orders: 1, toCall: 1 },
    })
    expect(test.outbox.view('order-1')).toMatchObject({
      refusal: { calledAt: null },
      placedAgain: { version: 1, at, routes: ['erp'] },
    })
    expect(test.outbox.view('order-1')?.timeline.at(-1)).toMatchObject({ event: 'placed-again', at, version: 1 })
  })

  it('needs another call, where a colleague called before', async () => {
    const { test, callBacks } = await made()
    test.outbox.markCalled('order-1', AN)
    expect(callBacks().counts.toCall).toBe(0)
    await test.pass(MINUTE)
    test.accept(ORDER)
    expect(callBacks().counts.toCall).toBe(1)
  })

  it('is keyed by hand: the report settles the order, and ends the call', async () => {
    const { test, callBacks } = await made()
    expect(test.outbox.done('order-1', 'erp', { by: 'An', erpReference: 'S-1' })).toEqual({ ok: true })
    expect(test.deliveries()).toContain('erp v1 done yes')
    expect(test.outbox.view('order-1')?.state).toBe('settled')
    expect(test.outbox.view('order-1')).not.toHaveProperty('placedAgain')
    expect(callBacks().counts.all).toBe(0)
    expect(test.outbox.done('order-1', 'erp', { by: 'An' })).toMatchObject({ ok: false, status: 409 })
  })

  it('is discarded in the statement, and stands among the orders with a later post', async () => {
    const made_ = await made()
    const later = [{ orderId: 'order-1', orderNumber: 'PO-order-1' }]
    const counts = { received: 1, discarded: 1, refused: 1, refusedLater: 1, refusedLaterOrders: later }
    expect(await made_.statement()).toMatchObject(counts)
  })
})

it('an order is not keyed by hand after its discard, where the chef did not place it again', () => {
  const test = testOutbox()
  test.accept({ starts: { erp: HELD } })
  test.outbox.discard('order-1', AN)
  expect(test.outbox.done('order-1', 'erp', { by: 'An' })).toMatchObject({ ok: false, status: 409 })
})

it('an order stays called about after its row of the call is deleted', async () => {
  const { test } = await discardedHold()
  test.outbox.markCalled('order-1', AN)
  await test.pass(30 * 24 * HOUR)
  const other = { orderId: 'order-2', orderNumber: 'PO-2', customer: 'K-2', deliveryDate: null, problems: '[]' }
  test.outbox.keepRefused({ ...other, body: new Uint8Array(2), refusedAt: test.clock.now() })
  expect(test.outbox.view('order-1')).toMatchObject({ shownState: 'discarded' })
})

it('each system that lacks the order has its own report', async () => {
  const { test } = await discardedHold([httpRoute('erp', ERP), httpRoute('wms', WMS)])
  expect(test.outbox.view('order-1')?.placedAgain?.routes).toEqual(['erp', 'wms'])
  expect(test.outbox.done('order-1', 'erp', { by: 'An' })).toEqual({ ok: true })
  expect(test.outbox.view('order-1')?.placedAgain?.routes).toEqual(['wms'])
  expect(test.outbox.done('order-1', 'wms', { by: 'An' })).toEqual({ ok: true })
  expect(test.deliveries()).toEqual(['erp v1 done yes', 'wms v1 done yes'])
})

it('a discarded change that is placed again is keyed over the version that the ERP has', async () => {
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
  test.wire.answers(ERP, status(200))
  test.accept(ORDER)
  await test.pass(MINUTE)
  test.accept({ ...ORDER, content: 3 })
  test.outbox.discard('order-1', AN)
  await test.pass(MINUTE)
  expect(test.accept({ ...ORDER, content: 3 })).toMatchObject({ status: 'duplicate', version: 2 })
  expect(test.outbox.callBacks().callBacks).toMatchObject([{ orders: [{ version: 1, placedAgain: 2 }] }])
  expect(test.outbox.done('order-1', 'erp', { by: 'An' })).toEqual({ ok: true })
  expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 done yes'])
  test.accept({ ...ORDER, content: 4 })
  expect(test.outbox.view('order-1')).not.toHaveProperty('placedAgain')
})

it('a later refusal shows its own problems, and a discard counts no try', async () => {
  const { test, callBacks } = await discardedHold()
  await test.pass(MINUTE)
  const body = new Uint8Array(3)
  test.outbox.keepRefused({
    ...{ orderId: 'order-1', orderNumber: 'PO-1', customer: 'K-1', deliveryDate: '2026-11-26', body },
    ...{ problems: '[{"path":"","code":"no-lines","message":""}]', refusedAt: test.clock.now() },
  })
  const [row] = callBacks().callBacks
  expect(row).toMatchObject({ attempts: 1, orders: [{ problems: [{ code: 'no-lines' }] }] })
  expect(row?.orders[0]).not.toHaveProperty('placedAgain')
})

describe('an order that was placed again, and then changed', () => {
  it('is keyed in its newest version, which the route then does not send', async () => {
    const { test } = await discardedHold()
    test.wire.answers(ERP, status(503))
    expect(test.accept({ ...ORDER, content: 3 })).toMatchObject({ version: 2 })
    await test.pass(MINUTE)
    expect(test.outbox.done('order-1', 'erp', AN)).toMatchObject({ ok: true })
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    const { deliveries } = test.outbox.view('order-1') ?? { deliveries: [] }
    expect(deliveries.map(({ version, state }) => [version, state])).toEqual([
      [1, 'discarded'],
      [2, 'done'],
    ])
  })
})
