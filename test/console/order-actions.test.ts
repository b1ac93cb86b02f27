import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { HELD, opened, PATH, supplier } from './order-page.ts'

describe('an action on an order', () => {
  it('shows what will happen before it happens, and changes nothing by that', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const { status, text } = await browser.get(`${PATH}/do/release`)
    expect(status).toBe(200)
    expect(text).toContain('Release version 1?')
    expect(text).toContain('Version 1 leaves as a new order.')
    expect(text).toContain('An Peeters')
    expect(box.outbox.view('order-1')).toMatchObject({ state: 'held' })
  })

  it('is done once, by name and reason, and leads back to the order', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${PATH}/do/release`)
    const done = await browser.submit(asked, `${PATH}/do/release`, { note: 'Called Lotte.' })
    expect([done.status, done.location]).toEqual([303, `${PATH}?done=release`])
    expect(box.outbox.events(1).rows).toMatchObject([{ by: 'An Peeters', action: 'release', note: 'Called Lotte.' }])
    expect((await browser.get(done.location ?? '')).text).toContain('written down with your name')
    const again = await browser.submit(asked, `${PATH}/do/release`)
    expect([again.status, box.outbox.events(10).rows.length]).toEqual([409, 1])
    expect(again.text).toContain('Nothing was done: this is no longer possible')
    expect(again.text).toContain('Called Lotte.')
    expect(again.text).toContain(`href="${PATH}"`)
  })

  it('needs a reason where it ends something, and keeps what was typed', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${PATH}/do/discard`)
    const { status, text } = await browser.submit(asked, `${PATH}/do/discard`, { note: '  ' })
    expect([status, text.includes('Write why.')]).toEqual([422, true])
    expect(box.outbox.events(1).rows).toEqual([])
    await browser.submit(asked, `${PATH}/do/discard`, { note: 'Ordered twice.' })
    expect(box.outbox.view('order-1')).toMatchObject({ state: 'discarded' })
  })

  it('is not done where the order has moved on since the page was made', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${PATH}/do/release`)
    box.accept({ content: 7, starts: { erp: HELD, wms: HELD } })
    const { status, text } = await browser.submit(asked, `${PATH}/do/release`, { note: 'Send.' })
    expect(status).toBe(409)
    expect(text).toContain('The order has changed since this page was made.')
    expect(text).toContain('value="Send."')
    expect(box.outbox.events(1).rows).toEqual([])
  })

  it('asks how a change goes, where the earlier version may be there', async () => {
    const { box, browser } = await opened({
      supplier: supplierWith({ routes: [httpRoute('erp', 'https://erp.example')] }),
    })
    box.accept()
    await box.work()
    box.accept({ content: 5 })
    const { text } = await browser.get(PATH)
    expect(text).toContain(`${PATH}/do/release-replacement`)
    expect(text).toContain(`${PATH}/do/release-original`)
    await browser.submit(await browser.get(`${PATH}/do/release-replacement`), `${PATH}/do/release-replacement`)
    expect(box.outbox.view('order-1')?.deliveries.at(-1)).toMatchObject({ version: 2, purpose: 'replacement' })
  })

  it('marks as keyed by hand, with the number of the ERP', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const path = `${PATH}/do/done?route=erp`
    await browser.submit(await browser.get(path), path, { erp: '2026-118803' })
    expect(box.outbox.events(1).rows).toMatchObject([{ action: 'done', route: 'erp', erpReference: '2026-118803' }])
  })

  it('names the readers of a mail where a route writes a mail, and no ERP', async () => {
    const mail = httpRoute('desk', ERP, {
      document: { format: 'email', from: 'orders@gateway.example', to: ['desk@fresco.example'] },
    })
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [mail] }) })
    box.wire.answers(ERP, status(200))
    box.accept()
    await box.work()
    for (const action of ['resend-same', 'resend-correction']) {
      const { text } = await browser.get(`${PATH}/do/${action}?route=desk`)
      expect(text).toContain('goes')
      expect(text).toContain('desk@fresco.example')
      expect(text.slice(text.indexOf('<main'), text.indexOf('</main>'))).not.toContain('ERP')
    }
  })

  it('repeats before a release why the order was held, and leads to the order with the same number', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'order-0', orderNumber: 'PO-7' })
    box.accept({ orderNumber: 'PO-7' })
    for (const page of [PATH, `${PATH}/do/release`, `${PATH}/do/discard`])
      expect((await browser.get(page)).text, page).toMatch(/href="\/console\/orders\/fresco\/order-0"[^>]*>PO-7</)
    const { text } = await browser.get(`${PATH}/do/release`)
    expect(text).toContain('It was held because another order has the same number.')
  })

  it.each([
    ['release', 409],
    ['erase', 409],
    ['constructor', 404],
    ['__proto__', 404],
    ['do', 404],
  ])('is not possible now: %s', async (action, expected) => {
    const { box, browser } = await opened()
    box.accept()
    expect((await browser.get(`${PATH}/do/${action}`)).status).toBe(expected)
    expect((await browser.get(`${PATH}/do/retry?route=nothing`)).status).toBe(404)
  })

  it('is refused for a reader, whatever address the reader guesses', async () => {
    const people = { access: [{ who: 'Vera', role: 'view' as const, token: 'VIEW_TOKEN' }] }
    const { box, browser } = testConsole({
      supplier,
      console: people,
      secrets: { VIEW_TOKEN: 'a-token-of-the-viewer' },
    })
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const reader = browser({ 'accept-language': 'en' })
    await reader.signIn('Vera', 'a-token-of-the-viewer')
    expect((await reader.get(PATH)).text).not.toContain('/do/')
    const asked = await reader.get(`${PATH}/do/release`)
    expect(asked.status).toBe(403)
    const form = /name="form" value="([^"]*)"/.exec(asked.text)?.[1] ?? ''
    expect((await reader.post(`${PATH}/do/release`, { form })).status).toBe(403)
    expect(box.outbox.events(1).rows).toEqual([])
  })
})
