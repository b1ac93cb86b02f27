import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { holdToContract } from '../worker/contract.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const STATEMENT = '/console/statements/2026-11-24'

/** An ERP that refuses each order, and a mail to the desk in its place. */
async function opened(language = 'en') {
  const fallbacks = [{ route: 'desk', afterMinutes: 10 }]
  const routes = [httpRoute('erp', ERP, { fallbacks }), httpRoute('desk', WMS)]
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes }) })
  box.wire.answers(ERP, status(400))
  box.wire.answers(WMS, status(200))
  const browser = made.browser({ 'accept-language': language })
  box.outbox.makeStatements()
  await browser.signIn()
  const read = async (path = '/console') => (await browser.get(path)).text
  return { box, browser, read, services: made.services }
}

const idsIn = (text: string): string[] =>
  [...text.matchAll(/<a href="\/console\/orders\/fresco\/([^"?/]+)"/g)].map(([, id = '']) => id)

describe('an order that the ERP refused, and a fallback route brought', () => {
  it('stands on Today until a person says that the ERP has it', async () => {
    const { box, browser, read } = await opened()
    for (const orderId of ['one', 'two']) box.accept({ orderId })
    await box.pass(MINUTE)
    const text = await read()
    expect(text).toContain('<h1>2 orders need your attention.</h1>')
    expect(text).toContain('Route erp refused them. Route desk has them')
    expect(text).toContain('Look into it')
    expect(text).toContain('Then press “My ERP has it” at each.')
    expect(text).toContain('If nobody does anything: they stay with route desk, and nothing more is sent.')
    expect(text).toContain('href="/console/orders/fresco/one"')
    for (const orderId of ['one', 'two']) {
      const path = `/console/orders/fresco/${orderId}/do/has-it?route=erp`
      await browser.submit(await browser.get(path), path, { erp: 'SO-1' })
    }
    expect(await read()).toContain('<h1>Nothing waits for you.</h1>')
  })

  it.each([
    ['nl', 'Route erp weigerde ze. Route desk heeft ze.', '1 bestelling vraagt'],
    ['fr', 'La route erp l’a refusée. La route desk l’a.', '1 commande demande'],
    ['de', 'Route erp hat sie abgelehnt. Route desk hat sie.', '1 Bestellung braucht'],
  ])('is named in %s', async (language, ...sentences) => {
    const { box, read } = await opened(language)
    box.accept({})
    await box.pass(MINUTE)
    for (const sentence of sentences) expect(await read()).toContain(sentence)
  })

  it('stands below what is missing, and no cut-off of it is too late', async () => {
    const { box, read } = await opened()
    box.accept({ orderId: 'passed', cutOff: box.clock.now() + 30 * MINUTE })
    await box.pass(MINUTE)
    expect(await read()).toContain('The first cut‑off is in 29 min.')
    expect(await read()).toMatch(/1 refused, and brought another way.*0 of 1 are there/s)
    box.accept({ orderId: 'held', starts: { erp: { state: 'held', reason: 'quantity' } } })
    await box.pass(30 * MINUTE)
    const text = await read()
    expect(text.indexOf('Held: a quantity')).toBeLessThan(text.indexOf('Route erp refused it'))
    expect(text).not.toContain('A cut‑off is past')
    expect(text).not.toContain('too late')
  })

  it('has the first cut-off of the headline, although a missing order has a later one', async () => {
    const { box, read } = await opened()
    box.accept({ orderId: 'passed', cutOff: box.clock.now() + 13 * MINUTE })
    await box.pass(MINUTE)
    const later = box.clock.now() + 24 * 60 * MINUTE
    box.accept({ orderId: 'held', cutOff: later, starts: { erp: { state: 'held', reason: 'quantity' } } })
    expect(await read()).toContain('The first cut‑off is in 12 min.')
  })

  it('leaves Today once its delivery day is over', async () => {
    const { box, browser, read } = await opened()
    box.accept({ orderId: 'old' })
    await box.pass(MINUTE)
    await box.pass(2 * DAY)
    await browser.signIn()
    expect(await read()).toContain('Route erp refused it. Route desk has it.')
    await box.pass(DAY)
    await browser.signIn()
    expect(await read()).toContain('<h1>Nothing waits for you.</h1>')
  })

  it('opens the list of exactly these orders, also as a file and in the API', async () => {
    const { box, browser, read, services } = await opened()
    for (const orderId of ['one', 'two', 'keyed']) box.accept({ orderId, deliveryDate: '2026-11-26' })
    box.accept({ orderId: 'old', deliveryDate: '2026-11-20' })
    await box.pass(MINUTE)
    box.sql.all("UPDATE deliveries SET due_since = ? WHERE order_id = 'old'", box.clock.now() - 5 * DAY)
    box.outbox.done('keyed', 'erp', { by: 'An' })
    box.wire.answers(ERP, status(200))
    box.accept({ orderId: 'arrived' })
    await box.pass(MINUTE)
    const today = await read()
    const query = /href="\/console\/orders\?(supplier=fresco&amp;refusedBefore=[^"]+)"/.exec(today)?.[1]
    expect(query).toBe('supplier=fresco&amp;refusedBefore=erp&amp;broughtBy=desk&amp;dueFrom=2026-11-24')
    const asked = (query ?? '').replaceAll('&amp;', '&')
    const list = await read(`/console/orders?${asked}`)
    expect(idsIn(list)).toEqual(['two', 'one'])
    expect(list).toContain('Route erp refused them. Route desk has them.')
    expect(list).toContain('name="refusedBefore" value="erp"')
    const csv = (await browser.get(`/console/orders/list.csv?${asked}`)).text
    expect(csv.trim().split('\r\n').slice(1)).toEqual([
      expect.stringContaining('"PO-two"'),
      expect.stringContaining('"PO-one"'),
    ])
    const api = async (more: string) => {
      const url = `https://gateway.example/api/orders?${more}`
      const response = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${TOKEN}` } }), services)
      const json = JSON.parse(await response.text())
      holdToContract({ method: 'GET', url }, response, json)
      return response.status === 200 ? json.orders.map(({ orderId }: { orderId: string }) => orderId) : response.status
    }
    expect(await api(asked)).toEqual(['two', 'one'])
    expect(await api('refusedBefore=*')).toEqual(['old', 'two', 'one'])
    expect(await api('refusedBefore=*&limit=1')).toEqual(['old'])
    expect(await api('refusedBefore=erp&broughtBy=other')).toEqual([])
    expect(await api('refusedBefore=erp&dueFrom=soon')).toBe(422)
  })

  it('opens an order whose later change was discarded, by the day of the refused version', async () => {
    const { box, read } = await opened()
    for (const orderId of ['one', 'two']) box.accept({ orderId, deliveryDate: '2026-11-24' })
    await box.pass(MINUTE)
    const starts = { erp: { state: 'held', reason: 'revision' } } as const
    box.accept({ orderId: 'one', content: 3, deliveryDate: '2026-11-23', starts })
    expect(box.outbox.discard('one', { by: 'An', note: 'No change.' })).toEqual({ ok: true })
    const query = /href="(\/console\/orders\?supplier=fresco&amp;refusedBefore=[^"]+)"/.exec(await read())?.[1] ?? ''
    expect(idsIn(await read(query.replaceAll('&amp;', '&')))).toEqual(['two', 'one'])
  })

  it.each([
    ['nl', 'Geweigerd door één route, en gebracht door een andere.'],
    ['fr', 'Refusées par une route, et apportées par une autre.'],
    ['de', 'Von einer Route abgelehnt, von einer anderen gebracht.'],
    ['en', 'Refused by one route, and brought by another.'],
  ])('is found from the statement in %s', async (language, sentence) => {
    const { box, read } = await opened(language)
    box.accept({ orderId: 'passed', placedAt: box.clock.now() })
    await box.pass(MINUTE)
    expect(await read(STATEMENT)).toContain(
      'href="/console/orders?supplier=fresco&amp;refusedBefore=*&amp;dueFrom=2026-11-24"',
    )
    const list = await read('/console/orders?supplier=fresco&refusedBefore=*&dueFrom=2026-11-24')
    expect(list).toContain(sentence)
    expect(idsIn(list)).toEqual(['passed'])
  })

  it('is counted in the statement as delivered, and once more by name, until a person says that the ERP has it', async () => {
    const { box, browser, read } = await opened()
    const placedAt = box.clock.now()
    box.accept({ orderId: 'passed', orderNumber: 'PO-7', placedAt })
    await box.pass(MINUTE)
    const text = await read(STATEMENT)
    expect(text).toContain('Not taken by one route, brought by another, and reported by nobody yet: 1. Look into them:')
    expect(text).toMatch(/href="\/console\/orders\/fresco\/passed"[^>]*>PO-7<\/a>/)
    const [counted] = box.outbox.statementsOn('2026-11-24')
    expect(counted).toMatchObject({ received: 1, delivered: 1, discarded: 0, refusedBefore: 1, waitingCount: 0 })
    expect(counted?.text).toContain('Not taken by one route, brought by another, and reported by nobody yet: 1 (PO-7).')
    const path = '/console/orders/fresco/passed/do/has-it?route=erp'
    await browser.submit(await browser.get(path), path)
    box.clock.advance(MINUTE)
    expect(box.outbox.statementsOn('2026-11-24')).toMatchObject([{ delivered: 1, refusedBefore: 0 }])
    expect(await read(STATEMENT)).not.toContain('Not taken by one route')
  })

  it('is counted in a statement that is made when the fallback route brought it late', async () => {
    const { box } = await opened()
    box.wire.answers(WMS, status(503))
    box.accept({ orderId: 'passed', orderNumber: 'PO-7', placedAt: box.clock.now() })
    await box.pass(MINUTE)
    expect(box.outbox.statementsOn('2026-11-24')).toMatchObject([{ delivered: 0, refusedBefore: 0, waitingCount: 1 }])
    box.wire.answers(WMS, status(200))
    await box.pass(9 * 60 * MINUTE)
    while (box.outbox.makeStatements(1));
    expect(box.outbox.statementsOn('2026-11-24')).toMatchObject([
      { number: 1, delivered: 1, refusedBefore: 1, refusedBeforeOrders: [{ orderId: 'passed', orderNumber: 'PO-7' }] },
    ])
  })

  it('is not marked in the list for the refusal of a fallback route, which no person can settle', async () => {
    const fallbacks = [
      { route: 'wms', afterMinutes: 10 },
      { route: 'desk', afterMinutes: 20 },
    ]
    const [desk, routes] = [
      'https://desk.example/orders',
      (url: string) => [
        httpRoute('erp', ERP, { fallbacks, retry: { delaysSeconds: [3_600], giveUpAfterHours: 9 } }),
        httpRoute('wms', WMS),
        httpRoute('desk', url),
      ],
    ]
    const { box } = testConsole({ supplier: supplierWith({ routes: routes(desk) }) })
    box.wire.answers(ERP, status(503))
    box.wire.answers(WMS, status(400))
    box.wire.answers(desk, status(200))
    box.accept({ orderId: 'one' })
    await box.pass(30 * MINUTE)
    expect(box.deliveries('one')).toEqual(['desk v1 delivered yes', 'erp v1 superseded no', 'wms v1 superseded no'])
    expect(box.outbox.view('one')?.refusedBefore).toBeUndefined()
  })
})
