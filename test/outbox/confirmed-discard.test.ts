import { expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { ANN, OK } from './actions.ts'
import { MINUTE } from './taking.ts'

it('a confirmed change that a person discarded on a route leaves the earlier change waiting there', async () => {
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }) })
  for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
  test.accept()
  await test.pass(MINUTE)
  test.accept({ content: 3 })
  test.accept({ content: 4, unconfirmed: true })
  expect(test.outbox.discardOn('order-1', 'erp', ANN)).toEqual(OK)
  expect(test.accept({ content: 4 })).toMatchObject({ status: 'duplicate', version: 3 })
  expect(test.deliveries().slice(2)).toEqual([
    ...['erp v2 held/revision no', 'wms v2 superseded no'],
    ...['erp v3 discarded no', 'wms v3 held/revision no'],
  ])
})
