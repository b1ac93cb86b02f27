import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'

const PATH = '/console/orders/fresco/order-1'

const PRICE = 'packages[0].supplier_package.theoretical_price_per_package'
const NAME = 'packages[0].stock_item.name'
/** A UUID has no room in EDIFACT with its hyphens. */
const ID = '7f9c24e8-3b13-4c27-9d1f-0a5b6c7d8e9f'

async function page(name: string, format: string, price = '4.875') {
  const supplier = supplierWith({
    routes: [mailboxRoute('erp', { document: { format, ...formats[format]?.example } })],
    articles: [{ article: '00123', factor: '6', unit: 'PCE' }],
    price: 'net',
  })
  const { box, browser } = testConsole({ supplier })
  const packages = [
    {
      ...{ stock_item: { name }, quantity_ordered: 2, total_theoretical_price: '9.750' },
      supplier_package: { supplier_article_number: '00123', theoretical_price_per_package: price },
    },
  ]
  box.accept({ body: bodyOf(postedOrder({ id: ID, packages })) })
  await box.work()
  const reader = browser({ 'accept-language': 'en' })
  await reader.signIn()
  const warned = box.outbox.view('order-1')?.deliveries[0]?.warnings.map(({ path }) => path)
  return { text: (await reader.get(PATH)).text, warned }
}

describe('what was cut or respelled', () => {
  it.each([
    ['the id without hyphens', 'edifact-d96a', 'id', ID],
    ['the price of one piece', 'tradacoms-orders-9', PRICE, '4.875'],
    ['a name in capital letters', 'tradacoms-orders-9', NAME, 'Butter'],
  ])('leaves out %s', async (_, format, path, was) => {
    const { text, warned } = await page('Butter', format)
    expect(warned).toContain(path)
    expect(text).not.toContain(`${was} → `)
  })

  it('leaves out a price of one piece with endless decimals', async () => {
    const { text, warned } = await page('Butter', 'tradacoms-orders-9', '3.10')
    expect(warned).toContain(PRICE)
    expect(text).not.toContain('3.10 → ')
  })

  it('says nothing of an EDIFACT document that carries every word', async () => {
    expect((await page('Butter', 'edifact-d96a')).text).not.toContain('Cut or respelled')
  })

  it('names a dish that lost its emoji and a letter', async () => {
    const { text } = await page('Łódź 🍅', 'edifact-d96a')
    expect(text).toContain('Cut or respelled')
    expect(text).toContain('Łódź 🍅 → ')
    expect(text).not.toContain(ID)
  })
})
