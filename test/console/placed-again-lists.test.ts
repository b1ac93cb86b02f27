import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const MINUTE = 60_000
const BART = { by: 'Bart', note: 'Blocked.' }
const HELD = { state: 'held', reason: 'quantity' } as const
const MAILS = 'https://mails.example/'
const TICK = 'name="order" value="fresco/order-1"'
const BULK = '/console/orders/bulk?do=keyed&order=fresco/order-1'

/** A person discarded the order for two systems, and the chef placed it again. `mailed`: a mail has brought a copy. */
async function opened({ mailed = false, language = 'en' } = {}) {
  const systems = [httpRoute('erp', ERP), httpRoute('wms', WMS)]
  const desk = httpRoute('desk', MAILS, { document: DESK_MAIL })
  const made = testConsole({ supplier: supplierWith({ routes: mailed ? [...systems, desk] : systems }) })
  const { box } = made
  box.wire.answers(MAILS, status(200))
  box.accept({ starts: { erp: HELD, wms: HELD }, deliveryDate: '2026-11-26' })
  await box.pass(MINUTE)
  box.outbox.discard('order-1', BART)
  box.accept()
  await box.pass(MINUTE)
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn('An')
  return { box, browser, text: async (path: string) => (await browser.get(path)).text }
}

describe.each([false, true])('a discarded order that was placed again, with a copy by mail: %s', (mailed) => {
  it('leaves no page of Today with the words that each order goes on', async () => {
    const { text } = await opened({ mailed })
    const today = await text('/console')
    expect(today).toContain('<h1>1 customer to call.</h1>')
    expect(today).not.toContain('Each order goes on by itself')
    expect(today).not.toMatch(/<li class="ok">(?:(?!<li).)*Customers to call/s)
    expect(today).not.toContain('refused and not placed again')
  })

  it('has one state on its page, in the lists and on the slip', async () => {
    const { text } = await opened({ mailed })
    const state = mailed ? 'settled' : 'discarded'
    for (const path of ['/console/orders', `/console/orders?state=${state}`, '/console'])
      expect(await text(path)).toContain('Look into it')
    // The chef waits for the order, so no filter may call it over.
    const filter = mailed ? 'Nothing more is sent' : 'Discarded everywhere'
    const list = await text(`/console/orders?state=${state}&supplier=fresco`)
    expect(list).toContain(`${filter}<b>1</b>`)
    expect(list).toContain(`Filters: ${filter}`)
    expect(list).not.toMatch(/>Discarded<|Nothing left/)
    for (const path of ['/console/orders/fresco/order-1', '/console/orders/fresco/order-1/slip']) {
      expect(await text(path)).toContain(
        'Version 1 was discarded, and the chef placed it again. It is not sent on routes erp, wms.',
      )
      expect(await text(path)).not.toContain('Waits for you')
    }
    expect(await text('/console/statements/print/fresco')).toContain('No order has to be keyed')
  })

  it('is reported for several systems at once after a tick in the list', async () => {
    const { box, browser, text } = await opened({ mailed })
    expect(await text('/console/orders')).toContain(TICK)
    const asked = await browser.get(BULK)
    expect(asked.text).toContain('and the chef placed it again at 10:01')
    const routes = ['fresco/erp', 'fresco/wms']
    for (const route of routes) expect(asked.text).toContain(`value="${route}"`)
    const form = { 'erp-fresco/order-1': 'S-1', routes }
    expect((await browser.submit(asked, '/console/orders/bulk', form)).status).toBe(303)
    expect(box.deliveries()).toEqual(expect.arrayContaining(['erp v1 done yes', 'wms v1 done yes']))
    expect(await text('/console')).toContain('Nobody has to be called.')
  })

  it('is at one system once a person keyed it there, and is sent by no route to the other', async () => {
    const { browser, text } = await opened({ mailed })
    const page = '/console/orders/fresco/order-1'
    const path = `${page}/do/done?route=erp`
    expect((await browser.submit(await browser.get(path), path)).status).toBe(303)
    const shown = await text(page)
    expect(shown).toContain(
      '<h1 id="verdict">Version 1 was discarded, and the chef placed it again. It is not sent on route wms.</h1>',
    )
    expect(shown).toContain('Route erp has version 1, as a colleague reported')
    for (const one of [page, '/console', '/console/call-backs?supplier=fresco', BULK])
      expect(await text(one)).not.toMatch(/is not sent(?! on route wms)/i)
  })

  it('is in the statement of the day, with a link to the customers to call', async () => {
    const { text } = await opened({ mailed })
    expect(await text('/console/statements/2026-11-24')).toMatch(
      /Accepted, and what the chef posted later is not sent: 1\. <a [^>]*order-1/,
    )
  })
})

it('is no try of the chef, above an order of the customer that was refused before', async () => {
  const { box, text } = await opened()
  const refused = { orderId: 'order-2', orderNumber: 'PO-2', customer: 'C-77', deliveryDate: '2026-11-26' }
  const refusedAt = box.clock.now() - 2 * MINUTE
  box.outbox.keepRefused({ ...refused, problems: '[]', body: new Uint8Array(2), refusedAt })
  const calls = await text('/console/call-backs?supplier=fresco')
  expect(calls.indexOf('PO-order-1')).toBeLessThan(calls.indexOf('PO-2'))
  expect(calls).not.toContain('Tried once')
})

it('is on its way to one system, where the other may have the discarded version', async () => {
  const routes = [httpRoute('erp', ERP), httpRoute('wms', WMS)]
  const { box, browser: open } = testConsole({ supplier: supplierWith({ routes }) })
  box.wire.answers(WMS, status(503))
  box.wire.answers(ERP, status(503))
  box.accept()
  await box.pass(MINUTE)
  expect(box.outbox.discardOn('order-1', 'erp', BART)).toEqual({ ok: true })
  box.sql.all("UPDATE deliveries SET reached = 'maybe' WHERE route = 'erp'")
  box.accept()
  const browser = open({ 'accept-language': 'en' })
  await browser.signIn('An')
  const { text } = await browser.get('/console/orders/fresco/order-1')
  expect(text).toContain('and the chef placed it again at 10:01')
  expect(text).toContain('<h1 id="verdict">On its way')
})
