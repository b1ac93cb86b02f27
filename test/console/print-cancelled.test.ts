import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

/** The list to key, after the ERP answered so to an order, and refused its cancellation. */
async function listAfter(answer: number) {
  const { box, ...made } = testConsole({
    supplier: supplierWith({
      routes: [httpRoute('erp', ERP, { whenUncertain: 'hold' }), httpRoute('wms', WMS)],
      cancellations: 'send',
    }),
  })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn()
  box.wire.answers(ERP, status(answer))
  box.wire.answers(WMS, status(503))
  box.accept({ body: bodyOf(postedOrder()) })
  await box.pass(60_000)
  box.wire.answers(ERP, status(422))
  expect(box.outbox.cancelOrder('order-1', { by: 'An', note: 'The chef called.' })).toEqual({ ok: true })
  await box.pass(60_000)
  expect(box.deliveries()).toContain('erp v2 refused no')
  return (await browser.get('/console/statements/print/fresco')).text
}

describe('a cancelled order on the list to key', () => {
  it.each([
    ['has', 200],
    ['may have', 500],
  ])('is neither to be keyed nor to be changed, where the ERP %s the order', async (_, answer) => {
    const text = await listAfter(answer)
    expect(text).toContain('CANCELLED. Do not deliver this order.')
    expect(text).toContain('key no order. Call the people there: if they have the order, have it cancelled by hand.')
    expect(text).toContain('<dt>Delivery day</dt>')
    for (const other of [
      '<table>',
      'Key it for route',
      'Change that order',
      'key only what is missing',
      'Key them in by hand',
      'type="checkbox"',
    ])
      expect(text).not.toContain(other)
  })
})
