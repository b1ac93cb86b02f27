import { describe, expect, it } from 'vitest'
import { ERP } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { opened } from './listed-orders.ts'

describe('the list of orders as CSV', () => {
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
})
