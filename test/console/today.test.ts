import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const supplier = supplierWith({
  customers: [{ customer: 'C-77', name: 'Brasserie Het Spoor' }],
  routes: [mailboxRoute('erp'), mailboxRoute('wms')],
})
const HELD = { state: 'held', reason: 'unknown-article' } as const
const MINUTE = 60_000

async function opened(settings: Parameters<typeof testConsole>[0] = { supplier }) {
  const made = testConsole(settings)
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn()
  return { ...made, browser }
}

describe('Today', () => {
  it('is calm when nothing waits, and says how it knows', async () => {
    const { box, browser } = await opened()
    const empty = await browser.get('/console')
    expect(empty.text).toContain('<h1>Nothing waits for you.</h1>')
    expect(empty.text).toContain('No order came yet.')
    box.accept()
    const { text } = await browser.get('/console')
    expect(text).toContain('<h1>Nothing waits for you.</h1>')
    expect(text).toContain('Routes that work: 2 of 2.')
    expect(text).toContain('Checked at 10:00.')
    expect(text).toContain('Nobody has to be called.</li>')
    expect(text).toContain('The last order came at 10:00.')
  })

  it('is not calm while Apicbase signs with another secret: it names the trouble, since when, and what IT does', async () => {
    const { box, browser } = await opened()
    for (let post = 0; post < 3; post++) box.outbox.addWrongSignature()
    const { text } = await browser.get('/console')
    expect(text).toContain('<h1>Call your IT: Orders with a wrong signature.</h1>')
    expect(text).toContain('Compare the secret here with the one in Apicbase')
    expect(text).toContain('since 10:00')
    expect(text).not.toContain('You can look away.')
    expect((await browser.get('/console', { 'accept-language': 'nl' })).text).toContain('Bel uw IT')
  })

  it('says until when a secret is valid, and no time since when the secret ends', async () => {
    const { box, browser } = await opened({
      supplier: supplierWith({ secretExpiry: { FRESCO_WEBHOOK_SECRET: '2026-12-10' } }),
    })
    box.outbox.wake()
    await box.work()
    const { text } = await browser.get('/console')
    expect(text).toContain('FRESCO_WEBHOOK_SECRET is valid until Thursday 10 December 2026.')
    expect(text).toContain('It refuses them once Apicbase signs with another secret.')
    expect(text).not.toContain('since 10:00')
  })

  it('says that customers have to be called before it says that nothing waits', async () => {
    const { box, browser } = await opened()
    box.outbox.keepRefused({
      ...{ orderId: 'refused', orderNumber: 'PO-1', customer: 'C-77', deliveryDate: '2026-11-26' },
      ...{ problems: '[]', body: new Uint8Array() },
    })
    const { text } = await browser.get('/console')
    expect(text).toContain('<h1>1 customer to call.</h1>')
    expect(text).not.toContain('You can look away.')
  })

  it('says of a route that stands still why, by whom and until when, and what happens if nobody does anything', async () => {
    const { box, browser } = await opened()
    box.outbox.pause('erp', { by: 'Jef', note: 'Maintenance of the AS400.' }, box.clock.now() + 30 * MINUTE)
    box.accept({ orderId: 'one' })
    const { text } = await browser.get('/console')
    expect(text).toContain('Paused by Jef since 10:00.')
    expect(text).toContain('Maintenance of the AS400.')
    expect(text).toContain('at 10:30 the pause ends')
  })

  it('counts the orders that wait, and the minutes to the first cut-off', async () => {
    const { box, browser } = await opened()
    const cutOff = box.clock.now() + 29 * MINUTE
    for (const orderId of ['one', 'two']) box.accept({ orderId, cutOff, starts: { erp: HELD, wms: HELD } })
    box.accept({ orderId: 'three', cutOff: cutOff + 60 * MINUTE })
    const { text } = await browser.get('/console')
    expect(text).toContain('2 orders wait for you. The first cut‑off is in 29 min.')
    expect(text).toContain('Held: an article is not in your table')
    expect(text).toContain('<b>10:29</b>')
    expect(text).toContain('2 not in your ERP yet')
    expect(text).toContain('0 of 2 are there')
  })

  it('says that a cut-off is past, and never counts below zero', async () => {
    const { box, browser } = await opened()
    box.accept({ cutOff: box.clock.now() + MINUTE, starts: { erp: HELD, wms: HELD } })
    box.clock.advance(2 * MINUTE)
    const { text } = await browser.get('/console')
    expect(text).toContain('1 order waits for you. A cut‑off is past.')
    expect(text).toContain('too late')
    expect(text).not.toMatch(/-\d+ min/)
  })

  it('says of each cause what becomes of its orders if nobody does anything', async () => {
    const fallbacks = [{ route: 'desk', afterMinutes: 40 }]
    const { box, browser } = await opened({
      supplier: supplierWith({ routes: [httpRoute('erp', ERP, { fallbacks }), mailboxRoute('desk')] }),
    })
    box.outbox.pause('erp', { by: 'Wim' })
    for (const orderId of ['one', 'two']) box.accept({ orderId })
    box.accept({ orderId: 'three', starts: { erp: HELD } })
    const { text } = await browser.get('/console')
    const takes = 'If nobody does anything: at 10:40 route desk takes it over.'
    expect(text.split('If nobody does anything: at 10:40 route desk takes them over.')).toHaveLength(2)
    expect(text.split('If nobody does anything: it stays here and is not sent.')).toHaveLength(2)
    expect((await browser.get('/console/orders/fresco/one')).text).toContain(takes)
  })

  it('lists the orders that are late, with the time of the next try', async () => {
    const retry = { delaysSeconds: [3_600], giveUpAfterHours: 9 }
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, { retry })] }) })
    box.wire.answers(ERP, status(503))
    box.accept({ orderId: 'one' })
    await box.pass(MINUTE)
    expect((await browser.get('/console')).text).toContain('<h1>Nothing waits for you.</h1>')
    await box.pass(45 * MINUTE)
    const { text } = await browser.get('/console')
    expect(text).toContain('Route erp has not got it through yet, and goes on trying')
    expect(text).toMatch(/If nobody does anything: route erp tries at 1\d:\d\d\./)
  })

  it.each([
    ['no-name', 'The host name erp.example does not exist. Nothing was sent.'],
    ['unsecured', 'The server&#39;s certificate must be for erp.example'],
  ] as const)('names at once what only IT can mend, here, at the order and on Routes: %s', async (door, reason) => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    box.wire.door(ERP, door)
    box.accept({ orderId: 'one' })
    await box.work()
    const { text } = await browser.get('/console')
    expect(text).not.toContain('<h1>Nothing waits for you.</h1>')
    expect(text).toContain('Route erp cannot deliver until your IT steps in')
    expect(text).toContain('Give the reason to your IT')
    expect(text).toContain(reason)
    const order = (await browser.get('/console/orders/fresco/one')).text
    expect(order).toContain('Stands still: route erp cannot deliver until your IT steps in.')
    expect(order).toContain(reason)
    expect(order).toContain('This does not end by itself.')
    expect((await browser.get('/console/routes')).text).toContain(reason)
    for (const language of ['nl', 'fr', 'de'])
      expect((await browser.get('/console', { 'accept-language': language })).text).not.toContain('Nothing was sent')
  })

  it('says of a mailbox that nobody collected the orders: the gateway tries nothing there', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [mailboxRoute('box')] }) })
    box.accept({ orderId: 'one' })
    await box.work()
    await box.pass(45 * MINUTE)
    const { text } = await browser.get('/console')
    expect(text).toContain('Nobody has collected it from mailbox box yet')
    expect(text).not.toContain('goes on trying')
  })

  it('names the route that stands still, and the orders that wait for it', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    box.wire.answers(ERP, status(401))
    box.accept({ orderId: 'one' })
    await box.work()
    box.accept({ orderId: 'two' })
    const { text } = await browser.get('/console')
    expect(text).toContain('Route erp stands still since 10:00')
    expect(text).toContain('Paused since 10:00')
    expect(text).toContain('href="/console/routes#fresco-erp">Open route erp</a>')
  })

  it.each([
    ['nl', '3 bestellingen vragen uw aandacht. Wacht op u: 2.', 'Wacht op u<b>2</b>'],
    ['fr', '3 commandes demandent votre attention. Vous attend\u00a0: 2.', 'Vous attend<b>2</b>'],
    ['de', '3 Bestellungen brauchen Ihre Aufmerksamkeit. Wartet auf Sie: 2.', 'Wartet auf Sie<b>2</b>'],
    ['en', '3 orders need your attention. Waits for you: 2.', 'Waits for you<b>2</b>'],
  ])('counts the orders that wait in %s as the list of orders does', async (language, sentence, tab) => {
    const { box, browser } = await opened()
    for (const orderId of ['one', 'two']) box.accept({ orderId, starts: { erp: HELD, wms: HELD } })
    box.outbox.pause('erp', { by: 'An', note: 'Maintenance' })
    box.accept({ orderId: 'three' })
    const read = async (path: string) => (await browser.get(path, { 'accept-language': language })).text
    expect(await read('/console')).toContain(`<h1>${sentence}`)
    expect((await read('/console/orders')).replaceAll(/<svg.*?<\/svg>/g, '')).toContain(tab)
  })

  it('shows whom the desk may call after a refusal', async () => {
    const { box, browser } = await opened()
    box.outbox.keepRefused({
      ...{ orderId: 'one', orderNumber: 'PO-1', customer: 'C-77', problems: '[]' },
      body: new Uint8Array(),
    })
    const { text } = await browser.get('/console')
    expect(text).toContain('Brasserie Het Spoor')
    expect(text).toContain('href="/console/orders/fresco/one"')
  })
})

describe('Today with more orders than it counts', () => {
  it.each([
    ['en', '2,000+ orders wait for you.', '2,000+ orders', 'and 1,995+ more'],
    ['nl', '2.000+ bestellingen wachten op u.', '2.000+ bestellingen', 'en nog 1.995+'],
    ['de', '2.000+ Bestellungen warten auf Sie.', '2.000+ Bestellungen', 'und 1.995+ weitere'],
    ['fr', '2\u202f000+ commandes vous attendent.', '2\u202f000+ commandes', 'et 1\u202f995+ de plus'],
  ])('says with a plus that the number is a lower bound: %s', async (language, ...sentences) => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'first', starts: { erp: HELD } })
    const orders = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)`
    box.sql.all(
      `${orders} INSERT INTO orders (id, number, customer, version, first_at, search_text)
       SELECT 'copy-' || i, 'copy-' || i, customer, 1, first_at, '' FROM n, orders WHERE id = 'first'`,
    )
    for (const [table, columns] of [
      ['versions', 'digest, accepted_at, source, first_request, requests, status, metadata, body'],
      ['deliveries', 'route, state, reached, hold_reason, purpose, next_at, due_since, primary_route'],
    ])
      box.sql.all(
        `${orders} INSERT INTO ${table} (order_id, version, ${columns})
         SELECT 'copy-' || i, 1, ${columns} FROM n, (SELECT * FROM ${table} WHERE order_id = 'first' ORDER BY 3 LIMIT 1)`,
      )
    const { text } = await browser.get('/console', { 'accept-language': language })
    for (const sentence of sentences) expect(text).toContain(sentence)
  })
})
