import { expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { MINUTE } from './taking.ts'

/** The wait of an order whose ERP refuses the password, where the second route takes orders so. */
async function waitBeside(second: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const erp = httpRoute('erp', ERP, { test: true, fallbacks: [{ route: 'wms', afterMinutes: 5 }] })
  const routes = [erp, httpRoute('wms', WMS, second)]
  const test = testOutbox({ supplier: supplierWith({ routes, ...more }) })
  test.wire.answers(ERP, status(401))
  test.accept()
  await test.pass(MINUTE)
  expect(test.deliveries()).toEqual(['erp v1 refused no'])
  return test.outbox.view('order-1')?.deliveries[0]?.waitsFor ?? null
}

it('a refused order waits for the route that takes it over', async () => {
  expect(await waitBeside({})).toMatchObject({ kind: 'fallback' })
})

it('a refused test order waits for no route without a test mark', async () => {
  expect(await waitBeside({}, { testCustomers: ['C-77'] })).toBeNull()
  expect(await waitBeside({ test: true }, { testCustomers: ['C-77'] })).toMatchObject({ kind: 'fallback' })
})

it('a refused order waits for no route that has other customers', async () => {
  expect(await waitBeside({ when: { customers: ['C-2'] } })).toBeNull()
})
