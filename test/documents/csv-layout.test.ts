import { describe, expect, it } from 'vitest'
import { csv } from '../../src/documents/csv.ts'
import { toSupplierTerms } from '../../src/profile/translation.ts'
import { encode } from '../../src/text/charset.ts'
import { readCsv } from './csv-reader.ts'
import { DATED, EXACT, profile, TIMED, written } from './csv-writing.ts'
import { order, sampleLine } from './edifact/writing.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

const DATED_WITH_REMARKS = { ...sampleOrder, remarks: 'RING TWICE' }

const oneLine = (overrides: object) =>
  order({ deliveryDate: null, remarks: '', lines: [{ ...sampleLine, ...overrides }] })

describe('a layout of its own', () => {
  it('writes records with a type, dates, decimals and codes as the receiver has them', () => {
    const records = [
      {
        record: 'header',
        columns: [
          { constant: 'H' },
          { field: 'orderNumber' },
          { field: 'deliveryDate', pattern: 'DD/MM/YYYY' },
          { field: 'purpose', values: { original: 'N', replacement: 'A' } },
        ],
      },
      {
        record: 'line',
        columns: [
          { constant: 'D' },
          { field: 'articleNumber', quote: 'always' },
          { field: 'quantity', decimals: 3, decimalMark: '' },
          { field: 'pricePerPackage', decimals: 4 },
        ],
      },
      { record: 'trailer', columns: [{ constant: 'T' }, { field: 'lineCount', width: 4, pad: '0' }] },
    ]
    const { text } = written(sampleOrder, profile({ records, separator: ';', decimalMark: ',', titles: false }))
    expect(text.split('\r\n')).toEqual([
      'H;PO-2026-004217;26/11/2026;N',
      `D;"AB-100'23";6000;12,3456`,
      'D;"200457";10000;3,1000',
      'T;0002',
      '',
    ])
  })

  it('writes date and time in one column where its pattern says so, and midnight where the order names a day', () => {
    const to = profile({ columns: [...EXACT, { field: 'deliveryDate', pattern: 'DD/MM/YYYY HH:mm:ss' }] })
    expect(readCsv(written(TIMED, to).text)[1]?.at(-1)).toBe('26/11/2026 09:30:00')
    expect(readCsv(written(sampleOrder, to).text)[1]?.at(-1)).toBe('26/11/2026 00:00:00')
    expect(written(TIMED, to).warnings).toEqual([])
  })

  it('records the time of delivery where it has no place for it', () => {
    const was = '2026-11-26T09:30:00+01:00'
    const path = 'expected_delivery_date'
    const dated = profile({ columns: [...EXACT, { field: 'deliveryDate' }] })
    expect(written(TIMED, dated).warnings).toEqual([{ path, code: 'cut', was, became: '2026-11-26' }])
    expect(written(TIMED, profile({ columns: EXACT })).warnings).toEqual([{ path, code: 'omitted', was, became: '' }])
    expect(written(DATED, dated).warnings).toEqual([])
  })

  it('records the day and the remarks where it has no place for them', () => {
    const layout = profile({ columns: EXACT })
    expect(written(sampleOrder, layout).warnings).toEqual([
      { path: 'expected_delivery_date', code: 'omitted', was: '2026-11-26', became: '' },
      { path: 'order_remarks', code: 'omitted', was: sampleOrder.remarks, became: '' },
    ])
    expect(written(oneLine({}), layout).warnings).toEqual([])
    const omitted = toSupplierTerms(sampleOrder, sampleSupplier({ remarks: 'omit' }), {}).order
    expect(written(omitted, layout).warnings.map(({ path }) => path)).toEqual(['expected_delivery_date'])
  })

  it('keeps the remarks for the first line in the header where no line has a column for them', () => {
    const line = { record: 'line', columns: [{ field: 'articleNumber' }, { field: 'quantity' }] }
    const header = { record: 'header', columns: [{ field: 'orderNumber' }, { field: 'remarks' }] }
    const records = (to: object) => readCsv(written(DATED_WITH_REMARKS, profile(to, { remarks: 'first-line' })).text)
    expect(records({ titles: false, records: [header, line] })[0]?.[1]).toBe('RING TWICE')
    const own = { ...line, columns: [...line.columns, { field: 'remarks' }] }
    const both = records({ titles: false, records: [header, own] })
    expect([both[0]?.[1], both[1]?.[2], both[2]?.[2]]).toEqual(['', 'RING TWICE', ''])
  })

  it('leaves a price out rather than round it, and refuses a quantity', () => {
    const columns = [...EXACT, { field: 'pricePerPackage', decimals: 2 }]
    const document = written(oneLine({ price: '12.345' }), profile({ columns }))
    expect(document.warnings.map(({ code, path }) => [code, path])).toEqual([
      ['omitted', 'packages[0].supplier_package.theoretical_price_per_package'],
    ])
    const whole = profile({ columns: [EXACT[0], EXACT[1], { field: 'quantity', decimals: 0 }] })
    expect(csv.findProblems(oneLine({ quantity: '1.5' }), whole)).toMatchObject([
      { path: 'packages[0].quantity_ordered' },
    ])
    expect(csv.findProblems(oneLine({ quantity: '2' }), whole)).toEqual([])
  })

  it('cuts wording to its column and records it once, and refuses it where the layout says so', () => {
    const name = { field: 'name', width: 5 }
    const document = written(oneLine({ name: 'Aubergine' }), profile({ columns: [...EXACT, name, name] }))
    expect(document.warnings).toEqual([
      { path: 'packages[0].stock_item.name', code: 'cut', was: 'Aubergine', became: 'Auber' },
    ])
    const strict = profile({ columns: [...EXACT, { ...name, overflow: 'refuse' }] })
    expect(csv.findProblems(oneLine({ name: 'Aubergine' }), strict)).toMatchObject([{ code: 'too-long' }])
    expect(csv.write(oneLine({ name: 'Aubergine' }), strict, sampleOccasion).ok).toBe(false)
  })

  it('guards a file that people open against formulas: wording is disarmed, a key refused', () => {
    const to = profile({ guardFormulas: true })
    const document = written(oneLine({ name: '=cmd|x' }), to)
    expect(readCsv(document.text)[1]?.[6]).toBe("'=cmd|x")
    expect(document.warnings).toMatchObject([{ code: 'replaced', was: '=cmd|x', became: "'=cmd|x" }])
    expect(csv.findProblems(oneLine({ article: '-1' }), to)).toMatchObject([{ code: 'character' }])
    expect(readCsv(written(oneLine({ name: '=cmd|x', article: '-1' })).text)[1]?.slice(5, 7)).toEqual(['-1', '=cmd|x'])
  })

  it.each([
    ['x,=1+1', "x,'=1+1"],
    ['x; +1', "x;' +1"],
    ['a|-1', "a|'-1"],
    ['  @SUM(A1)', "'  @SUM(A1)"],
    ['\u200b=1', "'\u200b=1"],
    ['=1,=2', "'=1,'=2"],
    ['\ufeff =1', "' =1"],
    ['Tomaten - rood, 2 = 2', 'Tomaten - rood, 2 = 2'],
  ])('guards %j also where a cell begins for a reader who parts cells elsewhere', (name, guarded) => {
    const to = profile({ guardFormulas: true, columns: [...EXACT, { field: 'name' }] })
    expect(readCsv(written(oneLine({ name }), to).text)[1]?.[3]).toBe(guarded)
  })

  it('refuses a key that would be a formula behind a separator, and cuts what the guard makes too long', () => {
    const to = profile({ guardFormulas: true, columns: [...EXACT, { field: 'name', width: 6 }] })
    expect(csv.findProblems(oneLine({ article: 'A;=1' }), to)).toMatchObject([{ code: 'character' }])
    expect(written(oneLine({ name: 'ab,=12' }), to).warnings).toMatchObject([{ code: 'cut', became: "ab,'=1" }])
  })

  it.each([
    ['utf-8', true, '\ufeff', 'Crème 5 € 🎂'],
    ['utf-8', false, '', 'Crème 5 € 🎂'],
    ['windows-1252', false, '', 'Crème 5 € ?'],
    ['iso-8859-15', false, '', 'Crème 5 € ?'],
    ['iso-8859-1', false, '', 'Crème 5 EUR ?'],
    ['us-ascii', false, '', 'Creme 5 EUR ?'],
  ])('writes %s with a byte order mark: %s', (charset, byteOrderMark, start, name) => {
    const document = written(oneLine({ name: 'Crème 5 € 🎂' }), profile({ charset, byteOrderMark }))
    encode(document.text, document.charset)
    expect(document.text.startsWith(`${start}orderNumber`)).toBe(true)
    expect(readCsv(document.text)[1]?.[6]).toBe(name)
  })
})
