import { expect, it } from 'vitest'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { ANN, OK } from './actions.ts'
import { HOUR, MINUTE } from './taking.ts'

const MAILS = 'https://mails.example/'

it('a refused change of an order is no discard, where the ERP has a version since the discard', async () => {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 1 }] })
  const routes = [erp, httpRoute('desk', MAILS, { document: DESK_MAIL })]
  const test = testOutbox({ supplier: supplierWith({ routes }) })
  test.outbox.makeStatements()
  test.wire.answers(ERP, status(422))
  test.wire.answers(MAILS, status(200))
  test.accept()
  await test.pass(2 * MINUTE)
  expect(test.outbox.discard('order-1', { ...ANN, mailed: true })).toEqual(OK)
  test.wire.answers(ERP, status(200))
  test.accept({ content: 3 })
  expect(test.outbox.release('order-1', { ...ANN, as: 'original' })).toEqual(OK)
  await test.pass(MINUTE)
  expect(test.deliveries()).toContain('erp v2 delivered yes')
  test.outbox.keepRefused({
    ...{ orderId: 'order-1', orderNumber: 'PO-order-1', customer: 'C-77', deliveryDate: '2026-11-26' },
    ...{ body: new Uint8Array(3), problems: '[{"path":"","code":"no-lines","message":""}]' },
    refusedAt: test.clock.now(),
  })
  const [row] = test.outbox.callBacks().callBacks
  expect(row?.orders).toMatchObject([{ version: 2, problems: [{ code: 'no-lines' }] }])
  expect(row?.orders[0]).not.toHaveProperty('isDiscarded')
  await test.pass(9 * HOUR)
  test.outbox.makeStatements()
  expect(test.outbox.statementsOn('2026-11-24')[0]).toMatchObject({ refused: 1 })
})
