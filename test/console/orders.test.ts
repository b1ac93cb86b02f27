import { describe, expect, it } from 'vitest'
import { indexNext, SEARCHED_ORDERS } from '../../src/outbox/search/search-index.ts'
import { searchText } from '../../src/outbox/search/search-text.ts'
import { testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const supplier = supplierWith({
  customers: [
    { customer: 'C-1', name: 'Hotel Astrid' },
    { customer: 'C-2', name: 'Bar Lotte' },
  ],
})

async function opened() {
  const made = testConsole({ supplier })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn()
  return { box: made.box, browser }
}

const numbersIn = (text: string): string[] =>
  [...text.matchAll(/\/console\/orders\/fresco\/([^"?/]+)"/g)].map(([, id = '']) => id)

const next = (text: string) => /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')

describe('the list of orders', () => {
  it('finds by number, customer, article and the name of a customer', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', customer: 'C-1', foundBy: 'one\npo-one\nc-1\n00123' })
    box.accept({ orderId: 'two', customer: 'C-2', foundBy: 'two\npo-two\nc-2\n3105' })
    for (const [asked, found] of [
      ['po-one', ['one']],
      ['PO-ONE', ['one']],
      ['c-2', ['two']],
      ['3105', ['two']],
      ['astrid', ['one']],
      ['LOTTE', ['two']],
      ['', ['two', 'one']],
    ] as const)
      expect(numbersIn((await browser.get(`/console/orders?q=${asked}`)).text), asked).toEqual(found)
  })

  it('reads on where the first orders lack the text, and says after thousands that older orders are left', async () => {
    const { box, browser } = await opened()
    // The index cannot tell `aaaa` from `aaaaa`, so each order is a candidate.
    box.sql.all(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
       INSERT INTO orders (id, version, first_at, search_text)
       SELECT 'order-' || i, 1, i, iif(i = 3, 'aaaaa', 'aaaa') || iif(i = 4000, 'bbbbb', 'bbbb') FROM n`,
    )
    while (indexNext(box.sql, SEARCHED_ORDERS, 200));
    expect(numbersIn((await browser.get('/console/orders?q=bbbbb')).text)).toEqual(['order-4000'])
    expect((await browser.get('/console/orders/list.csv?q=bbbbb')).text).toContain('order-4000"')
    const { text } = await browser.get('/console/orders?q=aaaaa')
    expect(numbersIn(text)).toEqual([])
    expect(text).toContain('None of the newest orders matches. Search the older orders.')
    expect(text).not.toContain('Look for a part of the number')
    expect(numbersIn((await browser.get(next(text) ?? '')).text)).toEqual(['order-3'])
  })

  it('finds and names a customer whom only an entry of the catalogue names, without another page', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', customer: 'C-9', foundBy: 'one\nc-9' })
    box.outbox.enterRow(
      { kind: 'customer', key: 'C-9', row: { customer: 'C-9', name: 'Café Zuid' } },
      { by: 'An' },
      null,
    )
    const { text } = await browser.get('/console/orders?q=zuid')
    expect(numbersIn(text)).toEqual(['one'])
    expect(text).toContain('Café Zuid')
    expect((await browser.get('/console/orders/list.csv?q=zuid')).text).toContain('Café Zuid')
    expect((await browser.get('/console/orders/fresco/one')).text).toContain('Café Zuid')
  })

  it('finds by the number of the ERP that a person reported, also after a change of the order and a purge', async () => {
    const { box, browser } = await opened()
    const found = async () => numbersIn((await browser.get('/console/orders?q=so-88122')).text)
    box.accept({ orderId: 'one', starts: { erp: { state: 'held', reason: 'quantity' } } })
    box.accept({ orderId: 'two' })
    expect(await found()).toEqual([])
    box.outbox.done('one', 'erp', { by: 'An', erpReference: 'SO-88122' })
    expect(await found()).toEqual(['one'])
    box.clock.advance(60_000)
    box.accept({ orderId: 'one', content: 5, starts: { erp: { state: 'held', reason: 'quantity' } } })
    expect(await found()).toEqual(['one'])
    box.outbox.done('one', 'erp', { by: 'An', erpReference: 'SO-88123' })
    box.outbox.erase('one', { by: 'An' })
    expect(box.outbox.view('one')?.purgedAt).toBeDefined()
    expect(await found()).toEqual(['one'])
  })

  it('folds the filters after the search, and shows them while one is in use', async () => {
    const { browser } = await opened()
    const shown = async (query: string) => (await browser.get(`/console/orders${query}`)).text
    for (const query of ['', '?q=po-1', '?state=held']) expect(await shown(query)).toContain('<details class="desk"><')
    for (const query of ['?day=2026-11-27', '?from=2026-11-27', '?to=2026-11-27', '?supplier=fresco'])
      expect(await shown(query), query).toContain('<details class="desk" open=""><')
  })

  it('folds the filters in use on a phone, and names them there', async () => {
    const { browser } = await opened()
    const fold = async (query: string) =>
      /<details class="phone"><summary dir="auto">([^<]*)</.exec(
        (await browser.get(`/console/orders${query}`)).text,
      )?.[1]
    expect(await fold('')).toBe('More filters')
    expect(await fold('?q=po-1')).toBe('Filters')
    expect(await fold('?day=2026-11-27&supplier=fresco&state=held')).toBe(
      'Filters: Waits for you · Fresco Foods · Delivery day Fri 27 Nov',
    )
  })

  it('shows the orders of one delivery day, and keeps the day in its links', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', deliveryDate: '2026-11-26', foundBy: searchText(['one'], '2026-11-26') })
    box.accept({ orderId: 'two', deliveryDate: '2026-11-27', foundBy: searchText(['two'], '2026-11-27') })
    const { text } = await browser.get('/console/orders?day=2026-11-27')
    expect(numbersIn(text)).toEqual(['two'])
    expect(text).toContain('name="day" type="date" value="2026-11-27"')
    expect(text).toContain('href="/console/orders?day=2026-11-27&amp;state=held"')
    expect(numbersIn((await browser.get('/console/orders?day=2026-11-27&state=pending')).text)).toEqual(['two'])
  })

  it('counts the orders of each state, and counts none where a search leaves orders out', async () => {
    const { box, browser } = await opened()
    for (const orderId of ['one', 'three']) box.accept({ orderId })
    for (const orderId of ['two', 'four'])
      box.accept({ orderId, starts: { erp: { state: 'held', reason: 'quantity' } } })
    box.sql.all("UPDATE deliveries SET state = 'done', next_at = NULL WHERE order_id = 'one'")
    box.outbox.discard('two', { by: 'An' })
    const countsIn = (text: string) =>
      [...text.matchAll(/class="chip [^>]*>(?:(?!<\/a>).)*<b>(\d+)<\/b>/gs)].map(([, n]) => n)
    // All, held, refused, pending, settled, discarded.
    expect(countsIn((await browser.get('/console/orders')).text)).toEqual(['4', '1', '0', '1', '1', '1'])
    expect(countsIn((await browser.get('/console/orders?q=one')).text)).toEqual([])
  })

  it('says that an order stands still where a route did not take it, as its own page and Today do', async () => {
    const { box, browser: open } = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    const browser = open({ 'accept-language': 'en' })
    await browser.signIn()
    box.wire.answers(ERP, status(422))
    box.accept()
    await box.work()
    for (const path of ['/console/orders', '/console']) {
      const { text } = await browser.get(path)
      expect(text, path).toMatch(/class="chip stop"[^>]*>(?:(?!<\/span>).)*Stands still/s)
      expect(text, path).not.toContain('<span class="chip way"')
    }
  })

  it.each([
    ['POMX3EQ79O006', '79O006'],
    ['po mx3eq79o006', '79o006'],
    ['PO–MX3EQ79O006', '79O006'],
    ['771234', '1234'],
    ['77.1234X', '1234'],
  ])('finds an order by a number that is written in another way: %s', async (asked, likely) => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', foundBy: 'one\npo-mx3eq79o006\nc-1' })
    box.accept({ orderId: 'two', foundBy: 'two\npo-77 1234x\nc-2' })
    const { text } = await browser.get(`/console/orders?q=${encodeURIComponent(asked)}`)
    expect(numbersIn(text)).toEqual([likely === '1234' ? 'two' : 'one'])
    expect(text).toContain(`No order has “${asked}”. These orders have “${likely}”.`)
  })

  it('finds an order by the digits of a number that a chef dictates without its dash', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', orderNumber: 'PO-88205' })
    for (const asked of ['PO88205', 'po 88205', '88205']) {
      const { text } = await browser.get(`/console/orders?q=${encodeURIComponent(asked)}`)
      expect(text).toContain('>PO-88205<')
      expect(text.includes(`No order has “${asked}”. These orders have “88205”.`)).toBe(asked !== '88205')
    }
    const none = (await browser.get('/console/orders?q=PO-99999')).text
    expect(none).toContain('never arrived. First search by the customer')
    expect(none).not.toContain('Orders on this page')
  })

  it('says so when nothing is found, and keeps what was asked', async () => {
    const { browser } = await opened()
    const { text } = await browser.get('/console/orders?q=%3Cb%3Eastrit')
    expect(text).toContain('No order is found')
    expect(text).toContain('value="&lt;b&gt;astrit"')
  })

  it('shows one state, and keeps the rest of the filter in the links of the others', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', starts: { erp: { state: 'held', reason: 'quantity' } } })
    box.accept({ orderId: 'two' })
    const { text } = await browser.get('/console/orders?q=order&state=held')
    expect(numbersIn((await browser.get('/console/orders?state=held')).text)).toEqual(['one'])
    expect(text).toContain('href="/console/orders?q=order&amp;state=pending"')
  })

  it('goes on after the last order shown, and skips none that came meanwhile', async () => {
    const { box, browser } = await opened()
    for (let at = 0; at < 60; at++) box.accept({ orderId: `order-${at}` })
    const seen: string[] = []
    let path: string | undefined = '/console/orders'
    while (path !== undefined) {
      const { text } = await browser.get(path)
      seen.push(...numbersIn(text))
      box.accept({ orderId: `late-${seen.length}` })
      path = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, at) => `order-${59 - at}`))
  })

  it.each(['state=gone', 'supplier=nobody', 'from=yesterday', 'to=2026-02-30', 'cursor=%25'])(
    'shows all orders for a filter that does not exist, and says so: %s',
    async (query) => {
      const { box, browser } = await opened()
      box.accept({ orderId: 'one' })
      const { status, text } = await browser.get(`/console/orders?${query}`)
      expect([status, numbersIn(text)]).toEqual([200, ['one']])
      expect(text).toContain('a filter that does not exist')
    },
  )

  it('gives what is shown as CSV, with the name of the customer and times on the clock of the supplier', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', customer: 'C-1', cutOff: Date.parse('2026-11-25T21:00:00Z') })
    const { headers, text } = await browser.get('/console/orders/list.csv?q=astrid')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(text.split('\r\n')[1]).toBe(
      '"fresco";"PO-one";"C-1";"Hotel Astrid";"On its way";"2026-11-26";"2026-11-25T22:00:00+01:00";"2026-11-24T10:00:00+01:00"',
    )
  })

  it.each(['nl', 'fr', 'de', 'en'])('has in %s a heading on every column of the CSV file', async (language) => {
    const { browser } = await opened()
    const { text } = await browser.get('/console/orders/list.csv', { 'accept-language': language })
    const heads = (text.split('\r\n')[0] ?? '').replace('\uFEFF', '').split(';')
    expect(heads).toHaveLength(8)
    expect(new Set(heads).size).toBe(8)
    expect(heads).not.toContain('""')
  })

  it('says in the CSV file, as on the page, that an order stands still that no receiver took', async () => {
    const { box, browser } = await opened()
    box.wire.answers(ERP, status(422))
    box.accept()
    await box.work()
    expect((await browser.get('/console/orders')).text).toContain('Stands still')
    const { text } = await browser.get('/console/orders/list.csv')
    expect(text).toContain('"Stands still"')
    expect(text).not.toContain('"On its way"')
  })

  it.each([
    ['nl', 'Sluitingstijd', 'Levering'],
    ['en', 'Cut-off', 'Delivery'],
  ])('names in %s the cut-off and the delivery day of a card on a phone', async (language, cutOff, delivery) => {
    const { box, browser } = await opened()
    box.accept({ cutOff: Date.parse('2026-11-25T21:00:00Z') })
    const { text } = await browser.get('/console/orders', { 'accept-language': language })
    expect(text).toMatch(new RegExp(`data-l="${cutOff}"[^>]*><span class="nw">`))
    expect(text).toMatch(new RegExp(`data-l="${delivery}"[^>]*>[^<]*26 nov`, 'i'))
  })
})

describe('the list of a cause', () => {
  const held = (reason: 'unknown-article' | 'unwritable') => ({ erp: { state: 'held', reason } }) as const

  it('has only the orders that wait for the reason of the address, on the page and in its CSV', async () => {
    const { box, browser } = await opened()
    for (const id of ['one', 'two']) box.accept({ orderId: id, starts: held('unwritable') })
    box.accept({ orderId: 'other', starts: held('unknown-article') })
    const today = (await browser.get('/console')).text
    const link = '/console/orders?supplier=fresco&amp;state=held&amp;reason=unwritable'
    expect(today).toContain(`href="${link}"`)
    const { text } = await browser.get(link.replaceAll('&amp;', '&'))
    expect(numbersIn(text)).toEqual(['two', 'one'])
    expect(text).toContain('Show all held orders')
    const csv = await browser.get('/console/orders/list.csv?state=held&reason=unwritable')
    expect([csv.text.includes('PO-one'), csv.text.includes('PO-other')]).toEqual([true, false])
    expect(numbersIn((await browser.get('/console/orders?state=held')).text)).toHaveLength(3)
  })

  it('says that a reason in the address is none', async () => {
    const { browser } = await opened()
    for (const query of ['state=held&reason=nothing', 'reason=unwritable'])
      expect((await browser.get(`/console/orders?${query}`)).text).toContain(consoleWording.en.orders.wrong)
  })

  it('ticks all orders of the page at one press, and only orders that may be ticked', async () => {
    const { box, browser } = await opened()
    for (const id of ['one', 'two']) box.accept({ orderId: id, starts: held('unwritable') })
    const { text } = await browser.get('/console/orders?state=held')
    expect(text).not.toContain('checked')
    const [, all = ''] = /href="([^"]+tick=all)"/.exec(text) ?? []
    expect((await browser.get(all.replaceAll('&amp;', '&'))).text.match(/type="checkbox"[^>]*checked/g)).toHaveLength(2)
  })
})
