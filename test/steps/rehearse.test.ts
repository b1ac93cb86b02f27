import { describe, expect, it } from 'vitest'
import type { Order } from '../../src/model/order/order.ts'
import { checkRoutes } from '../../src/steps/rehearse.ts'
import { sampleOrder } from '../documents/sample-order.ts'
import { MORNING } from '../fakes/clock.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'

const edifact = (settings: Record<string, unknown> = {}) => ({
  format: 'edifact-d96a',
  sender: { id: 'US', qualifier: 'ZZZ' },
  recipient: { id: 'THEM', qualifier: '14' },
  ...settings,
})
const both = [httpRoute('erp', ERP, { document: edifact() }), httpRoute('wms', WMS)]
const tooLong: Order = { ...sampleOrder, number: 'P'.repeat(36) }

const starts = (order: Order, settings: Record<string, unknown> = {}) => {
  const { routes, refused, findings } = checkRoutes(order, supplierWith({ routes: both, ...settings }), MORNING)
  return {
    routes: routes.map(({ route, start }) => `${route} ${start.state === 'held' ? start.reason : start.state}`),
    refused: refused.map(({ code }) => code),
    findings: findings.map(({ code }) => code),
  }
}

describe('a route', () => {
  it('that can carry the order waits', () => {
    expect(starts(sampleOrder)).toEqual({ routes: ['erp waiting', 'wms waiting'], refused: [], findings: [] })
  })

  it('that cannot begins refused, and the others go', () => {
    expect(starts(tooLong)).toEqual({ routes: ['erp refused', 'wms waiting'], refused: [], findings: ['too-long'] })
  })

  it.each([
    ['hold', { routes: ['erp unwritable'], refused: [], findings: ['too-long'] }],
    ['refuse', { routes: ['erp unwritable'], refused: ['too-long'], findings: ['too-long'] }],
  ])('that cannot, where no other can, does as whenUnwritable says: %s', (whenUnwritable, expected) => {
    expect(starts(tooLong, { whenUnwritable, routes: both.slice(0, 1) })).toEqual(expected)
  })

  it('whose writer fails is held as a fault, and never costs the restaurant its order', () => {
    const broken = { ...both[0], document: { format: 'no-such-format' } }
    expect(starts(sampleOrder, { routes: [broken, ...both.slice(1)], whenUnwritable: 'refuse' })).toEqual({
      routes: ['erp fault', 'wms waiting'],
      refused: [],
      findings: ['fault'],
    })
  })

  it('to a test system, or under a test flag, is the only one that a test order goes by', () => {
    const routes = [
      httpRoute('live', ERP),
      httpRoute('test', WMS, { test: true }),
      httpRoute('flagged', ERP, { document: edifact({ test: true }) }),
    ]
    const expected = ['test waiting', 'flagged waiting']
    expect(starts(sampleOrder, { routes, environment: 'test' }).routes).toEqual(expected)
    expect(starts(sampleOrder, { routes, testCustomers: [sampleOrder.customer] }).routes).toEqual(expected)
  })
})

describe('the rules', () => {
  const articles = sampleOrder.lines.map(({ article }) => ({ article }))
  const customers = [{ customer: sampleOrder.customer }]

  it.each<[string, Order, Record<string, unknown>, string]>([
    ['an unknown customer', sampleOrder, { customers: [{ customer: 'else' }] }, 'unknown-customer'],
    ['an unknown article', sampleOrder, { articles: articles.slice(1) }, 'unknown-article'],
    ['no delivery date', { ...sampleOrder, deliveryDate: null }, { noDeliveryDate: 'hold' }, 'no-delivery-date'],
    ['a date that has passed', { ...sampleOrder, deliveryDate: '2026-11-23' }, {}, 'stale'],
    ['a fraction', { ...sampleOrder, lines: [{ ...sampleOrder.lines[0], quantity: '1.5' }] }, {}, 'quantity'],
  ])('hold an order with %s, on every route', (_, order, settings, reason) => {
    const { routes, refused } = starts(order, settings)
    expect(routes).toEqual([`erp ${reason}`, `wms ${reason}`])
    expect(refused).toEqual([])
  })

  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri']

  it.each<[string, Record<string, unknown>, string, string, string]>([
    ['that its cut-off is past', { cutOff: '09:59' }, '2026-11-25', 'stale', 'cut-off-passed'],
    [
      'that it is no delivery day',
      { cutOff: '22:00', deliveryDays: weekdays },
      '2026-11-28',
      'no-delivery-day',
      'no-delivery-day',
    ],
    [
      'that it is a holiday',
      { cutOff: '22:00', holidays: ['2026-11-27'] },
      '2026-11-27',
      'no-delivery-day',
      'no-delivery-day',
    ],
  ])('ask of a date, as the calendar wants: %s', (_, calendar, deliveryDate, reason, code) => {
    const order = { ...sampleOrder, deliveryDate }
    const holding = { ...calendar, afterCutOff: 'hold', nonDeliveryDays: 'hold' }
    expect(starts(order, { calendar: holding })).toEqual({
      routes: [`erp ${reason}`, `wms ${reason}`],
      refused: [],
      findings: [code],
    })
    expect(starts(order, { calendar }).refused).toEqual([code])
  })

  it('refuse what the chef can mend, where the supplier says so: no date, and a fraction', () => {
    expect(starts({ ...sampleOrder, deliveryDate: null }, { noDeliveryDate: 'refuse' }).refused).toEqual([
      'date-missing',
    ])
    const lines: Order['lines'] = [{ ...sampleOrder.lines[0], quantity: '1.5' }]
    expect(starts({ ...sampleOrder, lines }, { fractions: 'refuse' }).refused).toEqual(['quantity-fraction'])
  })

  it('hold a fraction that the table makes of a whole number, because the chef cannot mend it', () => {
    const articles = [{ article: sampleOrder.lines[0].article, factor: '0.25' }]
    const lines: Order['lines'] = [{ ...sampleOrder.lines[0], quantity: '2' }]
    const unknown = { article: 'pass' }
    expect(starts({ ...sampleOrder, lines }, { articles, unknown, fractions: 'refuse' })).toMatchObject({
      refused: [],
      findings: ['quantity-fraction'],
    })
  })

  it('let pass a date in time, a day that the supplier leaves open, and whatever has no date', () => {
    const going = { routes: ['erp waiting', 'wms waiting'], refused: [], findings: [] }
    const calendar = { cutOff: '10:00', deliveryDays: weekdays, nonDeliveryDays: 'pass' }
    for (const deliveryDate of ['2026-11-25', '2026-11-28', null])
      expect(starts({ ...sampleOrder, deliveryDate }, { calendar })).toEqual(going)
    expect(
      checkRoutes({ ...sampleOrder, deliveryDate: '2026-11-25' }, supplierWith({ calendar }), MORNING).cutOff,
    ).toBe(MORNING)
  })

  it.each<[string, Order, Record<string, unknown>]>([
    ['known customer and articles', sampleOrder, { customers, articles }],
    ['no table', sampleOrder, { unknown: { customer: 'hold', article: 'refuse' } }],
    ['what is passed', sampleOrder, { customers: [], articles: [], unknown: { customer: 'pass', article: 'pass' } }],
    ['no date, where none is needed', { ...sampleOrder, deliveryDate: null }, {}],
    ['a date that is today', { ...sampleOrder, deliveryDate: '2026-11-24' }, {}],
    [
      'a fraction of what is weighed',
      { ...sampleOrder, lines: [{ ...sampleOrder.lines[0], quantity: '1.5' }] },
      { articles: [{ article: sampleOrder.lines[0].article, weighted: true }] },
    ],
  ])('let pass %s', (_, order, settings) => {
    expect(starts(order, settings)).toEqual({ routes: ['erp waiting', 'wms waiting'], refused: [], findings: [] })
  })

  it('refuse at once everything that the supplier wants refused', () => {
    const unknown = { customer: 'refuse', article: 'refuse' }
    expect(starts(sampleOrder, { customers: [], articles: [], unknown }).refused).toEqual([
      ...['unknown-customer', 'unknown-article', 'unknown-article'],
    ])
  })

  it('give the first reason of several, and all of them to the desk', () => {
    const order = { ...sampleOrder, deliveryDate: '2026-11-23' }
    const { routes, findings } = starts(order, { customers: [], articles: articles.slice(1) })
    expect(routes).toEqual(['erp unknown-customer', 'wms unknown-customer'])
    expect(findings).toEqual(['unknown-customer', 'unknown-article', 'date-past'])
  })
})

describe("another depot's route", () => {
  const routes = [
    httpRoute('north', ERP, { when: { depot: 'north' } }),
    httpRoute('south', WMS, { when: { customers: ['C-1', sampleOrder.customer] } }),
  ]

  it('does not take the order', () => {
    const customers = [{ customer: sampleOrder.customer, depot: 'east' }]
    expect(starts(sampleOrder, { routes, customers }).routes).toEqual(['south waiting'])
  })

  it('is held with every other when no route takes it, for an order must not go nowhere', () => {
    const { routes: held, findings } = starts({ ...sampleOrder, customer: 'C-9' }, { routes })
    expect(held).toEqual(['north unknown-customer', 'south unknown-customer'])
    expect(findings).toEqual(['unknown-customer'])
  })
})
