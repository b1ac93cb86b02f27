import { describe, expect, it } from 'vitest'
import { type ConsoleWish, testConsole } from '../fakes/console.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { cut, status } from '../fakes/wire.ts'

const PATH = '/console/orders/fresco/order-1'

async function opened(wish: ConsoleWish = {}, token?: string) {
  const made = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }), ...wish })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters', token)
  made.box.wire.answers(ERP, status(200))
  made.box.accept({ body: bodyOf(postedOrder()) })
  return { box: made.box, browser, stranger: () => made.browser() }
}

describe('what is kept of an order', () => {
  it('is given as files: the order as it was posted, the document, and everything', async () => {
    const { box, browser } = await opened()
    await box.work()
    const { text } = await browser.get(PATH)
    const links = [...text.matchAll(/href="([^"]+)" download/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
    expect(links.map((link) => link.replace(PATH, ''))).toEqual([
      '/documents/erp?version=1',
      '/body?version=1',
      '/export',
    ])
    for (const link of links) {
      const file = await browser.get(link)
      expect(file.status).toBe(200)
      expect(file.headers.get('x-content-type-options')).toBe('nosniff')
      expect(file.headers.get('content-disposition')).toMatch(/^attachment/)
    }
    expect(JSON.parse((await browser.get(`${PATH}/body?version=1`)).text)).toEqual(postedOrder())
    expect((await browser.get(`${PATH}/export`)).text).toContain('"order-1"')
  })

  it.each(['/body?version=7', '/receipts/erp', '/documents/none', '/documents/erp?version=x'])(
    'has no file at %s',
    async (place) => {
      const { browser } = await opened()
      expect((await browser.get(PATH + place)).status).toBe(404)
    },
  )

  it('is not given of an order of another supplier, or without a sign-in', async () => {
    const { browser, stranger } = await opened()
    for (const place of ['/body', '/export', '/receipts/erp']) {
      expect((await browser.get(`/console/orders/other/order-1${place}`)).status).toBe(404)
      expect((await stranger().get(PATH + place)).status).toBe(303)
    }
  })

  it('is erased for good when a manager says why, once nothing of it can be sent', async () => {
    const { box, browser } = await opened()
    expect((await browser.get(`${PATH}/do/erase`)).status).toBe(409)
    await box.work()
    const asked = await browser.get(`${PATH}/do/erase`)
    expect(asked.text).toContain('Erase the content of the order?')
    expect((await browser.submit(asked, `${PATH}/do/erase`, { note: '' })).status).toBe(422)
    expect((await browser.submit(asked, `${PATH}/do/erase`, { note: 'The customer asked.' })).status).toBe(303)
    expect(box.outbox.view('order-1')?.purgedAt).toBeDefined()
    const { text } = await browser.get(PATH)
    expect(text).not.toContain('/do/erase')
    expect(text).not.toContain('/body?')
  })

  it('says why it cannot be erased while it shares a document with an order that is not settled', async () => {
    const batch = { orders: 2, minutes: 60 }
    const { box, browser } = await opened({
      supplier: supplierWith({
        routes: [httpRoute('erp', ERP, { batch, fileName: 'ORD{sequence:6}.{ext}', whenUncertain: 'hold' })],
      }),
    })
    box.wire.answers(ERP, cut)
    box.accept({ orderId: 'order-2' })
    await box.work()
    box.outbox.done('order-1', 'erp', { by: 'An' })
    const { text } = await browser.get(PATH)
    expect(text).not.toContain('/do/erase')
    expect(text).toContain('The content cannot be erased yet: the order shares a document')
    expect((await browser.get(`${PATH}/do/erase`)).status).toBe(409)
    expect(box.outbox.erase('order-1', { by: 'An' })).toMatchObject({ message: expect.stringContaining('shares') })
    box.outbox.done('order-2', 'erp', { by: 'An' })
    const after = (await browser.get(PATH)).text
    expect(after).toContain('/do/erase')
    expect(after).not.toContain('cannot be erased yet')
  })

  it('is not erased by a person who may only act', async () => {
    const access = [{ who: 'Ac', role: 'act' as const, suppliers: ['fresco'], token: 'AC_TOKEN' }]
    const { box, browser } = await opened(
      { console: { access }, secrets: { AC_TOKEN: 'a-token-of-ac-for-this-test' } },
      'a-token-of-ac-for-this-test',
    )
    await box.work()
    expect((await browser.get(PATH)).text).not.toContain('/do/erase')
    const asked = await browser.get(`${PATH}/do/erase`)
    expect(asked.status).toBe(403)
    expect(asked.text).not.toContain('Erase the content')
    const form = /name="form" value="([^"]*)"/.exec(asked.text)?.[1] ?? ''
    expect((await browser.post(`${PATH}/do/erase`, { form, note: 'Why not?' })).status).toBe(403)
    expect(box.outbox.view('order-1')?.purgedAt).toBeUndefined()
  })
})
