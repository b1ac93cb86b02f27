import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { type Answer, cut, status } from '../fakes/wire.ts'
import { holdToContract } from '../worker/contract.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const MAILS = 'https://mails.example/'
const LIST = '/console/statements/print/fresco'
const STATEMENT = '/console/statements/2026-11-24'
const pathOf = (orderId: string): string => `/console/orders/fresco/${orderId}`
const desk = httpRoute('desk', MAILS, {
  document: DESK_MAIL,
})

/** An ERP that never takes an order, a mail in its place after five minutes, and a second system that takes each order. */
async function opened(language = 'en', isPaused = false, answer: Answer = status(503)) {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 5 }] })
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes: [erp, desk, httpRoute('wms', WMS)] }) })
  box.wire.answers(ERP, answer)
  for (const url of [MAILS, WMS]) box.wire.answers(url, status(200))
  if (isPaused) box.outbox.pause('erp', { by: 'An', note: 'Stop.' })
  box.outbox.makeStatements()
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn()
  const accept = async (orderId: string) => {
    const body = bodyOf(postedOrder({ id: orderId, order_number: `PO-${orderId}` }))
    box.accept({ orderId, body, placedAt: box.clock.now(), cutOff: box.clock.now() + 60 * MINUTE })
    await box.pass(10 * MINUTE)
  }
  return { box, browser, accept, services: made.services, read: async (path: string) => (await browser.get(path)).text }
}

const SCENES = [
  ['paused', true, status(503), 'lacks'],
  ['unavailable', false, status(503), 'lacks'],
  ['failing', false, status(500), 'perhaps'],
  ['cut', false, cut, 'perhaps'],
] as const

describe('an order that a mail took over from an ERP that is', () => {
  it.each(SCENES)('%s stands on Today, on the list to key and in the statement', async (_, isPaused, answer, why) => {
    const { box, accept, read, services } = await opened('en', isPaused, answer)
    await accept('one')
    expect(box.deliveries('one').slice(0, 2)).toEqual([
      'desk v1 delivered yes',
      `erp v1 superseded ${why === 'lacks' ? 'no' : 'maybe'}`,
    ])
    const page = await read(pathOf('one'))
    const today = await read('/console')
    const list = await read(LIST)
    if (why === 'lacks') {
      expect(page).toContain(
        '<h1 id="verdict">Route erp did not bring it. In its place, people have a mail of route desk: key it by hand, if nobody has.',
      )
      expect(today).toContain('Route erp did not bring it. In its place, people have a mail of route desk.')
      expect(today).toContain('Key it in your ERP, if nobody has.')
      expect(today).toContain(`<a class="btn go" href="${pathOf('one')}/do/done?route=erp">`)
      expect(today).toContain('1 not in your ERP yet')
    } else {
      expect(page).toContain('<h1 id="verdict">Route erp may have it. People have a mail of route desk.')
      expect(today).toContain('Route erp may have it. People have a mail of route desk.')
      expect(today).toContain('Look in your ERP first, and key only what is missing.')
      expect(today).toContain(`<a class="btn go" href="${pathOf('one')}" dir="auto">Look at PO-one</a>`)
      expect(today).toContain('1 uncertain')
    }
    expect(today).toContain('<h1>1 order needs your attention. ')
    expect(today).not.toContain('refused it')
    const acts = [...page.matchAll(/\/do\/([\w-]+)\?route=erp/g)].map(([, name]) => name)
    expect(acts.slice(0, 2)).toEqual(why === 'lacks' ? ['done', 'has-it'] : ['has-it', 'done'])
    expect(list).toContain(
      why === 'lacks' ? '<h1>1 order is not in your ERP yet' : '<h1>Orders that may be in your ERP: 1',
    )
    expect(list).toContain(`href="${pathOf('one')}"`)
    expect(list).not.toContain('/do/done')
    expect(await read(STATEMENT)).toMatch(
      /Not taken by one route, brought by another, and reported by nobody yet: 1.*PO-one/s,
    )
    expect(box.outbox.list({ state: null, text: null, before: null, limit: 1 }).rows[0]?.order.shownState).toBe(
      'attention',
    )
    const url = 'https://gateway.example/api/suppliers/fresco/desk'
    const response = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${TOKEN}` } }), services)
    const json = JSON.parse(await response.text())
    holdToContract({ method: 'GET', url }, response, json)
    expect(json.passed).toMatchObject([{ orderId: 'one', why, canDiscard: false }])
  })

  it.each(SCENES)('%s leaves all of them once a person reports it', async (_, isPaused, answer) => {
    const { box, browser, accept, read } = await opened('en', isPaused, answer)
    await accept('one')
    const path = `${pathOf('one')}/do/done?route=erp`
    await browser.submit(await browser.get(path), path, { erp: 'SO-1' })
    expect(await read('/console')).toContain('<h1>Nothing waits for you.</h1>')
    expect(await read(LIST)).toContain('No order has to be keyed')
    expect(await read(STATEMENT)).not.toContain('Not taken by one route')
    expect(box.outbox.list({ state: null, text: null, before: null, limit: 1 }).rows[0]?.order.shownState).toBe(
      'settled',
    )
  })

  it('paused leaves Today and the list once its delivery day is over', async () => {
    const { box, browser, accept, read } = await opened('en', true)
    await accept('one')
    await box.pass(3 * DAY)
    await browser.signIn()
    expect(await read('/console')).not.toContain('people have a mail')
    expect(await read(LIST)).toContain('No order has to be keyed')
  })

  it('paused is one cause for several orders, and leads to the list to key', async () => {
    const { accept, read } = await opened('en', true)
    for (const id of ['one', 'two']) await accept(id)
    const today = await read('/console')
    expect(today).toContain('Route erp did not bring them. In its place, people have a mail of route desk.')
    expect(today).toContain(`<a class="btn go" href="${LIST}">Print what is not in your ERP yet</a>`)
    expect(await read(LIST)).toContain('2 orders are not in your ERP yet')
  })

  it.each([
    ['nl', 'Route erp bracht ze niet. In de plaats daarvan hebben mensen een mail van route desk.'],
    ['fr', 'La route erp ne l’a pas apportée. À la place, elle est partie par e-mail, par la route desk.'],
    ['de', 'Route erp hat sie nicht gebracht. Stattdessen wurde sie als Mail gesendet, über Route desk.'],
  ])('paused is named in %s', async (language, sentence) => {
    const { accept, read } = await opened(language, true)
    await accept('one')
    expect(await read('/console')).toContain(sentence)
  })
})

it('is of no concern where another system took the order over', async () => {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 5 }] })
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes: [erp, httpRoute('wms', WMS)] }) })
  box.wire.answers(ERP, status(503))
  box.wire.answers(WMS, status(200))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn()
  box.accept()
  await box.pass(10 * MINUTE)
  expect((await browser.get('/console')).text).toContain('<h1>Nothing waits for you.</h1>')
  expect((await browser.get(LIST)).text).toContain('No order has to be keyed')
})
