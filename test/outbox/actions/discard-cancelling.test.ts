import { expect, it } from 'vitest'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { ERP, httpRoute, WMS } from '../../fakes/orders.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, OK, tested } from './cancellations.ts'

const MAILS = 'https://mails.example/'
const HOUR = 3_600_000

/** The ERP refused the order, and a mail brought it. The cancellation of the warehouse was on its way when a person discarded the order. */
async function discarded() {
  const test = tested(
    httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 1 }] }),
    httpRoute('desk', MAILS, { document: DESK_MAIL }),
    httpRoute('wms', WMS),
  )
  test.wire.answers(ERP, status(422))
  for (const url of [MAILS, WMS]) test.wire.answers(url, status(200))
  test.accept()
  await test.pass(120_000)
  test.wire.answers(WMS, status(503))
  expect(test.outbox.cancel('order-1', 'wms', ANN)).toEqual(OK)
  await test.pass(1_000)
  expect(test.outbox.discard('order-1', { ...ANN, mailed: true })).toEqual(OK)
  return test
}

it('the discard of an order that a mail brought leaves the cancellation on its way to another system', async () => {
  const test = await discarded()
  test.wire.answers(WMS, status(200))
  await test.pass(HOUR)
  expect(test.deliveries()).toContain('wms v2 delivered yes')
})

it('the call about such an order says that a person discarded the order, before and after the cancellation', async () => {
  const test = await discarded()
  const orders = () => test.outbox.callBacks().callBacks[0]?.orders
  expect(orders()).toMatchObject([{ isDiscarded: true }])
  test.wire.answers(WMS, status(200))
  await test.pass(HOUR)
  expect(orders()).toMatchObject([{ isDiscarded: true }])
})
