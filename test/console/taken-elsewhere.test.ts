import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { type Answer, status } from '../fakes/wire.ts'
import { PATH, REFUSAL, refuses } from './refused-by-erp.ts'

const MINUTE = 60_000

/** The route to the ERP, with a route to a warehouse that takes over. */
async function opened(answer: Answer) {
  const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 10 }] }), httpRoute('wms', WMS)]
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes }) })
  box.wire.answers(ERP, answer)
  box.wire.answers(WMS, status(200))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters')
  box.accept({ body: bodyOf(postedOrder()) })
  await box.pass(11 * MINUTE)
  return { box, browser, page: async () => (await browser.get(PATH)).text }
}

describe('an order that only a fallback route took', () => {
  it('is not said to be in the ERP', async () => {
    const { page } = await opened(status(503))
    const text = await page()
    expect(text).toContain('<h1 id="verdict">Done: route wms has it, in place of route erp.</h1>')
    expect(text).toMatch(/Route wms has version 1 \([^)]*\)\. Route erp did not bring it\./)
    expect(text).not.toContain('our ERP has version')
    expect(text).toContain('class="note ok verdict"')
  })

  it('needs a person where the ERP refused it, and repeats the words of the ERP', async () => {
    const { page, browser } = await opened(refuses)
    const text = await page()
    expect(text).toContain('<h1 id="verdict">Route erp refused it. Route wms has it.</h1>')
    expect(text).toContain('Find out why, and whether the system there still needs the order.')
    expect(text).toMatch(new RegExp(`The reason of route erp: <q>[^<]*${REFUSAL}`))
    expect(text).toContain('class="note you verdict"')
    expect((await browser.get('/console/orders')).text).toContain('Look into it')
  })

  it('is settled by a person who keyed it for the ERP, with its number', async () => {
    const { page, browser, box } = await opened(refuses)
    const path = `${PATH}/do/has-it?route=erp`
    expect(await page()).toContain(`href="${path}"`)
    await browser.submit(await browser.get(path), path, { erp: 'SO-88122' })
    expect(box.outbox.view('order-1')?.deliveries.map((one) => [one.route, one.state])).toEqual([
      ['erp', 'done'],
      ['wms', 'delivered'],
    ])
    const text = await page()
    expect(text).toMatch(/Your ERP has version 1/)
    expect(text).not.toContain('refused it')
    expect((await browser.get('/console/orders')).text).not.toContain('Look into it')
    expect(box.wire.calls.filter(({ url }) => url === ERP)).toHaveLength(1)
  })
})

describe('an order that the ERP refused for good reason, and that a mail brought', () => {
  const desk = httpRoute('desk', 'https://mails.example/', {
    document: DESK_MAIL,
  })

  async function mailed(answer: Answer) {
    const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 1 }] }), desk]
    const { box, ...made } = testConsole({ supplier: supplierWith({ routes }) })
    box.wire.answers(ERP, answer)
    box.wire.answers('https://mails.example/', status(200))
    const browser = made.browser({ 'accept-language': 'en' })
    await browser.signIn('An Peeters')
    box.accept({ body: bodyOf(postedOrder()) })
    await box.pass(2 * MINUTE)
    return { box, browser }
  }

  it('is discarded by a person, who calls the customer', async () => {
    const { box, browser } = await mailed(refuses)
    const path = `${PATH}/do/discard-mailed`
    expect((await browser.get('/console')).text).toContain('If an order shall not be delivered, discard it there.')
    expect((await browser.get(PATH)).text).toContain(`href="${path}"`)
    const asked = await browser.get(path)
    expect(asked.text).toContain('Your ERP is right: the order counts as discarded there.')
    expect(asked.text).toContain('Discard version 1?')
    expect(asked.text).toContain('Call the chef')
    expect((await browser.submit(asked, path, {})).status).toBe(422)
    await browser.submit(await browser.get(path), path, { note: 'Blocked: unpaid.' })
    expect(box.outbox.view('order-1')?.state).toBe('discarded')
    expect((await browser.get(PATH)).text).toContain('Discarded: your ERP refused it, and people have a mail of it.')
    const today = (await browser.get('/console')).text
    expect(today).toContain('<h1>1 customer to call.</h1>')
    expect(today).toContain('<strong>Discarded: your ERP refused it, and people have a mail of it.</strong>')
    expect((await browser.get('/console/statements/print/fresco')).text).toContain('No order has to be keyed')
    expect((await browser.get('/console/pick-list?supplier=fresco&day=2026-11-25')).text).not.toContain('PO-order-1')
    expect((await browser.get('/console/orders?state=discarded')).text).toContain('PO-order-1')
  })

  it('is not offered where the ERP may have it, or where nothing refused it', async () => {
    for (const answer of [status(500), status(503)]) {
      const { browser } = await mailed(answer)
      expect((await browser.get(PATH)).text).not.toContain('discard-mailed')
    }
  })
})
