import { expect, it } from 'vitest'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const packages = (articles: string) =>
  [...articles].map((article) => ({
    stock_item: { name: article },
    supplier_package: { supplier_article_number: article, theoretical_price_per_package: null },
    quantity_ordered: 1,
    total_theoretical_price: null,
  }))

const route = httpRoute('sap', ERP, { document: { format: 'idoc-orders05' } })
const batched = { ...route, fileName: '{sequence}.{ext}', batch: { orders: 5, minutes: 1 } }

const itemsIn = (body: unknown): string[] =>
  [...String(body).matchAll(/<POSEX>0*(\d+)<.*?<IDTNR>(.*?)</gs)].map(
    ([, position, article]) => `${position} ${article}`,
  )

const codesIn = (body: unknown): string[] => [...String(body).matchAll(/<ACTION>(\d+)/g)].map(([, code = '']) => code)

it.each([
  ['alone', route],
  ['with others', batched],
])('an IDoc that is sent %s names the items that the receiver has, in the supplier’s articles', async (_, settings) => {
  const articles = [{ article: 'B', erpArticle: '700' }]
  const test = testOutbox({
    supplier: supplierWith({ routes: [settings], revisions: 'replace', articles, unknown: { article: 'pass' } }),
  })
  test.wire.answers(ERP, status(200))
  for (const letters of ['ABC', 'BC', 'CD']) {
    const body = bodyOf(postedOrder({ order_number: 'PO-order-1', packages: packages(letters) }))
    test.accept({ digest: letters, body })
    await test.pass(120_000)
  }
  expect(test.wire.calls.map(({ body }) => itemsIn(body))).toEqual([
    ['10 A', '20 700', '30 C'],
    ['20 700', '30 C', '10 A'],
    ['30 C', '40 D', '20 700'],
  ])
  expect(codesIn(test.wire.calls[2]?.body)).toEqual(['004', '002', '001', '003'])
})

it('a correction of an IDoc changes the items of the document that it corrects', async () => {
  const test = testOutbox({ supplier: supplierWith({ routes: [route] }) })
  test.wire.answers(ERP, status(200))
  test.accept({ body: bodyOf(postedOrder({ packages: packages('AB') })) })
  await test.work()
  test.outbox.resend('order-1', 'sap', { by: 'Ann', intent: 'correction' })
  await test.work()
  expect(codesIn(test.wire.calls[1]?.body)).toEqual(['004', '002', '002'])
})
