import { describe, expect, it } from 'vitest'
import { indexNext, SEARCHED_ORDERS } from '../../src/outbox/search/search-index.ts'
import { next, numbersIn, opened } from './listed-orders.ts'

describe('the search in the list of orders', () => {
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
})
