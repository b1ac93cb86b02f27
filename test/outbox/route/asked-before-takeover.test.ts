import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MINUTE = 60_000
const ORDERS = 20

/** The system asks for an hour, five failures open the circuit, and another route takes each order over after 30 minutes. */
async function asked() {
  const fallbacks = [{ route: 'wms', afterMinutes: 30 }]
  const erp = httpRoute('erp', ERP, { pace: { parallel: 1 }, fallbacks })
  const test = testOutbox({ supplier: supplierWith({ routes: [erp, httpRoute('wms', WMS)] }) })
  test.wire.answers(ERP, status(503, { 'retry-after': '3600' }))
  test.wire.answers(WMS, status(200))
  for (let at = 0; at < ORDERS; at++) test.accept({ orderId: `order-${at}` })
  await test.work()
  const tries = () => test.wire.calls.filter(({ url }) => url === ERP).length
  expect(tries()).toBe(5)
  return { test, tries }
}

describe('the probe of an open circuit before a takeover', () => {
  it('does not wait for the Retry-After: after the takeover, the system never gets the order', async () => {
    const { test, tries } = await asked()
    test.wire.answers(ERP, status(200))
    await test.pass(28 * MINUTE - 1)
    expect(tries()).toBe(5)
    await test.pass(1)
    expect(test.deliveries('order-19')).toEqual(['erp v1 delivered yes'])
    expect(test.wire.calls.some(({ url }) => url === WMS)).toBe(false)
  })

  it('is a single attempt for all orders that are taken over then', async () => {
    const { test, tries } = await asked()
    await test.pass(59 * MINUTE)
    expect(tries()).toBe(6)
    expect(test.deliveries('order-19')).toEqual(['erp v1 superseded no', 'wms v1 delivered yes'])
  })
})
