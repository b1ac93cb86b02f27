import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, HOUR, OK } from '../actions.ts'

const supplier = supplierWith({
  routes: [
    httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 5 }] }),
    ...[httpRoute('shop', 'https://shop.example/orders'), httpRoute('wms', WMS)],
  ],
})

/** The ERP is down, and a person sends a later version to the warehouse in place of the shop. */
async function laterAtWarehouse(isPaused: boolean) {
  const test = testOutbox({ supplier })
  test.wire.answers(ERP, status(503))
  test.wire.answers(WMS, status(200))
  test.outbox.pause('shop', ANN)
  if (isPaused) test.outbox.pause('wms', ANN)
  test.accept()
  test.accept({ content: 3, source: 'poll' })
  expect(test.outbox.sendBy('order-1', 'shop', 'wms', { ...ANN, as: 'original' })).toEqual(OK)
  await test.pass(HOUR)
  if (isPaused) test.outbox.resume('wms', ANN)
  await test.pass(HOUR)
  return test
}

describe('a fallback route that a person used for a later version of the order', () => {
  it.each([
    ['has that version', false],
    ['gets that version later', true],
  ])('takes over no earlier version without a person: the receiver %s', async (_, isPaused) => {
    const test = await laterAtWarehouse(isPaused)
    expect(test.deliveries()).toContain('erp v1 held/revision no')
    const received = test.wire.calls.flatMap(({ url, body }) => (url === WMS ? [JSON.parse(body).version] : []))
    expect(received).toEqual([2])
  })
})
