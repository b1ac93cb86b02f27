import { describe, expect, it } from 'vitest'
import { articlesOf } from '../../src/documents/content/tables.ts'
import { applyRules, takesOrder } from '../../src/profile/rules.ts'
import { toSupplierTerms } from '../../src/profile/translation.ts'
import { checkRoutes } from '../../src/steps/rehearse.ts'
import { sampleOrder, sampleSupplier } from '../documents/sample-order.ts'
import { MORNING } from '../fakes/clock.ts'

const articles = (row: object) =>
  sampleSupplier({ articles: [{ article: '200457' }, { article: "AB-100'23", ...row }] })

describe('translation into the supplier’s own articles and units', () => {
  it('makes twelve pieces of two cases of six', () => {
    const order = { ...sampleOrder, lines: [{ ...sampleOrder.lines[0], quantity: '2' }] } as const
    const { order: translated } = toSupplierTerms(order, articles({ factor: '6', unit: 'PCE', erpArticle: '7001' }), {})
    expect(translated.lines[0]).toMatchObject({
      ...{ article: '7001', quantity: '12', total: '74.07', price: '12.3456', priceQuantity: '6' },
    })
  })

  it('keeps the unit and the GTIN with the article under its other number', () => {
    const table = articles({ erpArticle: '7001', unit: 'PCE', gtin: '5412345000013' })
    const { order, supplier } = toSupplierTerms(sampleOrder, table, {})
    expect(articlesOf(order, supplier).get(order.lines[0])).toMatchObject({ unit: 'PCE', gtin: '5412345000013' })
  })

  it('keeps the unit of each of two articles that are one there', () => {
    const table = sampleSupplier({
      articles: [
        { article: "AB-100'23", erpArticle: '7001', unit: 'KRT' },
        { article: '200457', erpArticle: '7001', unit: 'PCE' },
        { article: '7001', unit: 'PAL' },
      ],
    })
    const { order, supplier } = toSupplierTerms(sampleOrder, table, {})
    const rows = articlesOf(order, supplier)
    expect(order.lines.map(({ article }) => article)).toEqual(['7001', '7001'])
    expect(order.lines.map((line) => rows.get(line)?.unit)).toEqual(['KRT', 'PCE'])
  })

  it('keeps the price where the unit stays the same', () => {
    const { order } = toSupplierTerms(sampleOrder, articles({ factor: '1.0', erpArticle: '7001' }), {})
    expect(order.lines[0]).toMatchObject({ quantity: '6', price: '12.3456' })
  })

  it('leaves an order alone without a table', () => {
    expect(toSupplierTerms(sampleOrder, sampleSupplier(), {}).order).toBe(sampleOrder)
  })

  it('multiplies exactly, and a fraction that arises is held', () => {
    const supplier = articles({ factor: '0.75' })
    expect(toSupplierTerms(sampleOrder, supplier, {}).order.lines[0].quantity).toBe('4.5')
    expect(applyRules(sampleOrder, supplier, MORNING).held).toMatchObject([{ reason: 'quantity' }])
    expect(applyRules(sampleOrder, articles({ factor: '0.75', weighted: true }), MORNING).held).toEqual([])
    expect(applyRules(sampleOrder, articles({ factor: '0.5' }), MORNING).held).toEqual([])
  })
})

describe('who ordered', () => {
  const person = (policy: string, who: string | null) =>
    toSupplierTerms({ ...sampleOrder, person: who }, sampleSupplier({ orderedBy: policy }), {}).order.person

  it('is written in full, by name, or not at all', () => {
    expect(['full', 'name', 'omit'].map((policy) => person(policy, "chef.o'neill@bistro.example"))).toEqual([
      "chef.o'neill@bistro.example",
      "chef.o'neill",
      null,
    ])
    expect([person('name', 'An'), person('name', '@x'), person('name', null)]).toEqual(['An', null, null])
  })
})

describe('routes for some customers only', () => {
  const route = (name: string, when?: object) => ({
    name,
    document: { format: 'json' },
    transport: { kind: 'mailbox' },
    ...(when ? { when } : {}),
  })
  const supplier = sampleSupplier({
    customers: [{ customer: 'K-778812', depot: 'north' }, { customer: 'K-2', depot: 'south' }, { customer: 'K-3' }],
    routes: [
      route('north', { depot: ['north', 'east'] }),
      route('south', { depot: 'south' }),
      route('named', { customers: ['K-3'] }),
    ],
  })
  const routesFor = (customer: string) =>
    supplier.routes.filter((one) => takesOrder(one, { ...sampleOrder, customer }, supplier)).map(({ name }) => name)

  it('go by the depot that serves the customer, or by the customer’s own number', () => {
    expect([routesFor('K-778812'), routesFor('K-2'), routesFor('K-3')]).toEqual([['north'], ['south'], ['named']])
  })

  it('take part only where they apply', () => {
    expect(checkRoutes(sampleOrder, supplier, MORNING).routes).toEqual([
      { route: 'north', revisions: 'hold', start: { state: 'waiting' } },
    ])
  })

  it('hold an order that none of them takes, since it would go nowhere', () => {
    const { routes, findings } = checkRoutes({ ...sampleOrder, customer: 'K-9' }, supplier, MORNING)
    expect(new Set(routes.map(({ start }) => JSON.stringify(start)))).toEqual(
      new Set(['{"state":"held","reason":"unknown-customer"}']),
    )
    expect(findings.map(({ message }) => message).join(' ')).toContain('No route takes orders of customer K-9')
  })
})
