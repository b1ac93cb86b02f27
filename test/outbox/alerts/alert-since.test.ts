import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { MINUTE } from '../taking.ts'

const routes = [httpRoute('erp', ERP, { cancellations: 'send' }), httpRoute('wms', WMS)]

/** An order at ten that the ERP takes. */
function accepted() {
  const test = testOutbox({ supplier: supplierWith({ routes, language: 'en', calendar: { cutOff: '12:00' } }) })
  test.wire.answers(ERP, status(200))
  test.accept()
  return test
}

type Test = ReturnType<typeof accepted>

const sinceOf = ({ alerts }: Test, kind: string) =>
  alerts.filter((alert) => alert.kind === kind).map(({ details }) => details?.since)

describe('the time in an alert about one order', () => {
  it('is the acceptance, where a second route is late', async () => {
    const test = accepted()
    test.wire.answers(WMS, status(503))
    await test.pass(16 * MINUTE)
    expect(sinceOf(test, 'late')).toEqual(['10:00'])
  })

  it('is the acceptance, where an order is not sent before the cut-off', async () => {
    const test = accepted()
    test.wire.answers(ERP, status(503))
    test.accept({ orderId: 'near', cutOff: test.clock.now() + 120 * MINUTE })
    await test.pass(62 * MINUTE)
    expect(sinceOf(test, 'cut-off')).toEqual(['10:00'])
  })

  it('is the cancellation, where a cancellation is late', async () => {
    const test = accepted()
    test.wire.answers(WMS, status(200))
    await test.pass(30 * MINUTE)
    test.wire.answers(ERP, status(503))
    test.outbox.cancelOrder('order-1', { by: 'Greet', note: 'The chef called.' })
    await test.pass(16 * MINUTE)
    expect(sinceOf(test, 'late')).toEqual(['10:30'])
  })
})
