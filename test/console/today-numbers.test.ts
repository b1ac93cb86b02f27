import { describe, expect, it } from 'vitest'
import type { CauseOrder } from '../../src/console/today/cause-order.ts'
import { groupByNumber } from '../../src/console/today/number-causes.ts'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'

const supplier = supplierWith({
  customers: [{ customer: 'C-77', name: 'Brasserie Het Spoor' }],
  articles: [{ article: '00123' }],
  routes: [mailboxRoute('erp'), mailboxRoute('wms')],
})
const held = (reason: 'unknown-article' | 'unknown-customer') => ({
  erp: { state: 'held', reason } as const,
  wms: { state: 'held', reason } as const,
})

async function opened(language = 'en') {
  const { box, ...made } = testConsole({ supplier })
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn()
  const read = async (path = '/console') => (await browser.get(path)).text.replaceAll(/<svg.*?<\/svg>/gs, '')
  /** An order with these articles in no table, as the rules find them. */
  const wait = (orderId: string, articles: Record<string, string>) =>
    box.accept({
      ...{ orderId, starts: held('unknown-article') },
      metadata: JSON.stringify({
        findings: Object.entries(articles).map(([article, name], at) => ({
          path: `packages[${at}].supplier_package.supplier_article_number`,
          ...{ code: 'unknown-article', message: '', values: { article }, line: { article, name } },
        })),
      }),
    })
  return { box, browser, read, wait }
}

describe('Today with orders that wait for an unknown number', () => {
  it.each([
    ['en', '<bdi>Article 3105 · Kipfilet &amp; saus</bdi> is not in your table', 'and 2 more of its articles'],
    ['nl', '<bdi>Artikel 3105 · Kipfilet &amp; saus</bdi> staat niet in uw tabel', 'en nog 2 andere artikelen'],
    ['fr', '<bdi>Article 3105 · Kipfilet &amp; saus</bdi> n’est pas dans votre table', 'et 2 autres articles'],
    ['de', '<bdi>Artikel 3105 · Kipfilet &amp; saus</bdi> steht nicht in Ihrer Tabelle', 'und 2 weitere Artikel'],
  ])(
    'names the article as the chef ordered it, and leads to its place in the catalogue: %s',
    async (language, ...texts) => {
      const { read, wait } = await opened(language)
      wait('one', { 3105: 'Kipfilet & saus' })
      wait('two', { 3105: 'Kipfilet & saus', 3106: 'Boter', 3107: 'Room' })
      const text = await read()
      for (const sentence of texts) expect(text).toContain(sentence)
      expect(text).toMatch(/<span class="soft">2 [^<]*<\/span><\/p><h3><bdi>Arti/)
      expect(text).toContain('href="/console/catalogue/fresco#article-3105"')
      expect(text).toContain(
        'href="/console/orders?supplier=fresco&amp;state=held&amp;reason=unknown-article&amp;q=3105"',
      )
    },
  )

  it('leads from Today and from an order to the number on the page of unknown numbers', async () => {
    const { box, read, wait } = await opened()
    box.accept({
      ...{ orderId: 'one', starts: held('unknown-article') },
      remark: 'Article a/b %20 is not in the table.',
      body: bodyOf(
        postedOrder({
          packages: [
            {
              ...{ stock_item: { name: 'Kip' }, quantity_ordered: 1 },
              supplier_package: { supplier_article_number: 'a/b %20' },
            },
          ],
        }),
      ),
    })
    wait('two', { 'a/b %20': 'Kip' })
    expect(await read()).toContain('href="/console/catalogue/fresco#article-a%2Fb%20%2520"')
    expect(await read('/console/catalogue/fresco')).toContain('id="article-a%2Fb%20%2520"')
  })

  it('names an unknown customer with the person who ordered, and a customer without a route by its name', async () => {
    const { box, read } = await opened()
    box.accept({ orderId: 'one', customer: 'K-9', starts: held('unknown-customer'), body: bodyOf(postedOrder()) })
    box.accept({
      ...{ orderId: 'two', starts: held('unknown-customer') },
      metadata: JSON.stringify({
        findings: [{ path: 'supplier_customer_number', code: 'unknown-customer', message: 'No route.' }],
      }),
    })
    const text = await read()
    expect(text).toContain('Customer K-9 · chef@bistro.example</bdi> is not in your table')
    expect(text).toContain('href="/console/catalogue/fresco#customer-K-9"')
    expect(text).toContain('Customer C-77 · Brasserie Het Spoor</bdi>: no route takes the orders')
  })

  it('has a cause for each number, and one for the numbers past the first six', async () => {
    const { read, wait } = await opened()
    for (let at = 10; at < 18; at++) wait(`order-${at}`, { [`A-${at}`]: `Name ${at}` })
    const text = await read()
    expect(text).toContain('<h1>8 orders wait for you.</h1>')
    for (const article of ['A-10', 'A-15']) expect(text).toContain(`Article ${article} ·`)
    expect(text).not.toContain('Article A-16 ·')
    expect(text).toContain('Held: an article is not in your table. More numbers: 2')
  })

  it('shortens a name that would fill the page', async () => {
    const { read, wait } = await opened()
    wait('one', { 3105: 'x'.repeat(10_000) })
    expect(await read()).toContain(`Article 3105 · ${'x'.repeat(79)}…</bdi>`)
  })

  it('names no number of an order whose findings an earlier gateway did not store', async () => {
    const { box, read } = await opened()
    box.accept({ orderId: 'one', starts: held('unknown-article') })
    expect(await read()).toContain('<h3>Held: an article is not in your table</h3>')
  })
})

const order = (orderId: string, keys: readonly string[] | null, cutOff: string | null = null): CauseOrder => ({
  ...{ orderId, orderNumber: null, customer: null, version: 1, route: 'erp', holdReason: 'unknown-article' },
  ...{ isCopy: false, cutOff },
  missing: keys && {
    ...{ kind: 'article', count: keys.length, hasNoRoute: false },
    first: keys.map((key) => ({ key, name: null })),
  },
})
const shown = (orders: readonly CauseOrder[]) =>
  groupByNumber(orders).map(({ number, unnamed, orders: some }) => [
    number?.key ?? `${unnamed} more`,
    ...some.map(({ orderId }) => orderId),
  ])

describe('orders by the number that a person enters', () => {
  it('stand in the group of the number with most orders, and in others that another order needs', () => {
    expect(shown([order('1', ['B', 'A']), order('2', ['A']), order('3', ['A', 'C']), order('4', ['B'])])).toEqual([
      ['A', '1', '2', '3'],
      ['B', '1', '4'],
    ])
  })

  it('stand in one group where a single order has many numbers', () => {
    expect(shown([order('1', ['A', 'B', 'C'])])).toEqual([['A', '1']])
  })

  it('come by the earliest cut-off, and count the numbers that have no group', () => {
    const many = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((key, at) =>
      order(key.toLowerCase(), [key], at === 7 ? '2026-11-24T10:00:00.000Z' : null),
    )
    const groups = shown(many.toSorted((a, b) => (a.cutOff === b.cutOff ? 0 : a.cutOff ? -1 : 1)))
    expect(groups[0]).toEqual(['H', 'h'])
    expect(groups.at(-1)).toEqual(['2 more', 'f', 'g'])
  })

  it('have no number where none was read', () => {
    expect(shown([order('1', ['A']), order('2', null), order('3', [])])).toEqual([
      ['A', '1'],
      ['0 more', '2', '3'],
    ])
  })
})
