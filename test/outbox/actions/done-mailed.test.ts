import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, OK } from '../actions.ts'
import { MINUTE } from '../taking.ts'

const MAILS = 'https://mails.example/'

/** An order that a mail took over from an ERP without an answer. The warehouse answers with `wms`. */
async function mailed(wms: number) {
  const routes = [
    httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 5 }] }),
    httpRoute('desk', MAILS, { document: DESK_MAIL }),
    httpRoute('wms', WMS),
  ]
  const test = testOutbox({ supplier: supplierWith({ routes }) })
  test.wire.answers(ERP, status(503))
  test.wire.answers(MAILS, status(200))
  test.wire.answers(WMS, status(wms))
  test.accept()
  await test.pass(6 * MINUTE)
  return test
}

const statesOf = (test: Awaited<ReturnType<typeof mailed>>) =>
  test.outbox.view('order-1')?.deliveries.map(({ route, state }) => `${route} ${state}`)

describe('an order that a person keyed from the mail in place of the ERP', () => {
  it('is done for the route of the ERP by the action on the order, once', async () => {
    const test = await mailed(200)
    expect(statesOf(test)).toEqual(['desk delivered', 'erp superseded', 'wms delivered'])
    expect(test.outbox.doneOrder('order-1', { ...ANN, routes: ['erp'], erpReference: 'SO-1' })).toEqual(OK)
    expect(statesOf(test)).toEqual(['desk delivered', 'erp done', 'wms delivered'])
    expect(test.outbox.view('order-1')?.shownState).toBe('settled')
    expect(test.outbox.events(9).rows).toMatchObject([{ action: 'done', route: 'erp', erpReference: 'SO-1' }])
    expect(test.outbox.doneOrder('order-1', { ...ANN, routes: ['erp'] })).toMatchObject({ ok: false, status: 409 })
  })

  it('still goes to another system that has not got the order', async () => {
    const test = await mailed(503)
    expect(test.outbox.doneOrder('order-1', { ...ANN, routes: ['erp'] })).toEqual(OK)
    expect(statesOf(test)).toEqual(['desk delivered', 'erp done', 'wms deferred'])
  })

  it('is done with another route in one action', async () => {
    const test = await mailed(503)
    expect(test.outbox.doneOrder('order-1', { ...ANN, routes: ['erp', 'wms'] })).toEqual(OK)
    expect(statesOf(test)).toEqual(['desk delivered', 'erp done', 'wms done'])
  })

  it('is not reported by an action without routes, which is for open routes alone', async () => {
    const test = await mailed(503)
    expect(test.outbox.doneOrder('order-1', ANN)).toEqual(OK)
    expect(statesOf(test)).toEqual(['desk delivered', 'erp superseded', 'wms done'])
  })

  it('changes nothing where another of the routes has nothing to report', async () => {
    const test = await mailed(200)
    expect(test.outbox.doneOrder('order-1', { ...ANN, routes: ['erp', 'wms'] })).toMatchObject({ ok: false })
    expect(statesOf(test)).toEqual(['desk delivered', 'erp superseded', 'wms delivered'])
  })
})
