import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { hanging, status } from '../fakes/wire.ts'

const ORDER = '/console/orders/fresco/one'
const KEYED = `${ORDER}/do/done?route=erp`
const WAIT = 'Route erp is sending it now, and it may arrive. Wait until 10:01 at the latest'

/** An order with a single route, during an attempt. */
async function underWay() {
  const fallbacks = [{ route: 'desk', afterMinutes: 600 }]
  const routes = [httpRoute('erp', ERP, { fallbacks }), httpRoute('desk', WMS)]
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes }) })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn()
  const erp = hanging()
  box.wire.answers(ERP, erp.answer)
  box.accept({ orderId: 'one' })
  await box.work()
  return { box, browser, erp, read: async (path: string) => (await browser.get(path)).text }
}

describe('an order with one route, while an attempt is under way', () => {
  it('offers the entry by hand and another route only after the attempt', async () => {
    const { box, erp, read } = await underWay()
    const during = await read(ORDER)
    expect(during).toContain(WAIT)
    expect(during).not.toContain(KEYED)
    expect(during).not.toContain('/do/send-by')
    erp.end(new Response(null, { status: 503 }))
    await box.work()
    const after = await read(ORDER)
    expect(after).not.toContain(WAIT)
    expect(after).toContain(KEYED)
    expect(after).toContain('/do/send-by')
  })

  it('says on the form that was open before to wait', async () => {
    const { box, erp, read } = await underWay()
    expect(await read(KEYED)).toContain(WAIT)
    erp.end(new Response(null, { status: 503 }))
    await box.work()
    expect(await read(KEYED)).not.toContain(WAIT)
  })

  it('offers the entry after an attempt that was cut off before a pause', async () => {
    const { box, read } = await underWay()
    box.outbox.pause('erp', { by: 'An', note: 'We key.' })
    box.reopen()
    box.wire.answers(ERP, status(200))
    await box.pass(3_600_000)
    expect(box.deliveries('one')).toEqual(['erp v1 sending no'])
    const page = await read(ORDER)
    expect(page).not.toContain('Wait until')
    expect(page).toContain(KEYED)
  })
})
