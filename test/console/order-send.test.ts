import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { HELD, opened, PATH, ROUTES } from './order-page.ts'

const DESK = 'https://desk.example/orders'

describe('an action that sends an order by another route, or once more', () => {
  it('names the route that another route replaces, and offers no route that stands in for the ERP', async () => {
    const fallbacks = [{ route: 'depot', afterMinutes: 600 }]
    const routes = [httpRoute('erp', ERP, { fallbacks }), mailboxRoute('depot'), httpRoute('desk', WMS)]
    const { box, browser } = await opened({ supplier: supplierWith({ routes }) })
    box.accept({ routes: ['erp', 'desk'].map((route) => ({ route, revisions: 'hold', start: HELD })) })
    const { text } = await browser.get(PATH)
    expect(text).toContain('Send it by another route than erp…')
    expect(text).not.toContain('another route than desk')
    expect((await browser.get(`${PATH}/do/send-by?route=desk`)).status).toBe(409)
  })

  it('sends by another route', async () => {
    const erp = mailboxRoute('erp', { fallbacks: [{ route: 'desk', afterMinutes: 60 }] })
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [erp, mailboxRoute('desk')] }) })
    box.accept({ starts: { erp: HELD } })
    const path = `${PATH}/do/send-by?route=erp`
    const done = await browser.submit(await browser.get(path), path, { to: 'desk', as: 'original' })
    expect(done.location).toBe(`${PATH}?done=send-by`)
    expect(box.outbox.events(1).rows).toMatchObject([{ action: 'send-by', route: 'desk' }])
  })

  it('shows the other route among the first actions, and asks for a replacement only after an earlier version', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: ROUTES }) })
    box.accept({ starts: { erp: HELD } })
    const { text } = await browser.get(PATH)
    expect(text.split('<details>')[0]).toContain('/do/send-by')
    const path = `${PATH}/do/send-by?route=erp`
    expect((await browser.get(path)).text).not.toContain('name="as"')
    const done = await browser.submit(await browser.get(path), path, { to: 'desk' })
    expect(done.location).toBe(`${PATH}?done=send-by`)
  })

  it('offers no system in place of a mail that brings only a copy', async () => {
    const desk = httpRoute('desk', DESK, { document: DESK_MAIL })
    const routes = [httpRoute('erp', ERP), httpRoute('wms', WMS), desk]
    const { box, browser } = await opened({ supplier: supplierWith({ routes }) })
    box.accept({ routes: ['erp', 'desk'].map((route) => ({ route, revisions: 'hold', start: HELD })) })
    expect((await browser.get(`${PATH}/do/send-by?route=erp`)).text).toContain('<option')
    expect((await browser.get(`${PATH}/do/send-by?route=desk`)).status).toBe(409)
  })

  it('offers only the routes that take orders of the customer', async () => {
    const routes = [ROUTES[0], mailboxRoute('desk', { when: { customers: ['C-99'] } })]
    const others = { customers: [{ customer: 'C-77' }, { customer: 'C-99' }] }
    const { box, browser } = await opened({ supplier: supplierWith({ ...others, routes }) })
    box.accept({ starts: { erp: HELD } })
    expect((await browser.get(`${PATH}/do/send-by?route=erp`)).status).toBe(409)
  })

  it('asks whether a changed order replaces the earlier version when another route takes it over', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: ROUTES }) })
    box.wire.answers(ERP, status(200))
    box.accept()
    await box.work()
    box.accept({ content: 5 })
    expect((await browser.get(`${PATH}/do/send-by?route=erp`)).text).toContain('name="as"')
  })

  it('asks how a change goes to a route that brought the earlier version in place of another route', async () => {
    const routes = [httpRoute('erp', ERP), httpRoute('desk', DESK), httpRoute('wms', WMS)]
    const { box, browser } = await opened({ supplier: supplierWith({ routes }) })
    const waits = { revisions: 'hold', start: { state: 'waiting' } } as const
    const both = ['erp', 'desk'].map((route) => ({ route, ...waits }))
    for (const url of [ERP, DESK]) box.wire.answers(url, status(422))
    box.wire.answers(WMS, status(500))
    box.accept({ content: 2, routes: both })
    await box.work()
    expect(box.outbox.sendBy('order-1', 'erp', 'wms', { by: 'ann' })).toEqual({ ok: true })
    await box.work()
    expect(box.outbox.hold('order-1', { by: 'ann' })).toEqual({ ok: true })
    box.accept({ content: 3, routes: both })
    expect(box.outbox.release('order-1', { by: 'ann', as: 'replacement' })).toEqual({ ok: true })
    await box.work()
    expect(box.deliveries()).toContain('wms v1 superseded maybe')
    expect(box.deliveries()).toContain('desk v2 refused no')
    const path = `${PATH}/do/send-by?route=desk`
    const asked = await browser.get(path)
    expect(asked.text).toContain('name="as"')
    const done = await browser.submit(asked, path, { to: 'wms', as: 'replacement' })
    expect(done.location).toBe(`${PATH}?done=send-by`)
  })

  it.each([
    ['send', true],
    ['hold', false],
  ] as const)(
    'offers to take an order back where the route has %s for cancellations',
    async (cancellations, isOffered) => {
      const { box, browser } = await opened({
        supplier: supplierWith({ routes: [httpRoute('erp', ERP, { cancellations })] }),
      })
      box.wire.answers(ERP, status(200))
      box.accept()
      await box.work()
      const { text } = await browser.get(PATH)
      expect(text.includes('/do/cancel?route=erp')).toBe(isOffered)
      expect(text.includes('and gets no cancellation. To cancel it there, call the people there.')).toBe(!isOffered)
      expect((await browser.get(`${PATH}/do/cancel?route=erp`)).status).toBe(isOffered ? 200 : 409)
    },
  )

  it.each(['resend-same', 'resend-correction', 'resend-test'])('sends once more: %s', async (action) => {
    const { box, browser } = await opened({
      supplier: supplierWith({ routes: [httpRoute('erp', ERP, { test: true })] }),
    })
    box.wire.answers(ERP, status(200))
    box.accept()
    await box.work()
    const path = `${PATH}/do/${action}?route=erp`
    const done = await browser.submit(await browser.get(path), path)
    expect(done.location).toBe(`${PATH}?done=${action}`)
    expect(box.outbox.events(1).rows).toMatchObject([{ by: 'An Peeters', action }])
  })

  it('offers no second sending of a version that a later version followed by another route', async () => {
    const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 10 }] }), httpRoute('wms', WMS)]
    const { box, browser } = await opened({ supplier: supplierWith({ revisions: 'replace', routes }) })
    for (const url of [ERP, WMS]) box.wire.answers(url, status(200))
    box.accept()
    await box.work()
    box.wire.answers(ERP, status(400))
    box.accept({ content: 7 })
    await box.work()
    expect(box.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 superseded no', 'wms v2 delivered yes'])
    const { text } = await browser.get(PATH)
    for (const action of ['resend-same', 'resend-correction'])
      expect([text.includes(`/do/${action}?route=erp`), text.includes(`/do/${action}?route=wms`)]).toEqual([
        false,
        true,
      ])
  })

  it('says before a second sending whether the number is the same, and when a person sent it last', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    box.wire.answers(ERP, status(200))
    box.accept()
    await box.work()
    const path = `${PATH}/do/resend-same?route=erp`
    const first = await browser.get(path)
    expect(first.text).toContain('under the same number')
    expect(first.text).not.toContain('Last sent again')
    expect((await browser.get(`${PATH}/do/resend-correction?route=erp`)).text).toContain('under a new number')
    await browser.submit(first, path)
    await box.work()
    for (const page of [path, `${PATH}/do/resend-correction?route=erp`, PATH])
      expect((await browser.get(page)).text, page).toContain('Last sent again at 10:00, by An Peeters.')
  })
})
