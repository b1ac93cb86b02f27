import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { hanging, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('a response that leaves open whether the receiver took the document', () => {
  it.each([500, 502, 504])(
    'holds the delivery after %i where uncertain ones are held, and alerts once',
    async (code) => {
      const test = testOutbox({ supplier: supplierWith({ whenUncertain: 'hold' }) })
      test.wire.answers(ERP, status(code))
      test.accept()
      await test.pass(HOUR)
      expect(test.deliveries()).toEqual(['erp v1 held/uncertain maybe'])
      expect(test.wire.calls).toHaveLength(1)
      expect(test.troubles).toMatchObject([{ kind: 'held' }])
    },
  )

  it('alerts with the reason, if the object stopped during the attempt', async () => {
    const test = testOutbox({ supplier: supplierWith({ whenUncertain: 'hold' }) })
    test.wire.answers(ERP, hanging().answer)
    test.accept()
    await test.work()
    test.reopen()
    await test.pass(2 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 held/uncertain maybe'])
    expect(test.troubles).toMatchObject([{ kind: 'held', text: expect.stringContaining('cut short on our side') }])
  })

  it('is 5xx but 503, which says that nothing was taken', async () => {
    const test = testOutbox({ supplier: supplierWith({ whenUncertain: 'hold' }) })
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
  })

  it('is asked about before the next attempt where the route can ask its receiver', async () => {
    const check = { url: `${ERP}?number={orderNumber}`, found: { contains: '{orderNumber}' } }
    const route = httpRoute('erp', ERP)
    const test = testOutbox({
      supplier: supplierWith({
        whenUncertain: 'check',
        routes: [{ ...route, transport: { ...route.transport, check } }],
      }),
    })
    test.wire.answers(ERP, status(500))
    test.wire.answers(`${ERP}?number=PO-order-1`, () => new Response('["PO-order-1"]'))
    test.accept()
    await test.pass(HOUR)
    expect(test.wire.unexpected).toEqual([])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.wire.calls.filter(({ url }) => url === ERP)).toHaveLength(1)
  })
})
