import { expect, it } from 'vitest'
import { statesOf } from '../../../src/outbox/statements/count-orders.ts'
import { copyRankOf } from '../../../src/profile/copy-routes.ts'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MAILS = 'https://mails.example/'
const ANN = { by: 'ann', note: 'The chef called.' }
const desk = httpRoute('desk', MAILS, { document: DESK_MAIL })

/** The outcome of an order in the statement, once a person has cancelled the order on these routes alone. */
async function outcome(routes: readonly object[], cancelled: readonly string[]) {
  const supplier = supplierWith({ cancellations: 'send', routes })
  const test = testOutbox({ supplier })
  for (const url of [ERP, WMS, MAILS]) test.wire.answers(url, status(200))
  test.accept()
  await test.work()
  for (const route of cancelled) expect(test.outbox.cancel('order-1', route, ANN)).toEqual({ ok: true })
  await test.work()
  return statesOf(test.sql, ['order-1'], copyRankOf(supplier))[0]?.state
}

it.each([
  ['its copy alone was cancelled', [httpRoute('erp', ERP), desk], ['desk'], 'settled'],
  ['one of two systems alone has the cancellation', [httpRoute('erp', ERP), httpRoute('wms', WMS)], ['erp'], 'settled'],
  ['both systems have it', [httpRoute('erp', ERP), httpRoute('wms', WMS)], ['erp', 'wms'], 'discarded'],
  ['the system has it, and the copy none', [httpRoute('erp', ERP), desk], ['erp'], 'discarded'],
] as const)('counts a cancelled order by its receivers: %s', async (_, routes, cancelled, state) => {
  expect(await outcome(routes, cancelled)).toBe(state)
})
