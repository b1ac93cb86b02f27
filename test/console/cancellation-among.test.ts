import { expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { opened } from './order-page.ts'

const KEYED = `/console/orders/bulk?${new URLSearchParams({ do: 'keyed', order: 'fresco/order-1' })}`

it('reports no refused cancellation as an order that a person keyed', async () => {
  const { box, browser } = await opened({
    supplier: supplierWith({ routes: [httpRoute('erp', ERP)], cancellations: 'send' }),
  })
  box.wire.answers(ERP, status(200))
  box.accept()
  await box.pass(60_000)
  box.wire.answers(ERP, status(422))
  box.outbox.cancelOrder('order-1', { by: 'Greet', note: 'The chef called.' })
  await box.pass(60_000)
  expect(box.deliveries().at(-1)).toBe('erp v2 refused no')
  const { text } = await browser.get(KEYED)
  expect(text).toContain('Nothing: this one needs a decision of its own.')
  expect(text).not.toMatch(/<button class="btn[^>]*type="submit"/)
})
