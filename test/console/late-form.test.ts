import { describe, expect, it } from 'vitest'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { consolePages } from '../../src/console/console.tsx'
import { exportText } from '../../src/exports/write-export.ts'
import type { Services } from '../../src/services.ts'
import { articleRow } from '../fakes/catalogue.ts'
import { MORNING } from '../fakes/clock.ts'
import { type Browser, type ConsoleWish, type Shown, TOKEN, testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'
import { remoteOutbox } from '../fakes/served-outbox.ts'

const ORDER = '/console/orders/fresco/order-1'
const HELD = { state: 'held', reason: 'unknown-article' } as const
const NOTE = 'Lotte said: "<b>no</b> fish" & 2 crates – né'
const ESCAPED = 'value="Lotte said: &quot;&lt;b&gt;no&lt;/b&gt; fish&quot; &amp; 2 crates – né"'
const HALF_DAY = 12 * 3_600_000
const LISTED = {
  ...makeOrder(1, MORNING - 11 * 2 * HALF_DAY, createDice(1)),
  ...{ expected_delivery_date: '2026-12-01' },
}

async function opened(wish: ConsoleWish = {}) {
  const made = testConsole({
    supplier: supplierWith({ routes: [httpRoute('erp', ERP), mailboxRoute('wms')] }),
    ...wish,
  })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An')
  const endSession = () => made.box.clock.set(made.box.clock.now() + HALF_DAY)
  return { ...made, browser, endSession }
}

const signInAgain = (browser: Browser, page: Shown, name = 'An', token = TOKEN): Promise<Shown> =>
  browser.submit(page, '/console/sign-in', { name, token })

const deeds = (box: TestOutbox) => box.outbox.events(99).rows.map(({ action, note }) => [action, note])

describe('a form that was sent after the session had ended', () => {
  it('comes back after the sign-in with what was typed, does nothing, and works at the next press', async () => {
    const { box, browser, endSession } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const action = `${ORDER}/do/done?route=erp`
    const asked = await browser.get(action)
    endSession()
    const signIn = await browser.submit(asked, action, { note: NOTE, erp: 'V-2026/118' })
    expect([signIn.status, signIn.location]).toEqual([401, null])
    expect(signIn.text).toContain('Nothing was done: you were signed out')
    expect(signIn.text).toContain('the form comes back with what you had entered')
    expect(signIn.text).not.toContain('<b>no</b>')
    const again = await signInAgain(browser, signIn)
    expect(again.status).toBe(409)
    expect(again.text).toContain('Your entries are still here')
    expect(again.text).toContain(ESCAPED)
    expect(again.text).toContain('value="V-2026/118"')
    expect(again.text).not.toContain(TOKEN)
    expect(deeds(box)).toEqual([])
    const done = await browser.submit(again, action, { note: NOTE, erp: 'V-2026/118' })
    expect(done.status).toBe(303)
    expect(deeds(box)).toEqual([['done', NOTE]])
  })

  it('stays through a wrong token and a missing name', async () => {
    const { box, browser, endSession } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${ORDER}/do/discard`)
    endSession()
    let page = await browser.submit(asked, `${ORDER}/do/discard`, { note: NOTE })
    page = await signInAgain(browser, page, 'An', 'wrong')
    page = await signInAgain(browser, page, ' ')
    expect(page.text).toContain('the form comes back')
    expect((await signInAgain(browser, page)).text).toContain(ESCAPED)
    expect(deeds(box)).toEqual([])
  })

  it('stays through a change of the language, which tries no token', async () => {
    const { box, browser, endSession } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${ORDER}/do/discard`)
    endSession()
    let page = await browser.submit(asked, `${ORDER}/do/discard`, { note: NOTE })
    expect(page.text).not.toContain(`href="${ORDER}/do/discard`)
    for (let at = 0; at < 9; at++) page = await browser.inLanguage(page, 'nl')
    expect([page.status, page.text.includes('<html lang="nl">')]).toEqual([401, true])
    expect(page.text).toContain('het formulier komt terug met')
    page = await browser.inLanguage(await signInAgain(browser, page, 'An', 'wrong'), 'nl')
    expect([page.status, page.text.includes('value="An"')]).toEqual([200, true])
    const again = await signInAgain(browser, page)
    expect([again.status, again.text.includes(ESCAPED), deeds(box)]).toEqual([409, true, []])
    expect(again.text).toContain('<html lang="nl">')
  })

  it('comes back too where the person signed in again in another window', async () => {
    const { box, browser, endSession } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${ORDER}/do/discard`)
    endSession()
    await browser.signIn('An')
    const again = await browser.submit(asked, `${ORDER}/do/discard`, { note: NOTE })
    expect([again.status, again.text.includes(ESCAPED), deeds(box)]).toEqual([409, true, []])
  })

  it('says that the order has changed meanwhile', async () => {
    const { box, browser, endSession } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${ORDER}/do/release`)
    endSession()
    box.accept({ content: 7, starts: { erp: HELD, wms: HELD } })
    const signIn = await browser.submit(asked, `${ORDER}/do/release`, { note: NOTE })
    const { text } = await signInAgain(browser, signIn)
    expect(text).toContain('The order has changed since this page was made.')
    expect(text).toContain(ESCAPED)
  })

  it('is shown to nobody without the role for it', async () => {
    const console = { access: [{ who: 'Vi', role: 'view' as const, token: 'VI_TOKEN' }] }
    const { box, browser, endSession } = await opened({
      console,
      secrets: { VI_TOKEN: 'a-token-of-a-person-who-reads' },
    })
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${ORDER}/do/discard`)
    endSession()
    const signIn = await browser.submit(asked, `${ORDER}/do/discard`, { note: NOTE })
    const refused = await signInAgain(browser, signIn, 'Vi', 'a-token-of-a-person-who-reads')
    expect([refused.status, refused.text.includes('Lotte')]).toEqual([403, false])
  })

  it('is not kept where another site posted it', async () => {
    const { browser, endSession } = await opened()
    endSession()
    for (const site of ['cross-site', 'same-site', 'none']) {
      const signIn = await browser.post(`${ORDER}/do/discard`, { note: NOTE }, { 'sec-fetch-site': site })
      expect([signIn.status, signIn.text.includes('Lotte')]).toEqual([401, false])
      expect(signIn.text).toContain('Enter again what you had entered there.')
    }
    const planted = { name: 'An', token: TOKEN, to: `${ORDER}/do/discard`, kept: 'note=planted' }
    expect((await browser.post('/console/sign-in', planted, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })

  it('is kept up to a size that the sign-in can post', async () => {
    const { box, browser, endSession } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    endSession()
    const action = `${ORDER}/do/notify-customer`
    const signIn = await browser.post(action, { message: '語'.repeat(2_000), note: '語'.repeat(500) })
    const fields = /name="kept" value="([^"]+)"/.exec(signIn.text)?.[1] ?? ''
    const posted = new URLSearchParams({ kept: fields.replaceAll('&amp;', '&'), to: action, token: TOKEN }).toString()
    expect(fields.length).toBeGreaterThan(20_000)
    expect(posted.length).toBeLessThan(65_000)
    const large = await browser.post(action, { message: '語'.repeat(6_000) })
    expect(large.text).not.toContain('name="kept"')
    expect(large.text).toContain('Enter again what you had entered there.')
    expect((await signInAgain(browser, large)).location).toBe(action)
  })

  it.each(['nl', 'fr', 'de', 'en'] as const)('says so in %s', async (language) => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const words = consoleWording[language]
    const speaking = { 'accept-language': language }
    const stranger = testConsole().browser(speaking)
    expect((await stranger.post(`${ORDER}/do/discard`, { note: 'x' })).text).toContain(words.signIn.kept)
    const { text } = await browser.post(`${ORDER}/do/discard`, { note: 'x', form: 'of another session' }, speaking)
    expect(text).toContain(words.frame.late)
  })
})

const DAYS = { from: '2026-11-10', to: '2026-11-16' }

/** A form of each page that takes one: what a person typed, and what the page shows again. */
const FORMS: Readonly<
  Record<string, readonly [path: string, typed: Record<string, string>, shown: readonly string[]]>
> = {
  '/console/orders/:supplier/:orderId/do/:action': [
    `${ORDER}/do/send-by?route=erp`,
    { note: NOTE, to: 'wms', as: 'replacement' },
    [ESCAPED, '<option value="wms" selected'],
  ],
  '/console/orders/bulk': [
    '/console/orders/bulk',
    { do: 'keyed', order: 'fresco/order-1', 'erp-fresco/order-1': 'V-118', note: NOTE },
    [ESCAPED, 'value="V-118"'],
  ],
  '/console/routes/:supplier/:route/do/:action': [
    '/console/routes/fresco/erp/do/pause',
    { note: NOTE, until: '2026-11-25T06:00' },
    [ESCAPED, 'value="2026-11-25T06:00"'],
  ],
  '/console/catalogue/:supplier/:table/enter': [
    '/console/catalogue/fresco/articles/enter',
    { key: '3105', row: JSON.stringify(articleRow('3105', { factor: '2.5' }).row), note: NOTE },
    [ESCAPED, '2.5'],
  ],
  '/console/catalogue/:supplier/:table/undo': [
    '/console/catalogue/fresco/articles/undo',
    { key: 'AB-1', replaces: '1' },
    ['name="key" value="AB-1"'],
  ],
  '/console/catalogue/:supplier/:table/import': [
    '/console/catalogue/fresco/articles/import',
    { csv: 'article,erpArticle\nAB-2,300101\n', step: 'import' },
    ['AB-2', '300101'],
  ],
  '/console/catch-up/begin': ['/console/catch-up/begin', { supplier: 'fresco', note: NOTE }, [ESCAPED]],
  '/console/catch-up/compare': [
    '/console/catch-up/compare',
    { supplier: 'fresco', ...DAYS, step: 'deliver', order: LISTED.id, count: '1' },
    ['value="2026-11-10"', 'value="2026-11-16"', `value="${LISTED.id}" checked`, 'name="count" value="1"'],
  ],
  '/console/restore/import': [
    '/console/restore/import',
    { supplier: 'fresco', note: NOTE, step: 'restore' },
    [ESCAPED],
  ],
  '/console/what-would': ['/console/what-would', { supplier: 'fresco', json: '{"order_number":"PO-7"}' }, ['PO-7']],
  '/console/sign-out': ['/console/sign-out', {}, []],
}

/** The pages that take a form, as the console knows them. */
const PAGES = [...new Set(consolePages.routes.flatMap(({ method, path }) => (method === 'POST' ? [path] : [])))]
  .map((path) => `/console${path.replace(/\/$/, '')}`)
  .filter((path) => path !== '/console/sign-in')

describe('a page that takes a form', () => {
  it.each(PAGES)('shows a form of an earlier session again, and does nothing: %s', async (route) => {
    const { gateway, browser } = await everything()
    const { box, delivered } = gateway
    const stand = () => [
      ...[box.outbox.view('order-1'), box.outbox.routes(), box.outbox.storage().missing],
      ...[box.outbox.events(99).rows, box.outbox.view(LISTED.id), box.outbox.view('other'), delivered()],
    ]
    const before = stand()
    const [path, typed, shown] = FORMS[route] ?? []
    if (path === undefined || shown === undefined) throw new Error('The test has no form of this page.')
    const orders = route === '/console/restore/import' ? { orders: await otherOrder() } : {}
    const { text } = await browser.post(path, { ...typed, ...orders, form: 'of another session' })
    for (const part of shown) expect(text).toContain(part)
    await box.work()
    expect(stand()).toEqual(before)
    expect((await browser.get('/console')).status).toBe(200)
  })
})

/** A console with everything that a form may be for. */
async function everything() {
  const lost = { cause: 'lost', supplier: 'fresco', before: '~0000000000000001a', now: null } as const
  const routes = [httpRoute('erp', ERP), mailboxRoute('wms')]
  const gateway = pollingGateway({ outbox: { earlier: lost }, settings: { routes } })
  const { box, supplier, fake, ports } = gateway
  fake.book.place(LISTED)
  box.accept({ routes: [{ route: 'erp', revisions: 'hold', start: HELD }] })
  box.outbox.enterRow(articleRow('AB-1', { erpArticle: '7' }), { by: 'An' }, null)
  const services = {
    ...{ gateway: { suppliers: { fresco: supplier } }, clock: box.clock, pollPorts: ports },
    outbox: () => remoteOutbox(box.outbox),
  } as unknown as Partial<Services>
  const browser = testConsole({ services }).browser({ 'accept-language': 'en' })
  await browser.signIn('An')
  return { gateway, browser }
}

/** The export of an order of another outbox. */
async function otherOrder(): Promise<string> {
  const other = testOutbox()
  other.accept({ orderId: 'other' })
  const found = other.outbox.exported('other')
  return found ? exportText(found) : ''
}
