import { expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, OK } from '../actions.ts'

const routes = [httpRoute('erp', ERP), httpRoute('wms', WMS)]

/** The ERP has the order and refused its cancellation. The warehouse system did not get the order yet. */
async function refusedCancellation() {
  const test = testOutbox({ supplier: supplierWith({ cancellations: 'send', routes }) })
  test.wire.answers(ERP, status(200))
  test.wire.answers(WMS, status(200))
  test.outbox.pause('wms', ANN)
  test.accept()
  await test.work()
  test.wire.answers(ERP, status(422))
  expect(test.outbox.cancel('order-1', 'erp', ANN)).toEqual(OK)
  await test.work()
  expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 waiting no', 'erp v2 refused no'])
  test.wire.answers(ERP, status(200))
  return test
}

it.each([
  ['sent again', (test: TestOutbox) => test.outbox.retry('order-1', 'erp', ANN), 'erp v2 delivered yes'],
  ['reported', (test: TestOutbox) => test.outbox.done('order-1', 'erp', ANN), 'erp v2 done yes'],
] as const)('ends no delivery to another system with a cancellation on one route that is %s', async (_, act, row) => {
  const test = await refusedCancellation()
  expect(act(test)).toEqual(OK)
  await test.work()
  test.outbox.resume('wms', ANN)
  await test.work()
  expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 delivered yes', row])
})
