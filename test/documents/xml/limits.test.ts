import { describe, expect, it } from 'vitest'
import { formats } from '../../../src/documents/registry.ts'
import type { Order } from '../../../src/model/order/order.ts'
import { order, sampleLine } from '../edifact/writing.ts'
import { sampleOccasion, sampleSupplier } from '../sample-order.ts'

/** The capacity of each element, from the schemas and not from the writer; null if there is no limit. */
interface Limits {
  readonly number: number | null
  readonly customer: number | null
  readonly article: number | null
  readonly quantity: number
  readonly reference: number | null
  readonly total: number | null
  readonly name: number | null
  readonly person: number | null
  readonly remarks: number | null
}

const NONE = { number: null, customer: null, article: null, reference: null, name: null, person: null, remarks: null }
const ORDERS05 = { number: 35, customer: 17, article: 35, reference: 70, name: 70, person: 35 }
const OPENTRANS = { number: 250, customer: 250, article: 32, reference: 250, name: 150, person: 50 }

const cases: readonly (readonly [id: string, settings: object, limits: Limits])[] = [
  ['cxml-1.2', {}, { ...NONE, quantity: 15, total: 18 }],
  ['ubl-order-2.1', {}, { ...NONE, quantity: 18, total: 18 }],
  ['peppol-order-3', {}, { ...NONE, quantity: 18, total: null }],
  [
    'gs1-order-3',
    {},
    { ...NONE, number: 80, customer: 80, article: 80, quantity: 18, total: 18, name: 200, person: 70 },
  ],
  ['idoc-orders05', { sender: { id: 'A' } }, { ...NONE, ...ORDERS05, quantity: 15, total: 18 }],
  ['opentrans-2.1', {}, { ...NONE, ...OPENTRANS, quantity: 18, total: 18 }],
]

const oneLine = (overrides: object): Order =>
  order({ total: null, lines: [{ ...sampleLine, total: null, ...overrides }] })
const ARTICLE = 'packages[0].supplier_package.supplier_article_number'

describe.each(cases)('an element of %s', (id, settings, limits) => {
  /** The result for a path: the code of a problem or warning, or "all there". */
  function said(from: Order, at: string): string {
    const format = formats[id]
    if (!format) throw new Error(`No format is called ${id}.`)
    const profile = {
      supplier: sampleSupplier({ price: 'net' }),
      document: format.settings.parse({ format: id, ...format.example, ...settings }),
    }
    const result = format.write(from, profile, sampleOccasion)
    const found = result.ok ? result.value.warnings : result.error
    return found.find(({ path }) => path === at)?.code ?? 'all there'
  }

  /** Tests the longest valid value and a longer value, or a long value if there is no limit. */
  function edge(most: number | null, made: (text: string) => Order, at: string, past: string, letter = 'A'): void {
    expect(said(made(letter.repeat(most ?? 5000)), at)).toBe('all there')
    if (most !== null) expect(said(made(letter.repeat(most + 1)), at)).toBe(past)
  }

  it('holds a key of its length, and none longer', () => {
    edge(limits.number, (number) => order({ number }), 'order_number', 'too-long')
    edge(limits.customer, (customer) => order({ customer }), 'supplier_customer_number', 'too-long')
    edge(limits.article, (article) => oneLine({ article }), ARTICLE, 'too-long')
    edge(limits.quantity, (quantity) => oneLine({ quantity }), 'packages[0].quantity_ordered', 'too-long', '1')
  })

  it('holds a reference whole, or is left out', () =>
    edge(limits.reference, (reference) => order({ id: reference }), 'id', 'omitted'))

  it('holds wording, and cuts what is longer', () => {
    edge(limits.name, (name) => oneLine({ name }), 'packages[0].stock_item.name', 'cut')
    edge(limits.person, (person) => order({ person }), 'owned_by.username', 'cut')
  })

  it('holds an amount of its digits, or another takes its place', () => {
    // Peppol's amounts are in cents and must add up.
    if (limits.total === null) return
    const past = id === 'cxml-1.2' ? 'replaced' : 'omitted'
    edge(limits.total, (total) => order({ total }), 'theoretical_price', past, '1')
  })
})
