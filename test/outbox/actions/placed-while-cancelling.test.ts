import { expect, it } from 'vitest'
import { ERP, httpRoute } from '../../fakes/orders.ts'
import { cut, status } from '../../fakes/wire.ts'
import { cancel, OK, tested } from './cancellations.ts'

const MINUTE = 60_000

it('an order that the chef places again is stored, while a person decides about its cancellation', async () => {
  const test = tested(httpRoute('erp', ERP, { whenUncertain: 'hold' }))
  test.wire.answers(ERP, status(200))
  test.accept()
  await test.pass(MINUTE)
  test.wire.answers(ERP, cut)
  expect(cancel(test)).toEqual(OK)
  await test.pass(MINUTE)
  expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/uncertain maybe'])
  expect(test.accept()).toMatchObject({ status: 'held', version: 3 })
  expect(test.deliveries()).toEqual([
    ...['erp v1 delivered yes', 'erp v2 held/uncertain maybe', 'erp v3 held/reverted no'],
  ])
})
