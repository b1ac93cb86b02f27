import { describe, expect, it } from 'vitest'
import { edifactD01b } from '../../src/documents/edifact-d01b.ts'
import { edifactD96a } from '../../src/documents/edifact-d96a.ts'
import { type DocumentSettings, exampleSettings, type Format } from '../../src/documents/format.ts'
import { tradacomsOrders9 } from '../../src/documents/tradacoms-orders-9.ts'
import { ublOrder21 } from '../../src/documents/ubl-order-2.1.ts'
import { x12Order4010 } from '../../src/documents/x12-850-4010.ts'
import { x12Order5010 } from '../../src/documents/x12-850-5010.ts'
import type { Order } from '../../src/model/order/order.ts'
import { order, sampleLine } from './edifact/writing.ts'
import { sampleOccasion, sampleSupplier } from './sample-order.ts'

/** The capacity of each element, from the standards and not from the writer; null if a format has no such element. */
interface Limits {
  readonly name: string
  readonly number: number
  readonly customer: number
  readonly article: number
  readonly quantity: number
  readonly reference: number | null
  readonly unit: readonly [least: number, most: number]
  readonly price: number
  readonly total: number | null
  readonly remarks: number
  readonly description: number
  readonly contact: number | null
  readonly mail: number | null
}

const D96A: Limits = {
  ...{ name: 'EDIFACT D.96A', number: 35, customer: 35, article: 35, quantity: 15, reference: 35, unit: [1, 3] },
  ...{ price: 15, total: 18, remarks: 99 * 5 * 70, description: 2 * 35, contact: 35, mail: 512 },
}
const X4010: Limits = {
  ...{ name: 'X12 850 (004010)', number: 22, customer: 80, article: 48, quantity: 15, reference: 30, unit: [2, 2] },
  ...{ price: 17, total: 18, remarks: 1000 * 264, description: 5 * 80, contact: 60, mail: 80 },
}
const TRADACOMS: Limits = {
  ...{ name: 'TRADACOMS', number: 17, customer: 17, article: 30, quantity: 15, reference: null, unit: [1, 6] },
  ...{ price: 11, total: null, remarks: 400 * 40, description: 2 * 40, contact: null, mail: null },
}
const D01B = { ...D96A, name: 'EDIFACT D.01B', quantity: 34, reference: 70, total: 35, description: 2 * 256 }
const X5010 = { ...X4010, name: 'X12 850 (005010)', reference: 50, remarks: 1000 * 4096, mail: 256 }

const [path, sold] = ['packages[0]', 'packages[0].supplier_package']
const oneLine = (overrides: object): Order => order({ lines: [{ ...sampleLine, ...overrides }] })

/** The result for a path: the code of a problem or warning, or "all there". */
function said<S extends DocumentSettings>(format: Format<S>, from: Order, at: string, tables: object = {}): string {
  const profile = { supplier: sampleSupplier({ price: 'net', ...tables }), document: exampleSettings(format) }
  const problems = format.findProblems(from, profile)
  const result = format.write(from, profile, sampleOccasion)
  const found = result.ok ? result.value.warnings : problems
  return found.find((one) => one.path === at)?.code ?? 'all there'
}

/** Tests the longest valid value, and a longer value. */
function edge<S extends DocumentSettings>(
  format: Format<S>,
  [fits, past]: readonly [Order, Order],
  at: string,
  code: string,
): void {
  expect(said(format, fits, at)).toBe('all there')
  expect(said(format, past, at)).toBe(code)
}

const pair = <T>(most: number, made: (text: string) => T, letter = 'A'): readonly [T, T] => [
  made(letter.repeat(most)),
  made(letter.repeat(most + 1)),
]

const cases: readonly (readonly [Format<never>, Limits])[] = [
  [edifactD96a as Format<never>, D96A],
  [edifactD01b as Format<never>, D01B],
  [x12Order4010 as Format<never>, X4010],
  [x12Order5010 as Format<never>, X5010],
  [tradacomsOrders9 as Format<never>, TRADACOMS],
]

describe.each(cases)('%#: an element', (format, limits) => {
  it('holds a key of its length, and none longer', () => {
    edge(
      format,
      pair(limits.number, (number) => order({ number })),
      'order_number',
      'too-long',
    )
    edge(
      format,
      pair(limits.customer, (customer) => order({ customer })),
      'supplier_customer_number',
      'too-long',
    )
    edge(
      format,
      pair(limits.article, (article) => oneLine({ article })),
      `${sold}.supplier_article_number`,
      'too-long',
    )
    edge(
      format,
      pair(limits.quantity, (quantity) => oneLine({ quantity }), '1'),
      `${path}.quantity_ordered`,
      'too-long',
    )
  })

  it('names the format in the sentence of a refusal', () => {
    const document = exampleSettings(format)
    const [problem] = format.findProblems(order({ number: 'A'.repeat(99) }), { supplier: sampleSupplier(), document })
    expect(problem?.message).toBe(
      `The order number has 99 characters and ${limits.name} takes at most ${limits.number}. Use a shorter one or key this order by hand.`,
    )
  })

  it('holds a unit of its length', () => {
    const [least, most] = limits.unit
    const unit = (length: number) => ({ articles: [{ article: sampleLine.article, unit: 'K'.repeat(length) }] })
    const at = `${sold}.supplier_article_number`
    const from = oneLine({ quantity: '1.5' })
    for (let length = least; length <= most; length++) expect(said(format, from, at, unit(length))).toBe('all there')
    expect(said(format, from, at, unit(most + 1))).toBe('profile-incomplete')
    if (least > 1) expect(said(format, from, at, unit(least - 1))).toBe('profile-incomplete')
  })

  it('holds a reference whole, or is left out', () => {
    if (limits.reference === null) return expect(said(format, order({}), 'id')).toBe('omitted')
    edge(
      format,
      pair(limits.reference, (id) => order({ id })),
      'id',
      'omitted',
    )
  })

  it('holds an amount of its digits, or is left out', () => {
    edge(
      format,
      pair(limits.price, (price) => oneLine({ price }), '1'),
      `${sold}.theoretical_price_per_package`,
      'omitted',
    )
    if (limits.total === null) return
    edge(
      format,
      pair(limits.total, (total) => order({ total }), '1'),
      'theoretical_price',
      'omitted',
    )
    edge(
      format,
      pair(limits.total, (total) => oneLine({ total }), '1'),
      `${path}.total_theoretical_price`,
      'omitted',
    )
  })

  it('holds wording in all its parts, and cuts what is longer', () => {
    edge(
      format,
      pair(limits.remarks, (remarks) => order({ remarks })),
      'order_remarks',
      'cut',
    )
    edge(
      format,
      pair(limits.description, (name) => oneLine({ name })),
      `${path}.stock_item.name`,
      'cut',
    )
  })

  it('holds who ordered, by a name or by an address', () => {
    if (limits.contact === null || limits.mail === null) {
      return expect(said(format, order({ person: 'A' }), 'owned_by.username')).toBe('omitted')
    }
    edge(
      format,
      pair(limits.contact, (person) => order({ person })),
      'owned_by.username',
      'cut',
    )
    edge(
      format,
      pair(limits.mail - 4, (name) => order({ person: `${name}@b.c` })),
      'owned_by.username',
      'cut',
    )
  })

  it('refuses a space at the end of a key, and drops the space at the end of a text', () => {
    expect(said(format, order({ number: 'A ' }), 'order_number')).toBe('character')
    expect(said(format, order({ customer: 'A ' }), 'supplier_customer_number')).toBe('character')
    expect(said(format, oneLine({ article: 'A ' }), `${sold}.supplier_article_number`)).toBe('character')
    expect(said(format, order({ remarks: 'A ' }), 'order_remarks')).toBe('replaced')
    expect(said(format, oneLine({ name: 'A ' }), `${path}.stock_item.name`)).toBe('replaced')
    if (limits.contact !== null) expect(said(format, order({ person: 'A ' }), 'owned_by.username')).toBe('replaced')
    if (limits.reference !== null) expect(said(format, order({ id: 'A ' }), 'id')).toBe('omitted')
  })
})

describe('UBL', () => {
  it('has room for any length, and for eighteen digits', () => {
    const long = 'A'.repeat(10_000)
    const from = order({ number: long, customer: long, id: long, lines: [{ ...sampleLine, article: long }] })
    const places = ['order_number', 'supplier_customer_number', 'id', `${sold}.supplier_article_number`]
    for (const at of places) expect(said(ublOrder21, from, at)).toBe('all there')
    const unit = { articles: [{ article: sampleLine.article, unit: long }] }
    expect(said(ublOrder21, order({}), `${sold}.supplier_article_number`, unit)).toBe('all there')
    edge(
      ublOrder21,
      pair(18, (quantity) => oneLine({ quantity }), '1'),
      `${path}.quantity_ordered`,
      'too-long',
    )
    edge(
      ublOrder21,
      pair(18, (price) => oneLine({ price }), '1'),
      `${sold}.theoretical_price_per_package`,
      'omitted',
    )
  })
})
