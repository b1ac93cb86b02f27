import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

/** The ERP takes the order and refuses the cancellation. */
async function refused() {
  const routes = [httpRoute('erp', ERP, { cancellations: 'send' })]
  const test = testOutbox({ supplier: supplierWith({ routes, language: 'en' }) })
  test.wire.answers(ERP, status(200))
  test.accept()
  await test.pass(1_000)
  test.wire.answers(ERP, status(422))
  test.outbox.cancelOrder('order-1', { by: 'Greet', note: 'The chef called.' })
  await test.pass(1_000)
  return test
}

describe('the alert about a cancellation that the ERP refuses', () => {
  it('asks to have the order cancelled by hand, and never to key an order', async () => {
    const { alerts } = await refused()
    expect(alerts.map(({ kind, cause }) => `${kind} ${cause}`)).toEqual(['refused cancellation'])
    expect(alerts[0]?.text).toContain('The cancellation of order PO-order-1 was not accepted on route erp')
    expect(alerts[0]?.text).toContain('still has the order and will deliver it: key no order.')
    expect(alerts[0]?.text).not.toContain('retry')
  })

  it('ends once a person reports the cancellation', async () => {
    const test = await refused()
    test.outbox.done('order-1', 'erp', { by: 'Greet', note: '' })
    await test.pass(120_000)
    expect(test.alerts.at(-1)?.kind).toBe('resolved')
  })
})

describe('the view of an order whose cancellation the ERP refuses', () => {
  it('names no route without the order', async () => {
    const { outbox } = await refused()
    expect(outbox.view('order-1')?.deliveries.at(-1)).toMatchObject({ purpose: 'cancellation', state: 'refused' })
    expect(outbox.view('order-1')?.refusedBy).toBeUndefined()
  })
})
