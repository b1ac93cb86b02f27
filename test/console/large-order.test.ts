import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, EDIFACT, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/orders/fresco/order-1'

const supplier = supplierWith({
  routes: [mailboxRoute('erp', { document: EDIFACT })],
  articles: [{ article: '00123', factor: '6', unit: 'PCE' }, { article: 'A-1' }],
})

/** A UUID has no room in EDIFACT with its hyphens. */
const ID = '7f9c24e8-3b13-4c27-9d1f-0a5b6c7d8e9f'

const linesOf = (count: number, name = 'Crème fraîche') =>
  Array.from({ length: count }, (_, at) => ({
    ...{ stock_item: { name: `${name} ${at + 1}.` }, quantity_ordered: 2, total_theoretical_price: '9.750' },
    supplier_package: { supplier_article_number: '00123', theoretical_price_per_package: '4.875' },
  }))

async function page(packages: readonly object[], language = 'en') {
  const { box, browser } = testConsole({ supplier })
  box.accept({ body: bodyOf(postedOrder({ id: ID, packages })) })
  await box.work()
  const reader = browser({ 'accept-language': language })
  await reader.signIn('An Peeters')
  const { text } = await reader.get(PATH)
  return { text, box }
}

const foldsOf = (text: string): string[] => text.match(/<details[\s\S]*?<\/details>/g) ?? []

describe('the page of a large order', () => {
  it('shows the first 30 lines, and folds the other lines and the document', async () => {
    const { text } = await page(linesOf(200))
    const folds = foldsOf(text)
    const closed = folds.filter((fold) => !fold.startsWith('<details open'))
    expect(closed.some((fold) => fold.includes('>170 more lines</summary>'))).toBe(true)
    expect(
      closed.some((fold) => fold.includes('>The document, line by line</summary>') && fold.includes('BGM+220')),
    ).toBe(true)
    const open = closed.reduce((rest, fold) => rest.replace(fold, ''), text)
    expect(open).toContain('Crème fraîche 30.')
    expect(open).not.toContain('Crème fraîche 31.')
    expect(open).not.toContain('BGM+220')
  })

  it('shows the first ten names that a document respelled, and folds the others', async () => {
    const { text } = await page(linesOf(200, 'Łódź'))
    const open = foldsOf(text).reduce((rest, fold) => rest.replace(fold, ''), text)
    expect(open).toContain('Łódź 10. → ')
    expect(open).not.toContain('Łódź 11. → ')
    expect(foldsOf(text).some((fold) => fold.includes('more lines</summary>') && fold.includes('Łódź 11. → '))).toBe(
      true,
    )
  })

  it('folds nothing of a small order, so that its lines are next to the document', async () => {
    const { text } = await page(linesOf(3))
    expect(text).not.toContain('more lines')
    expect(foldsOf(text).find((fold) => fold.includes('BGM+220'))).toMatch(/^<details open/)
  })

  it.each([
    ['nl', 'Wat u kunt doen'],
    ['fr', 'Ce que vous pouvez faire'],
    ['de', 'Was Sie tun können'],
    ['en', 'What you can do'],
  ])(
    'leads in %s from the sentence on top to the actions, which stand above the documents',
    async (language, words) => {
      const { text } = await page(linesOf(200), language)
      const verdict = text.slice(text.indexOf('class="note'), text.indexOf('</section>'))
      expect(verdict).toContain(`<a class="btn" href="#do">${words}</a>`)
      expect(text.indexOf('id="do"')).toBeGreaterThan(0)
      expect(text.indexOf('id="do"')).toBeLessThan(text.indexOf('id="both"'))
    },
  )

  it('has the seldom actions of a settled order below the document, and leads to no other', async () => {
    const { box, browser } = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    box.wire.answers(ERP, status(200))
    box.accept()
    await box.work()
    const desk = browser({ 'accept-language': 'en' })
    await desk.signIn()
    const { text } = await desk.get(PATH)
    expect(text).toContain('Done: your ERP has it.')
    expect(text).not.toContain('href="#do"')
    expect(text.indexOf('id="do"')).toBeGreaterThan(text.indexOf('id="both"'))
  })

  it('leads a person who may only read to no action', async () => {
    const reader = { who: 'Vera', role: 'view' as const, suppliers: ['fresco'], token: 'VIEW_TOKEN' }
    const { box, browser } = testConsole({
      ...{ supplier, console: { access: [reader] } },
      secrets: { VIEW_TOKEN: 'a-token-of-the-viewer' },
    })
    box.accept()
    const vera = browser({ 'accept-language': 'en' })
    await vera.signIn('Vera', 'a-token-of-the-viewer')
    const { text } = await vera.get(PATH)
    expect(text).toContain('id="do"')
    expect(text).not.toContain('href="#do"')
  })
})
