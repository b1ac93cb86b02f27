import { describe, expect, it } from 'vitest'
import { findingNote } from '../../src/model/finding.ts'
import { orderProblem } from '../../src/model/problem-text.ts'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { HELD, opened, PATH, supplier } from './order-page.ts'

describe('a customer without a name in the table', () => {
  it('is shown once by the number, on the page and on the paper', async () => {
    const { box, browser } = await opened()
    box.accept({
      customer: 'K-8888',
      starts: { erp: HELD, wms: HELD },
      body: bodyOf(postedOrder({ supplier_customer_number: 'K-8888' })),
    })
    const shown = ((await browser.get(PATH)).text.match(/<dt>Customer<\/dt>[\s\S]*?<\/dd>/)?.[0] ?? '').replaceAll(
      /<[^>]*>/g,
      ' ',
    )
    expect(shown.match(/K-8888/g)).toHaveLength(1)
    const paper = (await browser.get('/console/statements/print/fresco')).text
    expect(/<h3 dir="auto">K-8888[\s\S]*?<\/h3>/.exec(paper)?.[0].match(/K-8888/g)).toHaveLength(1)
  })
})

describe('the reason of a receiver', () => {
  it('is quoted, also where the receiver writes a sentence of the gateway', async () => {
    const { box, browser } = await opened()
    box.accept()
    await box.work()
    const [document] = box.outbox.listMailbox('wms')
    box.outbox.applyMailboxStatus('wms', document?.id ?? '', 'failed', 'Paused by hand.')
    await browser.get(`${PATH}?language=fr`)
    const { text } = await browser.get(PATH)
    expect(text.match(/n’a pas pu lire la commande\u00a0: «\u00a0Paused by hand\.\u00a0»/g)).toHaveLength(2)
  })
})

describe('the page of an order', () => {
  it('says how it stands, for which day, and what is in it', async () => {
    const { box, browser } = await opened()
    box.accept({ cutOff: box.clock.now() + 29 * 60_000 })
    await box.work()
    const { status: code, text } = await browser.get(PATH)
    expect(code).toBe(200)
    for (const words of [
      'Brasserie Het Spoor',
      'Delivery Thursday 26 November.',
      'Cut-off 10:29.',
      '29 min left.',
      'Crème fraîche 1 kg',
      'UNH+1+ORDERS:D:96A:UN',
      'On its way: your system has not collected it yet.',
    ])
      expect(text, words).toContain(words)
  })

  it('says in the language of the reader that a route is paused', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    box.outbox.pause('erp', { by: 'An', note: 'Maintenance' }, null)
    box.accept()
    const { text } = await browser.get(`${PATH}?language=de`).then(() => browser.get(PATH))
    expect(text).toContain('<small>Route erp ist angehalten. Setzen Sie die Route fort')
    expect(text).not.toContain('Resume the route')
  })

  it('says why it waits for a person', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD } })
    expect((await browser.get(PATH)).text).toContain('Waits for you: an article is not in your table.')
  })

  it('leads from an unknown article to the catalogue, where one entry settles every order', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD } })
    const { text } = await browser.get(PATH)
    expect(text).toContain('href="/console/catalogue/fresco">Enter it in the catalogue</a>')
    expect(text.indexOf('/console/catalogue/fresco')).toBeLessThan(text.indexOf('/do/release'))
  })

  it('does not lead to the catalogue for another reason', async () => {
    const other = await opened()
    other.box.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    expect((await other.browser.get(PATH)).text).not.toContain('/console/catalogue/fresco')
  })

  it('says that an order stands still where a route did not take it, never that it is on its way', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    box.wire.answers(ERP, status(401))
    box.accept()
    await box.work()
    const { text } = await browser.get(PATH)
    expect(text).toContain('Stands still: route erp did not take it. It does not leave by itself.')
    expect(text).not.toContain('On its way')
  })

  it.each([
    ['en', '12.500', '25.000'],
    ['nl', '12,500', '25,000'],
    ['fr', '12,500', '25,000'],
    ['de', '12,500', '25,000'],
  ])('has in %s the decimal mark that its reader expects', async (language, price, total) => {
    const { box, browser } = testConsole({ supplier })
    box.accept()
    const reader = browser({ 'accept-language': language })
    await reader.signIn()
    const { text } = await reader.get(PATH)
    expect(text).toContain(`>${price}</td>`)
    expect(text).toContain(`<strong>${total}</strong>`)
  })

  it('names no mail address of a customer that has none', async () => {
    const { box, browser } = await opened({
      supplier: { ...supplier, customerNotices: { from: 'orders@gateway.example' } },
    })
    box.accept()
    const { text } = await browser.get(PATH)
    expect(text).toContain('/do/notify-customer')
    expect(text).not.toContain('{contact}')
  })

  it('says in the language of the reader why an action is refused', async () => {
    const { box, browser } = testConsole({ supplier })
    box.accept()
    const reader = browser({ 'accept-language': 'de' })
    await reader.signIn('An Peeters')
    const asked = await reader.get(`${PATH}/do/hold`)
    Object.assign(box.outbox, {
      hold: () => ({ ok: false, status: 409, message: findingNote('held-already', { because: 'revision' }) }),
    })
    const { text } = await reader.submit(asked, `${PATH}/do/hold`, { note: 'Warten' })
    expect(text).toContain('Sie ist schon zurückgehalten (nach der')
  })

  it('shows what changed between the versions, line by line', async () => {
    const { box, browser } = await opened()
    box.accept()
    box.accept({ content: 5 })
    const { text } = await browser.get(PATH)
    expect(text).toContain('<del>2</del>')
    expect(text).toContain('<ins>5</ins>')
  })

  it('reads the Latin-1 of an old format', async () => {
    const { box, browser } = await opened()
    box.accept()
    await box.work()
    expect((await browser.get(PATH)).text).toContain('IMD+F++:::Crème fraîche 1 kg&#39;')
  })

  it('says why it was refused, in the language of the reader', async () => {
    const { box, browser } = testConsole({ supplier })
    const problem = orderProblem('expected_delivery_date', 'date-past', { date: '2026-11-20', first: '2026-11-25' })
    const order = { orderId: 'order-1', orderNumber: 'PO-1', customer: 'C-77', problems: JSON.stringify([problem]) }
    box.outbox.keepRefused({ ...order, body: new Uint8Array() })
    const german = browser({ 'accept-language': 'de' })
    await german.signIn()
    const { text } = await german.get(PATH)
    expect(text).toContain('Abgewiesen: Sie wurde nicht angenommen.')
    expect(text).toContain('Freitag, 20. November')
    expect(text).toContain('Rufen Sie den Kunden an: Der Küchenchef muss neu bestellen.')
  })

  it('gives a document as a file, never as a page', async () => {
    const { box, browser } = await opened()
    box.accept()
    await box.work()
    const path = /href="([^"]+)" download/.exec((await browser.get(PATH)).text)?.[1] ?? ''
    const { status, headers, text } = await browser.get(path)
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="/)
    expect(text).toContain("BGM+220+PO-order-1+9'")
  })

  it('is not found for an unknown order and an unknown supplier', async () => {
    const { browser } = await opened()
    for (const path of [
      '/console/orders/fresco/nothing',
      '/console/orders/nobody/order-1',
      '/console/orders/__proto__/x',
    ])
      expect((await browser.get(path)).status, path).toBe(404)
  })
})
