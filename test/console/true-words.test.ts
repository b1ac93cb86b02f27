import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const MINUTE = 60_000
const BY = { by: 'Joris', note: 'New server at noon.' }
const PATH = '/console/orders/fresco/order-1'
const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const

async function opened(routes: readonly Record<string, unknown>[] = [httpRoute('erp', ERP)], language = 'en') {
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes }) })
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn()
  return { box, browser, read: async (path = '/console') => (await browser.get(path)).text }
}

describe('the reason of a pause', () => {
  it('stands once on Today and on Routes, also where the pause refused an order', async () => {
    const { box, read } = await opened()
    box.wire.answers(ERP, status(401))
    for (const orderId of ['one', 'two']) box.accept({ orderId })
    await box.pass(MINUTE)
    box.accept({ orderId: 'three' })
    for (const path of ['/console', '/console/routes']) {
      const text = await read(path)
      expect([path, text.split('answered 401').length]).toEqual([path, 2])
    }
  })

  it('of a person stands once on Today and on Routes', async () => {
    const { box, read } = await opened()
    box.wire.answers(ERP, status(422))
    box.accept({ orderId: 'refused' })
    await box.pass(MINUTE)
    box.outbox.pause('erp', BY)
    box.accept({ orderId: 'waits' })
    await box.pass(30 * MINUTE)
    for (const path of ['/console', '/console/routes'])
      expect([path, (await read(path)).split(BY.note).length]).toEqual([path, 2])
  })
})

describe('the filters of the list', () => {
  it('name what they count: an order that stands still is open, and an order to look into has nothing to send', async () => {
    const { box, read } = await opened()
    box.outbox.pause('erp', BY)
    box.accept({})
    const text = await read('/console/orders?state=pending')
    expect(text).toContain('Stands still')
    expect(text).toMatch(/Still open<b>1<\/b>/)
    expect(text).not.toContain('On its way<b>')
    expect(text).toMatch(/Nothing more is sent<b>0<\/b>/)
  })
})

describe('an order that a mail brought in place of the ERP, and that a second system has', () => {
  const desk = httpRoute('desk', WMS, {
    document: DESK_MAIL,
  })
  const routes = [
    httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 10 }] }),
    desk,
    httpRoute('wms', 'https://second.example/orders'),
  ]
  it.each(LANGUAGES)('is not said to be with people alone, in %s', async (language) => {
    const { box, read } = await opened(routes, language)
    box.wire.answers(ERP, status(422))
    box.wire.answers(WMS, status(200))
    box.wire.answers('https://second.example/orders', status(200))
    box.accept({})
    await box.pass(11 * MINUTE)
    const text = await read(PATH)
    const [, headline = ''] = /<h1 id="verdict">(.*?)<\/h1>/s.exec(text) ?? []
    expect(headline).toContain('desk')
    expect(headline).not.toMatch(/\b(only|alleen|nur)\b|n’est partie que/)
    expect(text).toContain(consoleWording[language].erp.refusedIt.replace('{route}', 'erp'))
  })
})

describe('the history of a document in a mailbox', () => {
  it.each(LANGUAGES)('names no courier, because a person or an ERP may fetch too, in %s', async (language) => {
    const { box, read } = await opened([mailboxRoute('box')], language)
    box.accept({})
    await box.work()
    const [listed] = box.outbox.listMailbox('box')
    box.outbox.fetchDocument('box', listed?.id ?? '')
    const text = await read(PATH)
    expect(text).toContain(consoleWording[language].events.fetched.replace('{route}', 'box'))
    expect(text).not.toMatch(/courier/i)
  })
})

describe('a page that answers a form', () => {
  it('offers no other language and no reload, because what was typed would be lost', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    const path = `${PATH}/do/discard`
    const asked = await browser.get(path)
    expect(asked.text).toContain('hreflang="nl"')
    box.outbox.hold('order-1', BY)
    const again = await browser.submit(asked, path, { note: '' })
    expect(again.status).toBe(422)
    expect(again.text).not.toContain('hreflang')
    expect(again.text).not.toContain(`<a href="${path}">`)
  })
})
