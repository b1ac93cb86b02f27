import { beforeEach, describe, expect, it } from 'vitest'
import { utf8 } from '../../src/text/utf8.ts'
import { articleRow, customerRow } from '../fakes/catalogue.ts'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'

const HELD = { state: 'held', reason: 'quantity' } as const
const ORDER = '/console/orders/fresco/one'

/** The configuration's tables have old rows for the customer and the article of the usual order. */
const supplier = supplierWith({
  language: 'en',
  customers: [{ customer: 'C-77', name: 'Old Name', phone: '+32 9 000 00 00', contact: 'old@spoor.example' }],
  articles: [{ article: '00123', unit: 'PCE' }],
  routes: [mailboxRoute('erp')],
  customerNotices: false,
})

function opened() {
  const made = testConsole({ supplier })
  return { ...made, browser: made.browser({ 'accept-language': 'en' }) }
}
let { box, browser } = opened()

const shown = async (path: string) => (await browser.get(path)).text

beforeEach(async () => {
  ;({ box, browser } = opened())
  await browser.signIn()
  const row = { name: 'New Name', phone: '+32 9 111 11 11', contact: 'new@spoor.example', shipTo: 'S-NEW' }
  box.outbox.enterRow(customerRow('C-77', row), { by: 'An' }, null)
  box.outbox.enterRow(articleRow('00123', { unit: 'KGM' }), { by: 'An' }, null)
  box.accept({
    ...{ orderId: 'one', customer: 'C-77', starts: { erp: HELD } },
    body: bodyOf(postedOrder({ id: 'one', supplier_customer_number: 'C-77' })),
  })
})

describe('a page shows what people entered over the tables of the configuration', () => {
  it.each([
    ['Today', '/console'],
    ['the order', ORDER],
    ['the slip', `${ORDER}/slip`],
    ['the orders to key in', '/console/statements/print/fresco'],
    ['the file of the orders to key in', '/console/statements/print/fresco?as=file'],
  ])('the name of the customer: %s', async (_, path) => {
    const text = await shown(path)
    expect(text).toContain('New Name')
    expect(text).not.toContain('Old Name')
  })

  it('telephone and mail address of a customer to call', async () => {
    box.outbox.keepRefused({
      ...{ orderId: 'two', orderNumber: 'PO-2', customer: 'C-77', problems: '[]' },
      body: utf8('{}'),
    })
    const text = await shown('/console')
    expect(text).toContain('href="tel:+3291111111"')
    expect(text).toContain('href="mailto:new%40spoor.example"')
    expect(text).not.toContain('000 00 00')
  })

  it.each([
    ['the slip', `${ORDER}/slip`],
    ['the orders to key in', '/console/statements/print/fresco'],
  ])('the unit of a quantity, and the numbers of the other parties: %s', async (_, path) => {
    const text = await shown(path)
    expect(text).toContain('2 kg')
    expect(text).toContain('S-NEW')
  })

  it('the name of the customer beside an unknown article, and before an entry', async () => {
    box.outbox.enterRow(articleRow('A-1'), { by: 'An' }, null)
    box.accept({
      ...{ orderId: 'three', customer: 'C-77', starts: { erp: { state: 'held', reason: 'unknown-article' } } },
      body: bodyOf(
        postedOrder({
          ...{ id: 'three', supplier_customer_number: 'C-77' },
          packages: [
            {
              stock_item: { name: 'Boter' },
              supplier_package: { supplier_article_number: '777', theoretical_price_per_package: '1.00' },
              ...{ quantity_ordered: 1, total_theoretical_price: '1.00' },
            },
          ],
        }),
      ),
    })
    for (const path of ['/console/catalogue/fresco', '/console/catalogue/fresco/articles/enter?key=777']) {
      const text = await shown(path)
      expect(text).toContain('New Name')
      expect(text).not.toContain('Old Name')
    }
  })

  it('and the configuration again, once the entry is undone', async () => {
    expect(await shown(ORDER)).toContain('New Name')
    const version = box.outbox.catalogueRow('customer', 'C-77')?.entry?.version ?? 0
    box.outbox.undoRow('customer', 'C-77', { by: 'An' }, version)
    expect(await shown(`${ORDER}/slip`)).toContain('Old Name')
  })
})
