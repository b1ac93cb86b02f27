import { describe, expect, it } from 'vitest'
import { csv } from '../../../src/documents/csv.ts'
import type { Order } from '../../../src/model/order/order.ts'
import { order, sampleLine } from '../edifact/writing.ts'
import { sampleOccasion } from '../sample-order.ts'
import { cell, EXACT, oneLine, profileOf, SUPPLIER, said } from './writing.ts'

describe('a column of CSV', () => {
  it.each<[string, string]>([
    ['orderNumber', 'PO-2026-004217'],
    ['customerNumber', 'K-778812'],
    ['soldTo', 'S-1'],
    ['shipTo', 'D-1'],
    ['billTo', 'B-1'],
    ['customerName', 'Bistro Zuid'],
    ['customerGln', '5412345000020'],
    ['supplierName', 'Fresco Foods'],
    ['orderedOn', '2026-11-24'],
    ['deliveryDate', '2026-11-26'],
    ['preparedOn', '2026-11-24'],
    ['orderedBy', "chef.o'neill@bistro.example"],
    ['remarks', "Leveren vóór 10:00 + graag bellen? 'achterdeur'"],
    ['id', 'ID-1'],
    ['currency', 'EUR'],
    ['total', '105.07'],
    ['lineCount', '2'],
    ['orderCount', '1'],
    ['version', '1'],
    ['purpose', 'original'],
    ['notice', ''],
    ['line', '1'],
    ['articleNumber', "AB-100'23"],
    ['name', 'Crème fraîche 30% (1 L)'],
    ['quantity', '6'],
    ['unit', 'KGM'],
    ['gtin', '5412345000013'],
    ['pricePerPackage', '12.3456'],
    ['priceQuantity', '1'],
    ['lineTotal', '74.07'],
  ])('holds as %s what the order and the tables say: %s', (field, text) =>
    expect(cell({ field }, order({}), {}, SUPPLIER)).toBe(text),
  )

  it.each(['customerName', 'customerGln', 'unit', 'gtin'])('holds nothing as %s where no table tells', (field) =>
    expect(cell({ field })).toBe(''),
  )

  it('holds the number that Apicbase sends for each part that no table tells apart', () => {
    for (const field of ['soldTo', 'shipTo', 'billTo']) expect(cell({ field })).toBe('K-778812')
  })

  it('holds no price where the supplier wants none, and none that Apicbase has not', () => {
    for (const field of ['total', 'pricePerPackage', 'priceQuantity', 'lineTotal'])
      expect(cell({ field }, order({}), {}, { price: 'omit' })).toBe('')
    const bare = order({ total: null, lines: [{ ...sampleLine, price: null, total: null }] })
    for (const field of ['total', 'pricePerPackage', 'priceQuantity', 'lineTotal'])
      expect(cell({ field }, bare)).toBe('')
    for (const field of ['deliveryDate', 'orderedBy'])
      expect(cell({ field }, order({ deliveryDate: null, person: null }))).toBe('')
  })

  it('says when its document was made, how often it may come and what it is', () => {
    const on = { version: 3, purpose: 'replacement', possibleRepeat: true } as const
    expect(cell({ field: 'preparedOn', pattern: 'DD.MM.YY HH:mm:ss' })).toBe('24.11.26 09:15:40')
    expect(cell({ field: 'orderedOn', pattern: 'DD.MM.YYYY HH:mm:ss' })).toBe('24.11.2026 09:15:32')
    expect(cell({ field: 'version' }, order({}), {}, {}, on)).toBe('3')
    expect(cell({ field: 'purpose' }, order({}), {}, {}, on)).toBe('replacement')
    expect(cell({ field: 'notice' }, order({}), {}, {}, on)).toBe('POSSIBLE REPEAT')
    expect(cell({ field: 'notice', values: { 'POSSIBLE REPEAT': 'D' } }, order({}), {}, {}, on)).toBe('D')
  })

  it('has the decimal mark of its layout, or its own', () => {
    const price = { field: 'pricePerPackage' }
    const layout = { separator: ';', decimalMark: ',' }
    expect(cell(price, order({}), layout)).toBe('12,3456')
    expect(cell({ ...price, decimalMark: '.' }, order({}), layout)).toBe('12.3456')
    expect(cell({ ...price, decimals: 5 }, order({}), layout)).toBe('12,34560')
    expect(cell(price, oneLine({ price: '12' }), layout)).toBe('12')
  })

  it.each([
    ['0.05', 2, '0.05'],
    ['-0.05', 2, '-0.05'],
    ['0', 2, '0.00'],
    ['12.50', 1, '12.5'],
    ['12.00', 0, '12'],
    ['-12', 0, '-12'],
  ])('writes %s with %i decimals as %s', (price, decimals, text) =>
    expect(cell({ field: 'pricePerPackage', decimals }, oneLine({ price }))).toBe(text),
  )

  it('fills up to its width where it says so', () => {
    expect(cell({ field: 'name', width: 6, pad: '_' }, oneLine({ name: 'melk' }))).toBe('melk__')
    expect(cell({ field: 'name', width: 6, pad: '_', align: 'right' }, oneLine({ name: 'melk' }))).toBe('__melk')
    expect(cell({ field: 'line', width: 3, pad: '0' })).toBe('001')
    expect(cell({ field: 'name', width: 6 }, oneLine({ name: 'melk' }))).toBe('melk')
  })

  it('refuses a key that ends as it is filled up, at the end that is', () => {
    const layout = (column: object) => ({ columns: [...EXACT, { field: 'customerNumber', ...column }] })
    const said1 = (customer: string, column: object) => said(csv, layout(column), order({ customer }))
    const why = 'character: The customer number has “_” at the end that this CSV layout fills up with it.'
    expect(said1('K_', { width: 6, pad: '_' })).toEqual([why])
    expect(said1('_K', { width: 6, pad: '_' })).toEqual([])
    expect(said1('_K', { width: 6, pad: '_', align: 'right' })).toEqual([why])
    expect(said1('K_', { width: 6, pad: '_', align: 'right' })).toEqual([])
    expect(said1('K0', { width: 6, pad: '0', align: 'right' })).toEqual([])
    expect(said1('K ', { width: 6 })).toEqual([])
  })

  it('holds a formula as text where people open the file', () => {
    const layout = { guardFormulas: true, columns: [...EXACT, { field: 'name', width: 5 }] }
    for (const name of ['=a', '+a', '-a', '@a', '＝a', '＋a', '－a', '＠a'])
      expect(cell({ field: 'name' }, oneLine({ name }), { guardFormulas: true })).toBe(`'${name}`)
    expect(cell({ field: 'name' }, oneLine({ name: 'a=b' }), { guardFormulas: true })).toBe('a=b')
    const recorded = (name: string) => {
      const result = csv.write(oneLine({ name }), profileOf(csv, layout), sampleOccasion)
      return result.ok ? result.value.warnings : []
    }
    const path = 'packages[0].stock_item.name'
    expect(recorded('=123')).toEqual([{ path, code: 'replaced', was: '=123', became: "'=123" }])
    expect(recorded('=1234')).toEqual([{ path, code: 'cut', was: '=1234', became: "'=123" }])
    const strict = { ...layout, columns: [...EXACT, { field: 'name', width: 5, overflow: 'refuse' }] }
    expect(said(csv, strict, oneLine({ name: '=1234' }))).toEqual([
      'too-long: The name does not fit the 5 characters that this CSV layout has for it; key this order by hand.',
    ])
    expect(said(csv, strict, oneLine({ name: '=123' }))).toEqual([])
    const withId = profileOf(csv, { ...layout, columns: [...EXACT, { field: 'id' }] })
    expect(csv.write({ ...oneLine({}), id: '=1' }, withId, sampleOccasion)).toMatchObject({
      ok: true,
      value: { warnings: [{ path: 'id', code: 'omitted', was: '=1', became: '' }] },
    })
    expect(said(csv, layout, oneLine({ article: '=1' }))).toEqual([
      'character: The article number holds a formula, which a spreadsheet would run.',
    ])
  })

  it.each<[string, Partial<Order>, string]>([
    ['orderNumber', { number: '' }, 'blank: The order number is blank; fill it in.'],
    ['customerNumber', { customer: '' }, 'blank: The customer number is blank; fill it in.'],
    ['soldTo', { customer: '' }, 'blank: The sold-to number is blank; fill it in.'],
    ['shipTo', { customer: '' }, 'blank: The ship-to number is blank; fill it in.'],
    ['billTo', { customer: '' }, 'blank: The bill-to number is blank; fill it in.'],
    ['articleNumber', { lines: [{ ...sampleLine, article: '' }] }, 'blank: The article number is blank; fill it in.'],
    [
      'deliveryDate',
      { deliveryDate: '26/11' },
      'date-impossible: The delivery date is not a date; write it as 2026-11-26.',
    ],
    [
      'orderedOn',
      { orderedOn: { date: 'x', time: 'y', offset: 'z' } },
      'date-impossible: The order date is not a date; write it as 2026-11-26.',
    ],
    [
      'quantity',
      { lines: [{ ...sampleLine, quantity: 'x' }] },
      'character: The quantity is not a plain decimal number; write it as 12 or 1.5.',
    ],
  ])('refuses as %s what it cannot hold, and names it', (field, overrides, why) =>
    expect(said(csv, { columns: [...EXACT, { field }] }, order(overrides))).toContain(why),
  )

  it.each<[string, number, string]>([
    ['customerGln', 12, 'GLN in the customers table has 13 characters and this CSV layout takes at most 12'],
    ['gtin', 12, 'GTIN in the articles table has 13 characters and this CSV layout takes at most 12'],
    ['unit', 2, 'unit in the articles table has 3 characters and this CSV layout takes at most 2'],
  ])("calls a table's %s that does not fit incomplete", (field, width, why) => {
    const columns = [...EXACT, { field, width }]
    expect(said(csv, { columns }, order({}), SUPPLIER)).toEqual([
      `profile-incomplete: The ${why}. Use a shorter one or key this order by hand.`,
    ])
    expect(said(csv, { columns: [...EXACT, { field, width: width + 1 }] }, order({}), SUPPLIER)).toEqual([])
  })

  it('refuses a quantity or a count that it has no room for', () => {
    const narrow = (column: object) => [...EXACT.slice(0, 2), column]
    const quantity = (column: object, text: string) =>
      said(csv, { columns: narrow({ field: 'quantity', ...column }) }, oneLine({ quantity: text }))
    expect(quantity({ width: 3 }, '1.5')).toEqual([])
    expect(quantity({ width: 3 }, '12.5')).toEqual([
      'too-long: The quantity does not fit the 3 characters that this CSV layout has for it; key this order by hand.',
    ])
    expect(quantity({ decimals: 1 }, '1.25')).toEqual([
      'too-long: The quantity has more than the 1 decimal that this CSV layout takes.',
    ])
    const lines = Array.from({ length: 10 }, () => sampleLine) as unknown as Order['lines']
    for (const [field, noun] of [
      ['lineCount', 'number of lines'],
      ['line', 'line number'],
    ])
      expect(said(csv, { columns: [...EXACT, { field, width: 1 }] }, order({ lines }))).toEqual([
        `too-long: The ${noun} does not fit the 1 character that this CSV layout has for it; key this order by hand.`,
      ])
  })
})
