import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { hanging, status } from '../fakes/wire.ts'

const LIST = '/console/statements/print/fresco'

async function opened(routes: readonly object[]) {
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes }) })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn()
  box.wire.answers(ERP, status(422))
  box.wire.answers(WMS, status(200))
  return { box, list: async () => (await browser.get(LIST)).text }
}

const FALLBACK = { fallbacks: [{ route: 'desk', afterMinutes: 10 }] }

describe('the list to key', () => {
  it('asks for no pause where no route sends an order of the list', async () => {
    const { box, list } = await opened([
      httpRoute('erp', ERP, FALLBACK),
      httpRoute('desk', WMS, { document: DESK_MAIL }),
    ])
    box.accept({ orderId: 'mailed' })
    await box.pass(60_000)
    box.accept({ orderId: 'held', starts: { erp: { state: 'held', reason: 'quantity' } } })
    const text = await list()
    expect(text).toContain('2 orders are not in your ERP yet')
    expect(text).not.toContain('Pause the route')
    expect(text).not.toContain('/do/pause')
  })

  it('asks to pause the route that sends an order of the list, and no other route', async () => {
    const { box, list } = await opened([httpRoute('erp', ERP), httpRoute('wms', WMS, { receipt: 'person' })])
    box.accept({ orderId: 'one' })
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['erp v1 refused no', 'wms v1 sent yes'])
    expect(await list()).not.toContain('/do/pause')
    box.wire.answers(ERP, status(503))
    box.outbox.retry('one', 'erp', { by: 'An' })
    await box.work()
    const text = await list()
    expect(text).toContain('/erp/do/pause')
    expect(text).not.toContain('/wms/do/pause')
  })

  it('asks to pause a route with an attempt under way', async () => {
    const { box, list } = await opened([httpRoute('erp', ERP)])
    box.wire.answers(ERP, hanging().answer)
    box.accept({ orderId: 'one' })
    await box.work()
    expect(await list()).toContain('/erp/do/pause')
  })
})
