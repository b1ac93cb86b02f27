import { describe, expect, it } from 'vitest'
import { orderPath } from '../../src/console/frame/paths.ts'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, postedOrder, supplierWith } from '../fakes/orders.ts'

const HOSTILE = `<script>alert(1)</script>"'{{7*7}}‮=cmd|'/c calc'!A0`
const HELD = { erp: { state: 'held', reason: 'quantity' } } as const

async function opened(articles: readonly Record<string, string>[] = [{ article: '00123', unit: 'KGM' }]) {
  const test = testConsole({
    supplier: supplierWith({
      customers: [
        { customer: 'C-77', name: 'Zebra Bistro' },
        { customer: 'C-88', name: 'Alfa Bar' },
        { customer: 'C-99', shipTo: 'S-99' },
      ],
      articles,
    }),
  })
  const browser = test.browser({ 'accept-language': 'en' })
  await browser.signIn()
  const accept = (orderId: string, overrides: Record<string, unknown> = {}) =>
    test.box.accept({
      orderId,
      orderNumber: String(overrides.order_number ?? `PO-${orderId}`),
      ...(overrides.supplier_customer_number ? { customer: String(overrides.supplier_customer_number) } : {}),
      starts: HELD,
      body: bodyOf(postedOrder({ id: orderId, order_number: `PO-${orderId}`, ...overrides })),
    })
  return { browser, accept, stranger: () => test.browser() }
}

describe('the slip of an order', () => {
  it('gives the order on A4 and at the width of a receipt, with boxes and words for units', async () => {
    const { browser, accept } = await opened()
    accept('order-1')
    const path = orderPath('fresco', 'order-1')
    expect((await browser.get(path)).text).toContain(`href="${path}/slip"`)
    const sheet = (await browser.get(`${path}/slip`)).text
    expect(sheet).toContain('<td class="b"></td>')
    expect(sheet).toContain('2 kg')
    expect(sheet).toContain('Zebra Bistro')
    expect(sheet).not.toContain('class="receipt"')
    expect((await browser.get(`${path}/slip?paper=receipt`)).text).toContain('<body class="receipt">')
  })

  it('has a stylesheet of its own that a browser may keep, and no other one', async () => {
    const { browser, accept } = await opened()
    accept('order-1')
    const { text, headers } = await browser.get(`${orderPath('fresco', 'order-1')}/slip`)
    const [, href = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(text) ?? []
    expect((await browser.get(href)).headers.get('cache-control')).toContain('immutable')
    expect((await browser.get('/console/print-0000000000000000.css')).status).not.toBe(200)
    expect(headers.get('content-security-policy')).toContain("style-src 'self'")
  })

  it('is not there for an order of another supplier, and needs a sign-in', async () => {
    const { browser, accept, stranger } = await opened()
    accept('order-1')
    expect((await browser.get('/console/orders/other/order-1/slip')).status).toBe(404)
    expect((await stranger().get('/console/orders/fresco/order-1/slip')).status).toBe(303)
  })
})

it('gives the ERP’s article numbers and quantities, as the documents do, on each paper', async () => {
  const { browser, accept } = await opened([{ article: '00123', erpArticle: '300123', unit: 'KGM', factor: '5' }])
  accept('order-1')
  for (const path of ['/console/orders/fresco/order-1/slip', '/console/statements/print/fresco']) {
    const { text } = await browser.get(path)
    expect(text).toContain('<strong>300123</strong>')
    expect(text).toContain('10 kg')
    expect(text).toMatch(/Crème fraîche 1 kg<small>00123<\/small>/)
    expect(text).toContain('Quantity')
    expect(text).not.toContain('2 kg')
  }
})

describe('the orders to key in by hand', () => {
  it('stand by delivery day, then by customer', async () => {
    const { browser, accept } = await opened()
    accept('a', { expected_delivery_date: '2026-11-27' })
    accept('b', { expected_delivery_date: '2026-11-26' })
    accept('c', { expected_delivery_date: '2026-11-26', supplier_customer_number: 'C-88' })
    const { text } = await browser.get('/console/statements/print/fresco')
    expect(text).toContain('3 orders are not in your ERP yet')
    expect([...text.matchAll(/PO-([abc])</g)].map(([, letter]) => letter)).toEqual(['c', 'b', 'a'])
    expect([...text.matchAll(/<h2>([^<]+)/g)].map(([, day]) => day)).toEqual([
      'Deliver Thursday 26 November',
      'Deliver Friday 27 November',
    ])
  })

  it('have the time of delivery, the numbers of the other parties, and who ordered', async () => {
    const { browser, accept } = await opened()
    accept('a', { expected_delivery_date: '2026-11-26T06:30:00Z', supplier_customer_number: 'C-99' })
    const { text } = await browser.get('/console/statements/print/fresco')
    expect(text).toContain('Thursday 26 November, 07:30')
    expect(text).toContain('S-99')
    expect(text).toContain('chef@bistro.example')
  })

  it.each([
    ['nl', 'vastgehouden: twijfelachtige hoeveelheid.'],
    ['fr', 'retenue : quantité douteuse.'],
    ['de', 'zurückgehalten: zweifelhafte Menge.'],
    ['en', 'held: a doubtful quantity.'],
  ])('say why they wait in the language of the reader: %s', async (language, reason) => {
    const { browser, accept } = await opened()
    accept('a')
    const { text } = await browser.get('/console/statements/print/fresco', { 'accept-language': language })
    const why = [...text.matchAll(/<p dir="auto">([^<]*)<\/p>/g)].map(([, said]) => said)
    expect(why).toHaveLength(1)
    expect(why[0]).toContain(reason)
    expect(why[0]?.includes('held: ')).toBe(language === 'en')
  })

  it('say so when there are none', async () => {
    const { browser } = await opened()
    expect((await browser.get('/console/statements/print/fresco')).text).toContain('No order has to be keyed')
  })
})

it('prints hostile words of an order inertly, on each paper', async () => {
  const { browser, accept } = await opened()
  accept('order-1', { order_number: HOSTILE, order_remarks: HOSTILE })
  for (const path of ['/console/orders/fresco/order-1/slip', '/console/statements/print/fresco']) {
    const { text, status } = await browser.get(path)
    expect(status).toBe(200)
    expect(text).toContain('{{7*7}}')
    expect(text).not.toContain('<script')
    expect(text).not.toMatch(/<[a-z][^>]*\son[a-z]+=/)
  }
})
