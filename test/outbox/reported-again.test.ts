import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { cut, status } from '../fakes/wire.ts'
import { ANN, CONFLICT, OK } from './actions.ts'
import { MINUTE } from './taking.ts'

const HELD = { state: 'held', reason: 'quantity' } as const
const CHANGE = { content: 3 } as const

const refusedPost = (status: string | null) => ({
  ...{ orderId: 'order-1', orderNumber: 'PO-order-1', customer: 'C-77', deliveryDate: '2026-11-26' },
  body: new Uint8Array(3),
  problems: JSON.stringify([
    status === null
      ? { path: '', code: 'no-lines', message: '' }
      : { path: 'status', code: 'not-ordered', message: '', values: { status } },
  ]),
})

type Test = ReturnType<typeof testOutbox>

const toCall = (test: Test) => test.outbox.callBacks().counts.toCall
const refuse = (test: Test, posted: string | null) =>
  test.outbox.keepRefused({ ...refusedPost(posted), refusedAt: test.clock.now() })

/** The ERP may have version 1. A person discarded version 2, and the chef placed version 2 again. */
async function changedInDoubt(isDiscarded: boolean) {
  const test = testOutbox({ supplier: supplierWith({ whenUncertain: 'hold' }) })
  test.wire.answers(ERP, cut)
  test.accept()
  await test.pass(MINUTE)
  if (isDiscarded) test.outbox.discard('order-1', ANN)
  test.accept(CHANGE)
  test.outbox.discard('order-1', ANN)
  await test.pass(MINUTE)
  expect(test.accept(CHANGE)).toMatchObject({ status: 'duplicate', version: 2 })
  return test
}

describe('an order whose discarded change was placed again', () => {
  it('is seen in the ERP: the report is for the version that may have arrived', async () => {
    const test = await changedInDoubt(false)
    expect(test.outbox.done('order-1', 'erp', { ...ANN, report: 'has-it' })).toEqual(OK)
    expect(test.deliveries()).toEqual(['erp v1 done yes', 'erp v2 discarded no'])
    expect(toCall(test)).toBe(1)
  })

  it('is keyed: the report is for the change, also where a document of the version before is in doubt', async () => {
    const test = await changedInDoubt(true)
    expect(test.outbox.view('order-1')?.placedAgain).toMatchObject({ version: 2, routes: ['erp'] })
    expect(test.outbox.done('order-1', 'erp', ANN)).toEqual(OK)
    expect(test.deliveries()).toEqual(['erp v1 discarded maybe', 'erp v2 done yes'])
    expect(toCall(test)).toBe(0)
  })
})

it('an order that was placed again is reported by a person who sees it in the ERP', () => {
  const test = testOutbox()
  test.accept({ starts: { erp: HELD } })
  test.outbox.discard('order-1', ANN)
  test.accept()
  expect(test.outbox.done('order-1', 'erp', { ...ANN, report: 'has-it' })).toEqual(OK)
  expect(test.deliveries()).toEqual(['erp v1 done yes'])
})

describe('the call about an order that was placed again', () => {
  it('ends with the report of a person who looked in the ERP before', async () => {
    const test = testOutbox({ supplier: supplierWith({ whenUncertain: 'hold' }) })
    test.wire.answers(ERP, cut)
    test.accept()
    await test.pass(MINUTE)
    test.outbox.discard('order-1', ANN)
    test.outbox.discardOn('order-1', 'erp', ANN)
    await test.pass(MINUTE)
    test.accept()
    expect(test.outbox.view('order-1')?.placedAgain?.routes).toEqual(['erp'])
    expect(test.outbox.done('order-1', 'erp', ANN)).toEqual(OK)
    expect(toCall(test)).toBe(0)
  })

  it('stays while another system lacks the order', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }) })
    test.accept({ starts: { erp: HELD, wms: HELD } })
    test.outbox.discard('order-1', ANN)
    await test.pass(MINUTE)
    test.accept()
    test.outbox.done('order-1', 'erp', ANN)
    expect(toCall(test)).toBe(1)
    test.outbox.done('order-1', 'wms', ANN)
    expect(toCall(test)).toBe(0)
  })

  it('stays where a change was refused since', async () => {
    const test = testOutbox()
    test.accept({ starts: { erp: HELD } })
    test.outbox.discard('order-1', ANN)
    test.accept()
    await test.pass(MINUTE)
    refuse(test, null)
    expect(test.outbox.done('order-1', 'erp', ANN)).toEqual(OK)
    expect(test.outbox.callBacks().callBacks).toMatchObject([{ orders: [{ problems: [{ code: 'no-lines' }] }] }])
  })
})

it('an order that the chef cancelled after it was placed again is not to be keyed', async () => {
  const test = testOutbox()
  test.accept({ starts: { erp: HELD } })
  test.outbox.discard('order-1', ANN)
  test.accept()
  await test.pass(MINUTE)
  refuse(test, 'CANCELLED')
  expect(toCall(test)).toBe(0)
  expect(test.outbox.view('order-1')).not.toHaveProperty('placedAgain')
  await test.pass(MINUTE)
  test.accept()
  expect(test.outbox.view('order-1')).toHaveProperty('placedAgain')
})

describe('an order that was discarded after a fallback route took over', () => {
  async function takenOver() {
    const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'box', afterMinutes: 1 }] })
    const test = testOutbox({ supplier: supplierWith({ routes: [erp, mailboxRoute('box')] }) })
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.pass(2 * MINUTE)
    test.outbox.hold('order-1', ANN)
    expect(test.outbox.discard('order-1', ANN)).toEqual(OK)
    expect(test.deliveries()).toEqual(['box v1 discarded no', 'erp v1 superseded no'])
    return test
  }

  it('is keyed for its system, where the chef placed it again', async () => {
    const test = await takenOver()
    test.accept()
    expect(test.outbox.view('order-1')?.placedAgain?.routes).toEqual(['erp'])
    expect(test.outbox.done('order-1', 'erp', ANN)).toEqual(OK)
    expect(test.deliveries()).toEqual(['box v1 discarded no', 'erp v1 done yes'])
    expect(toCall(test)).toBe(0)
    expect(test.outbox.view('order-1')).not.toHaveProperty('placedAgain')
  })

  it('was brought by no route: the refusal of a report says so', async () => {
    const test = await takenOver()
    const result = test.outbox.done('order-1', 'erp', ANN)
    expect(result).toMatchObject(CONFLICT)
    expect(JSON.stringify(result)).not.toContain('brought')
  })
})

it('a wish to cancel ends with the report that people cancelled the order by hand', async () => {
  const routes = [httpRoute('erp', ERP, { cancellations: 'send' }), httpRoute('wms', WMS)]
  const test = testOutbox({ supplier: supplierWith({ routes }) })
  for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
  test.accept()
  await test.pass(MINUTE)
  refuse(test, 'CANCELLED')
  expect(test.outbox.cancelOrder('order-1', ANN)).toEqual(OK)
  expect(toCall(test)).toBe(1)
  expect(test.outbox.done('order-1', 'wms', ANN)).toEqual(OK)
  expect(toCall(test)).toBe(0)
})
