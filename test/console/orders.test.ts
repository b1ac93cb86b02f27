import { describe, expect, it } from 'vitest'
import { searchText } from '../../src/outbox/search/search-text.ts'
import { testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { numbersIn, opened } from './listed-orders.ts'

describe('the list of orders', () => {
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
