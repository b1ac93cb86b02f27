import { describe, expect, it } from 'vitest'
import { csv } from '../../../src/documents/csv.ts'
import { fixedWidth } from '../../../src/documents/fixed-width.ts'
import type { RenderContext } from '../../../src/documents/format.ts'
import type { Order } from '../../../src/model/order/order.ts'
import { order, sampleLine } from '../edifact/writing.ts'
import { sampleOccasion } from '../sample-order.ts'
import { EXACT, oneLine, profileOf, SUPPLIER, said } from './writing.ts'

describe('what is said of a CSV file', () => {
  it.each<[object, Partial<Order>, object, string, string]>([
    [{ field: 'billTo' }, { customer: '' }, {}, 'supplier_customer_number', 'bill-to number'],
    [{ field: 'customerGln', width: 12 }, {}, SUPPLIER, 'supplier_customer_number', 'GLN in the customers table'],
    [{ field: 'deliveryDate' }, { deliveryDate: 'x' }, {}, 'expected_delivery_date', 'delivery date'],
    [{ field: 'currency', width: 4, pad: 'D' }, {}, { currency: 'USD' }, '', 'currency'],
    [
      { field: 'priceQuantity', width: 1 },
      { lines: [{ ...sampleLine, priceQuantity: '12' }] },
      {},
      'packages[0].supplier_package.theoretical_price_per_package',
      'quantity that a price is for',
    ],
  ])('is where %j cannot hold what it should, and what that is', (column, overrides, tables, path, noun) => {
    const found = csv.findProblems(order(overrides), profileOf(csv, { columns: [...EXACT, column] }, tables))
    const [problem] = found.filter(({ message }) => message.startsWith(`The ${noun} `))
    expect(problem?.path).toBe(path)
  })

  it.each<[object, Partial<RenderContext>, string]>([
    [{ field: 'version', width: 4 }, { version: 10_000 }, 'The version does not fit the 4 characters'],
    [{ field: 'notice', pad: '*', values: { 'POSSIBLE REPEAT': 'R ' } }, { possibleRepeat: true }, 'The notice ends'],
  ])('is, in fixed columns, what %j has no room for after all', (column, on, why) => {
    const columns = [...EXACT, column].map((one) => ({ width: 20, ...one }))
    const result = fixedWidth.write(order({}), profileOf(fixedWidth, { columns }), { ...sampleOccasion, ...on })
    expect(result).toMatchObject({ ok: false, error: [{ path: '', message: expect.stringContaining(why) }] })
  })

  it('is that there are too many orders for the column that counts them', () => {
    const records = [
      { record: 'line', columns: EXACT },
      { record: 'trailer', columns: [{ field: 'orderCount', width: 1 }] },
    ]
    const entry = { order: order({}), occasion: sampleOccasion }
    const gathered = (count: number) =>
      csv.combine?.([entry, ...Array.from({ length: count - 1 }, () => entry)], profileOf(csv, { records }))
    expect(gathered(9)?.ok).toBe(true)
    expect(gathered(10)).toMatchObject({
      error: [{ message: expect.stringMatching(/^The number of orders does not fit the 1 character/) }],
    })
  })

  it('is that a word has no place in it, rather than nothing in its place', () => {
    const settings = { columns: [...EXACT, { field: 'purpose', width: 12, pad: 'n' }] }
    const on = { ...sampleOccasion, purpose: 'cancellation' } as const
    expect(csv.write(order({}), profileOf(csv, settings), on)).toMatchObject({
      ok: false,
      error: [{ message: 'The purpose has “n” at the end that this CSV layout fills up with it.' }],
    })
  })

  it.each<[string, string, string]>([
    ['orderedBy', 'owned_by.username', 'person'],
    ['remarks', 'order_remarks', 'remarks'],
    ['customerName', '', 'customer name'],
    ['supplierName', '', 'supplier name'],
    ['name', 'packages[0].stock_item.name', 'name'],
  ])('names %s where it is too long and must not be cut', (field, path, noun) => {
    const settings = { columns: [...EXACT, { field, width: 1, overflow: 'refuse' }] }
    expect(csv.findProblems(order({ lines: [sampleLine] }), profileOf(csv, settings, SUPPLIER))).toEqual([
      {
        path,
        code: 'too-long',
        message: `The ${noun} does not fit the 1 character that this CSV layout has for it; key this order by hand.`,
      },
    ])
  })

  it('is said once of a field that stands in two columns', () => {
    const twice = { field: 'customerNumber', width: 3 }
    expect(said(csv, { columns: [...EXACT, twice, twice] }, order({}))).toHaveLength(1)
    expect(said(csv, { columns: [...EXACT, twice, { field: 'gtin', width: 3 }] }, order({}), SUPPLIER)).toHaveLength(2)
  })

  it('is said of each width that a field is cut to', () => {
    const columns = [...EXACT, { field: 'name', width: 5 }, { field: 'name', width: 5 }, { field: 'name', width: 3 }]
    const result = csv.write(oneLine({ name: 'Aubergine' }), profileOf(csv, { columns }), sampleOccasion)
    expect(result.ok && result.value.warnings.map(({ became }) => became)).toEqual(['Auber', 'Aub'])
  })

  it('is said of two names that are cut to one', () => {
    const columns = [...EXACT, { field: 'customerName', width: 6 }, { field: 'supplierName', width: 6 }]
    const tables = { customers: [{ customer: 'K-778812', name: 'Fresco Bistro' }] }
    const result = csv.write(oneLine({}), profileOf(csv, { columns }, tables), sampleOccasion)
    expect(result.ok && result.value.warnings.map(({ was, became }) => [was, became])).toEqual([
      ['Fresco Bistro', 'Fresco'],
      ['Fresco Foods', 'Fresco'],
    ])
  })

  it('is said with the first of its orders, where it is of the file', () => {
    const records = [
      { record: 'header', columns: [{ field: 'supplierName', width: 6 }] },
      { record: 'line', columns: [...EXACT, { field: 'name', width: 5 }] },
    ]
    const entry = { order: oneLine({ name: 'Aubergine' }), occasion: sampleOccasion }
    const result = csv.combine?.([entry, entry], profileOf(csv, { records }))
    expect(result?.ok && result.value.warnings.map((own) => own.map(({ became }) => became))).toEqual([
      ['Fresco', 'Auber'],
      ['Auber'],
    ])
  })

  it('stands under titles: of its own, or the names of fields', () => {
    const columns = [...EXACT, { field: 'name', title: 'Article; "name"' }, { constant: 'x' }]
    const result = csv.write(oneLine({}), profileOf(csv, { columns, separator: ';' }), sampleOccasion)
    expect(result.ok && result.value.text.split('\r\n')[0]).toBe(
      'orderNumber;articleNumber;quantity;"Article; ""name""";',
    )
  })
})

describe('a column of fixed width', () => {
  it('is named for what it is in a refusal, and fills up with spaces at the end that is free', () => {
    const columns = [...EXACT.map((column) => ({ ...column, width: 20 })), { field: 'customerNumber', width: 6 }]
    const ofCustomer = (customer: string, more: object = {}) =>
      said(fixedWidth, { columns: [...columns.slice(0, 3), { ...columns[3], ...more }] }, order({ customer }))
    const why =
      'character: The customer number ends in a space, which this fixed-width layout cannot carry; use another number or key this order by hand.'
    expect(ofCustomer('K ')).toEqual([why])
    expect(ofCustomer(' K')).toEqual([])
    expect(ofCustomer(' K', { align: 'right' })).toEqual([
      'character: The customer number has “ ” at the end that this fixed-width layout fills up with it.',
    ])
    expect(ofCustomer('=1')).toEqual([])
  })

  it('keeps a character of two units one column wide', () => {
    const columns = [...EXACT.map((column) => ({ ...column, width: 14 })), { field: 'name', width: 4 }]
    const profile = profileOf(fixedWidth, { columns, charset: 'utf-8', lineEnds: 'lf' })
    const result = fixedWidth.write(oneLine({ name: '🍅' }), profile, sampleOccasion)
    expect(result.ok && result.value.text.slice(-6)).toBe('🍅   \n')
  })
})
