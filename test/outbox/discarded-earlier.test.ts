import { expect, it } from 'vitest'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { cut } from '../fakes/wire.ts'
import { MINUTE } from './taking.ts'

const HELD = { state: 'held', reason: 'unwritable' } as const
const ANN = { by: 'ann' }

/** A person discards the order and its change for the system. The copy of the change waits for a person. */
function heldCopy() {
  const routes = [httpRoute('erp', ERP), httpRoute('desk', 'https://mails.example/', { document: DESK_MAIL })]
  const test = testOutbox({ supplier: supplierWith({ routes }) })
  for (const content of [2, 3]) {
    test.accept({ content, starts: { erp: HELD, desk: HELD } })
    test.outbox.discardOn('order-1', 'erp', ANN)
  }
  return test
}
const discards = ({ troubles }: ReturnType<typeof heldCopy>) =>
  troubles.flatMap(({ kind, text }) => (kind === 'reordered-after-discard' ? [text] : []))

it('tells each time that the chef places a discarded order again, while only a copy waits for a person', async () => {
  const test = heldCopy()
  for (let times = 0; times < 2; times++) {
    expect(test.accept({ content: 2 })).toMatchObject({ status: 'held', version: 2 })
    await test.work()
  }
  expect(discards(test)).toHaveLength(2)
  expect(test.outbox.callBacks().counts.toCall).toBe(1)
})

it('leaves it at the question where the change waits for a person at the system', async () => {
  const test = heldCopy()
  test.accept({ content: 4, starts: { erp: HELD, desk: HELD } })
  expect(test.accept({ content: 2 })).toMatchObject({ status: 'held', version: 3 })
  await test.work()
  expect(discards(test)).toEqual([])
  expect(test.outbox.callBacks().counts.toCall).toBe(0)
})

it('tells once of a post that the gateway hears twice, and keeps the call that a person made', async () => {
  const test = heldCopy()
  const again = () => test.accept({ content: 2, requestId: 'again' })
  const answer = again()
  test.outbox.markCalled('order-1', ANN)
  expect(again()).toEqual(answer)
  await test.work()
  expect(discards(test)).toHaveLength(1)
  expect(test.outbox.callBacks().counts).toMatchObject({ all: 1, toCall: 0 })
})

it.each([
  ['for its system', (test: ReturnType<typeof heldCopy>) => test.outbox.done('order-1', 'erp', ANN)],
  ['as an order', (test: ReturnType<typeof heldCopy>) => test.outbox.doneOrder('order-1', { ...ANN, routes: ['erp'] })],
] as const)('lets a person report that the order was keyed by hand %s, which ends the call', (_, report) => {
  const test = heldCopy()
  test.accept({ content: 2 })
  expect(test.outbox.view('order-1')).toMatchObject({
    shownState: 'attention',
    placedAgain: { version: 1, routes: ['erp'] },
  })
  expect(report(test)).toEqual({ ok: true })
  expect(test.deliveries()).toContain('erp v1 done yes')
  expect(test.outbox.view('order-1')).not.toHaveProperty('placedAgain')
  expect(test.outbox.callBacks().counts.all).toBe(0)
  expect(report(test)).toMatchObject({ status: 409 })
})

it('lets no person report the order once the chef changed it again, also where the new change was discarded', async () => {
  const test = heldCopy()
  test.accept({ content: 2 })
  await test.pass(MINUTE)
  test.accept({ content: 4, starts: { erp: HELD, desk: HELD } })
  test.outbox.discard('order-1', { ...ANN, note: 'They called.' })
  expect(test.outbox.view('order-1')).not.toHaveProperty('placedAgain')
  expect(test.outbox.done('order-1', 'erp', ANN)).toMatchObject({ status: 409 })
})

it('lets a person report the order for the system where no later version waits', async () => {
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }) })
  test.accept({ content: 2, starts: { erp: HELD, wms: HELD } })
  for (const route of ['erp', 'wms']) test.outbox.discardOn('order-1', route, ANN)
  test.accept({ content: 3, starts: { erp: HELD, wms: HELD } })
  test.outbox.discardOn('order-1', 'erp', ANN)
  test.accept({ content: 2 })
  expect(test.outbox.view('order-1')?.placedAgain).toMatchObject({ version: 1, routes: ['erp'] })
  for (const route of ['erp', 'wms']) expect(test.outbox.done('order-1', route, ANN)).toEqual({ ok: true })
  expect(test.deliveries()).toEqual([
    ...['erp v1 done yes', 'wms v1 discarded no', 'erp v2 discarded no', 'wms v2 done yes'],
  ])
})

it('lets a person look first where a document of the discarded change may have arrived', async () => {
  const routes = [httpRoute('erp', ERP), httpRoute('desk', 'https://mails.example/', { document: DESK_MAIL })]
  const test = testOutbox({ supplier: supplierWith({ routes, whenUncertain: 'hold' }) })
  test.wire.answers(ERP, cut)
  test.accept({ content: 2, starts: { erp: HELD, desk: HELD } })
  test.outbox.discardOn('order-1', 'erp', ANN)
  test.accept({ content: 3, starts: { desk: HELD } })
  await test.pass(MINUTE)
  test.outbox.discardOn('order-1', 'erp', ANN)
  test.accept({ content: 2 })
  expect(test.outbox.view('order-1')?.placedAgain).toMatchObject({ version: 1, routes: [] })
  expect(test.outbox.done('order-1', 'erp', { ...ANN, report: 'has-it' })).toEqual({ ok: true })
  expect(test.deliveries()).toContain('erp v2 done yes')
})
