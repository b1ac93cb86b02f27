import { describe, expect, it } from 'vitest'
import { type Shown, testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const ORDER = '/console/orders/fresco/order-1'
const KEYED = `${ORDER}/do/keyed`
const BULK = '/console/orders/bulk'
const HOSTILE = `"><script>alert('note')</script>&lt;`
const ESCAPED = 'value="&quot;&gt;&lt;script&gt;alert(&#39;note&#39;)&lt;/script&gt;&amp;lt;"'
const ENTRIES = { routes: 'wms', note: HOSTILE, erp: 'SO-"9"' }

/** Two systems that do not answer. */
async function opened() {
  const made = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] }) })
  const { box } = made
  for (const url of [ERP, WMS]) box.wire.answers(url, status(503))
  for (const orderId of ['order-1', 'order-2']) box.accept({ orderId })
  await box.pass(1_000)
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An')
  const deeds = () =>
    box.outbox.events(9).rows.map(({ action, route, note, erpReference }) => [action, route, note, erpReference])
  return { ...made, browser, deeds }
}

const languageOf = ({ text }: Shown): string | undefined => /<html lang="(..)">/.exec(text)?.[1]

/** Nothing that a person typed is markup. */
const expectInert = ({ text }: Shown): void => expect(text).not.toContain('<script')

describe('a form that was refused', () => {
  it('is read in another language with the ticks, the note and the number, and nothing is done before the press', async () => {
    const { browser, box, deeds } = await opened()
    const asked = await browser.get(KEYED)
    box.outbox.retry('order-1', 'erp', { by: 'Bo' })
    await box.pass(1_000)
    const before = deeds().length
    const changed = await browser.submit(asked, KEYED, ENTRIES)
    expect([changed.status, languageOf(changed)]).toEqual([409, 'en'])
    const dutch = await browser.inLanguage(changed, 'nl')
    expect([dutch.status, languageOf(dutch), deeds().length]).toEqual([409, 'nl', before])
    for (const page of [changed, dutch]) {
      expect(page.text).toContain(ESCAPED)
      expect(page.text).toContain('value="SO-&quot;9&quot;"')
      expect(page.text).toContain('value="wms" checked=""')
      expectInert(page)
    }
    const done = await browser.submit(dutch, KEYED, ENTRIES)
    expect(done.status).toBe(303)
    expect(deeds()[0]).toEqual(['done', 'wms', HOSTILE, 'SO-"9"'])
    expect(languageOf(await browser.get(ORDER))).toBe('nl')
  })

  it('stays in each further language, and where a route is not ticked', async () => {
    const { browser, deeds } = await opened()
    let page = await browser.submit(await browser.get(KEYED), KEYED, { note: HOSTILE, erp: '4711' })
    expect([page.status, page.text.includes('Tick at least one route.')]).toEqual([422, true])
    for (const language of ['nl', 'fr', 'de', 'en']) {
      page = await browser.inLanguage(page, language)
      expect(languageOf(page)).toBe(language)
      expect(page.text).toContain(ESCAPED)
      expect(page.text).toContain('value="4711"')
      expectInert(page)
    }
    expect(page.text).toContain('Your entries are still here')
    expect(deeds()).toEqual([])
  })

  it('of several orders keeps each number', async () => {
    const { browser, deeds } = await opened()
    const path = `${BULK}?do=keyed&order=fresco/order-1&order=fresco/order-2`
    const none = await browser.submit(await browser.get(path), BULK, { 'erp-fresco/order-2': HOSTILE, note: HOSTILE })
    const dutch = await browser.inLanguage(none, 'nl')
    expect([languageOf(dutch), dutch.text.split(ESCAPED).length - 1, deeds()]).toEqual(['nl', 2, []])
    expectInert(dutch)
  })

  it('keeps no proof of the session and no token', async () => {
    const { browser } = await opened()
    const asked = await browser.get(KEYED)
    const proof = /name="form" value="([^"]+)"/.exec(asked.text)?.[1] ?? ''
    const none = await browser.submit(asked, KEYED, { note: 'Noon' })
    expect(/name="kept" value="([^"]*)"/.exec(none.text)?.[1]).toMatch(/^state=[^&]*&amp;note=Noon$/)
    expect(proof.length).toBeGreaterThan(20)
    const wrong = await browser.post('/console/sign-in', { name: 'An', token: 'a-wrong-token', to: KEYED })
    expect(wrong.text).not.toContain('a-wrong-token')
    const dutch = await browser.inLanguage(wrong, 'nl')
    expect([dutch.status, languageOf(dutch)]).toEqual([200, 'nl'])
    expect(dutch.text).toContain(`name="to" value="${KEYED}"`)
  })

  it('is not shown again by another site', async () => {
    const { browser } = await opened()
    const planted = await browser.post(
      `${KEYED}?language=nl`,
      { kept: 'note=planted' },
      { 'sec-fetch-site': 'cross-site' },
    )
    expect([planted.status, planted.text.includes('planted')]).toEqual([403, false])
  })

  it('has no choice of language after a part was done, or where nobody knows whether it was done', async () => {
    const { browser, box } = await opened()
    const asked = await browser.get(`${BULK}?do=keyed&order=fresco/order-1&order=fresco/order-2`)
    box.outbox.retry('order-2', 'erp', { by: 'Bo' })
    await box.pass(1_000)
    const left = await browser.submit(asked, BULK, { routes: 'fresco/wms' })
    expect([left.status, left.text.includes('Done: 1 of 2 orders')]).toEqual([409, true])
    expect(left.text).not.toContain('formaction')
    const again = await browser.get(`${ORDER}/do/hold`)
    Object.assign(box.outbox, {
      hold: () => {
        throw new Error('fault')
      },
    })
    const fault = await browser.submit(again, `${ORDER}/do/hold`, { note: 'x' })
    expect([fault.status, fault.text.includes('formaction')]).toEqual([503, false])
  })
})

describe('what a person typed', () => {
  it('is shown where the customer lost the mail address meanwhile', async () => {
    const made = testConsole({
      supplier: supplierWith({ customerNotices: { from: 'orders@gateway.example' } }),
    })
    made.box.accept()
    const browser = made.browser({ 'accept-language': 'en' })
    await browser.signIn('An')
    const path = `${ORDER}/do/notify-customer`
    const late = await browser.post(path, { message: HOSTILE, note: 'No butter' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('<blockquote dir="auto">&quot;&gt;&lt;script&gt;')
    expect(late.text).toContain('<blockquote dir="auto">No butter</blockquote>')
    expectInert(late)
  })

  it('is shown where a colleague began without the missing orders first', async () => {
    const lost = { cause: 'lost', supplier: 'fresco', before: '~0000000000000001a', now: null } as const
    const made = testConsole({ earlier: lost })
    const browser = made.browser({ 'accept-language': 'en' })
    await browser.signIn('An')
    const asked = await browser.get('/console/catch-up?supplier=fresco')
    made.box.outbox.begin({ by: 'Bo' })
    const late = await browser.submit(asked, '/console/catch-up/begin', { note: HOSTILE })
    expect(late.status).toBe(409)
    expect(late.text).toContain('<blockquote dir="auto">&quot;&gt;&lt;script&gt;')
    expectInert(late)
  })
})
