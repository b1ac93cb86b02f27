import { describe, expect, it } from 'vitest'
import { repertoire } from '../../../src/documents/characters/repertoire.ts'
import { exactProblems } from '../../../src/documents/content/exact-problems.ts'
import { tableProblems } from '../../../src/documents/content/tables.ts'
import type { Line, Order } from '../../../src/model/order/order.ts'
import { sampleOrder, sampleSupplier } from '../sample-order.ts'

const owner = {
  name: 'Test 1',
  repertoire: repertoire('Latin', (code) => code >= 0x20 && code < 0x100 && code !== 0x7f),
}
const elements = {
  orderNumber: { kind: 'key', max: 5 },
  customer: { kind: 'key', max: 5, padded: true },
  article: { kind: 'key', max: 3 },
  quantity: { kind: 'number', max: 4 },
} as const
const [line] = sampleOrder.lines
const base: Order = { ...sampleOrder, number: 'N', customer: 'C', lines: [{ ...line, article: 'A', quantity: '1' }] }
const oneLine = (overrides: Partial<Line>): Order => ({ ...base, lines: [{ ...base.lines[0], ...overrides }] })
const found = (overrides: Partial<Order>) => exactProblems({ ...base, ...overrides }, {}, elements, owner)

describe('what does not fit', () => {
  it('is nothing in an order that fits', () => expect(found({})).toEqual([]))

  it.each([
    [{ number: '' }, 'order_number', 'blank', 'The order number is blank; fill it in.'],
    [{ number: ' \t' }, 'order_number', 'blank', 'The order number is blank; fill it in.'],
    [{ customer: '' }, 'supplier_customer_number', 'blank', 'The customer number is blank; fill it in.'],
    [
      { number: 'ABCDEF' },
      'order_number',
      'too-long',
      'The order number has 6 characters and Test 1 takes at most 5. Use a shorter one or key this order by hand.',
    ],
    [
      { customer: 'C ' },
      'supplier_customer_number',
      'character',
      'The customer number ends in a space, which Test 1 cannot carry; use another number or key this order by hand.',
    ],
    [
      { number: 'a€' },
      'order_number',
      'character',
      'The order number holds “€” (U+20AC), which Latin cannot carry; use another number or key this order by hand.',
    ],
    [
      { number: 'a\n' },
      'order_number',
      'character',
      'The order number holds the unprintable character U+000A, which Latin cannot carry; use another number or key this order by hand.',
    ],
    [
      { number: 'a\ud800' },
      'order_number',
      'character',
      'The order number holds the unprintable character U+D800, which Latin cannot carry; use another number or key this order by hand.',
    ],
    [
      { orderedOn: { ...base.orderedOn, date: '24-11-2026' } },
      'ordered_on',
      'date-impossible',
      'The order date is not a date; write it as 2026-11-26.',
    ],
    [
      { deliveryDate: '2026-11-26T00:00' },
      'expected_delivery_date',
      'date-impossible',
      'The delivery date is not a date; write it as 2026-11-26.',
    ],
  ])('%#: is named, with the reason and what to do', (overrides, path, code, message) => {
    expect(found(overrides)).toEqual([{ path, code, message }])
  })

  it.each([
    [
      { article: 'ABCD' },
      'supplier_package.supplier_article_number',
      'too-long',
      'The article number has 4 characters and Test 1 takes at most 3. Use a shorter one or key this order by hand.',
    ],
    [
      { quantity: '1.' },
      'quantity_ordered',
      'character',
      'The quantity is not a plain decimal number; write it as 12 or 1.5.',
    ],
    [
      { quantity: '12345' },
      'quantity_ordered',
      'too-long',
      'The quantity has more than the 4 digits that Test 1 takes; order less or key this order by hand.',
    ],
  ])('%#: is named by its line', (overrides, field, code, message) => {
    const order = { ...base, lines: [base.lines[0], oneLine(overrides).lines[0]] as const }
    expect(exactProblems(order, {}, elements, owner)).toEqual([{ path: `packages[1].${field}`, code, message }])
  })

  it('counts characters of a key, and of a number its digits only', () => {
    const wide = { ...owner, repertoire: repertoire('all', () => true) }
    expect(exactProblems({ ...base, number: '🍅'.repeat(5) }, {}, elements, wide)).toEqual([])
    expect(exactProblems({ ...base, number: '🍅'.repeat(6) }, {}, elements, wide)).toHaveLength(1)
    expect(exactProblems(oneLine({ quantity: '-12.34' }), {}, elements, owner)).toEqual([])
    expect(exactProblems(oneLine({ quantity: '-12.345' }), {}, elements, owner)).toHaveLength(1)
  })
})

describe('what is wrong with the tables', () => {
  const wrong = (tables: Record<string, unknown>, unit = {}) =>
    tableProblems(base, sampleSupplier(tables), { kind: 'code', max: 3, ...unit }, owner)
  const article = 'packages[0].supplier_package.supplier_article_number'

  it('is told by whom it can be mended', () => {
    expect(wrong({ customers: [{ customer: 'C', gln: '541' }] })).toEqual([
      {
        path: 'supplier_customer_number',
        code: 'profile-incomplete',
        message: 'The GLN in the customers table is not 13 digits; correct the table.',
      },
    ])
    expect(wrong({ articles: [{ article: 'A', gtin: '541', unit: 'KILO' }] })).toEqual([
      {
        path: article,
        code: 'profile-incomplete',
        message: 'The GTIN in the articles table is not 8 to 14 digits; correct the table.',
      },
      {
        path: article,
        code: 'profile-incomplete',
        message:
          'The unit in the articles table has 4 characters and Test 1 takes at most 3. Use a shorter one or key this order by hand.',
      },
    ])
    expect(wrong({ articles: [{ article: 'A', unit: 'K' }] }, { min: 2 })[0]?.message).toBe(
      'The unit in the articles table has 1 character and Test 1 takes at least 2. Use a longer one or key this order by hand.',
    )
  })

  it('is nothing in rows of other articles and customers', () => {
    expect(wrong({ articles: [{ article: 'B', gtin: '1' }], customers: [{ customer: 'D', gln: '1' }] })).toEqual([])
    for (const gtin of ['12345678', '12345678901234']) expect(wrong({ articles: [{ article: 'A', gtin }] })).toEqual([])
    for (const gtin of ['1234567', '123456789012345'])
      expect(wrong({ articles: [{ article: 'A', gtin }] })).toHaveLength(1)
  })
})
