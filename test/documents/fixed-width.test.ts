import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixedWidth } from '../../src/documents/fixed-width.ts'
import type { TextOutput } from '../../src/model/document.ts'
import type { Order } from '../../src/model/order/order.ts'
import { encode } from '../../src/text/charset.ts'
import { histories } from '../fakes/histories.ts'
import { order, recorded, sampleLine } from './edifact/writing.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'
import { wildText } from './wild-text.ts'

const profile = (document: object = {}, supplier: Record<string, unknown> = {}) => ({
  document: fixedWidth.settings.parse({ format: 'fixed-width', ...document }),
  supplier: sampleSupplier(supplier),
})
function written(from: Order, to = profile()): TextOutput {
  const result = fixedWidth.write(from, to, sampleOccasion)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const EXACT = [
  { field: 'orderNumber', width: 14 },
  { field: 'articleNumber', width: 10 },
  { field: 'quantity', width: 8 },
]
/** The widths of the default layout. */
const WIDTHS = [35, 35, 8, 8, 6, 35, 70, 16, 6, 18, 18, 3, 70, 210, 36, 4, 12, 15, 4]
const oneLine = (overrides: object) => order({ lines: [{ ...sampleLine, ...overrides }] })

/** The cells of each record without padding. Cut by byte, as readers of fixed columns do. */
function cells(document: TextOutput, widths: readonly number[], lineEnd = '\r\n'): string[][] {
  const bytes = String.fromCharCode(...encode(document.text, 'iso-8859-1'))
  const length = widths.reduce((sum, width) => sum + width, 0) + lineEnd.length
  expect(bytes.length % length).toBe(0)
  return Array.from({ length: bytes.length / length }, (_, index) => {
    const record = bytes.slice(index * length, (index + 1) * length)
    expect(record.slice(length - lineEnd.length)).toBe(lineEnd)
    let at = 0
    return widths.map((width) => {
      at += width
      return record.slice(at - width, at)
    })
  })
}

describe('fixed width', () => {
  it('has what may be a repeat before the time of delivery, which comes last', () => {
    const result = fixedWidth.write(sampleOrder, profile(), { ...sampleOccasion, possibleRepeat: true })
    expect(result.ok && result.value.text.split('\r\n')[1]?.endsWith('POSSIBLE REPEAT    ')).toBe(true)
    const timed = written({ ...sampleOrder, deliveryTime: { time: '09:30', offset: '+01:00' } })
    expect(cells(timed, WIDTHS).map((record) => record.at(-1))).toEqual(['0930', '0930'])
  })

  it('fills numbers with zeros behind their sign, and leaves what is missing blank', () => {
    const price = { field: 'pricePerPackage', width: 9, pad: '0', decimals: 2, decimalMark: '' }
    const to = profile({ columns: [...EXACT.slice(0, 2), { field: 'quantity', width: 8, pad: '0' }, price] })
    const shown = (overrides: object) => cells(written(oneLine(overrides), to), [14, 10, 8, 9])[0]?.slice(2)
    expect(shown({ price: '12.5' })).toEqual(['00000006', '000001250'])
    expect(shown({ price: '-12.5' })).toEqual(['00000006', '-00001250'])
    expect(shown({ price: '-0.05' })).toEqual(['00000006', '-00000005'])
    expect(shown({ price: null })).toEqual(['00000006', '         '])
  })

  it('writes records of several kinds without line ends', () => {
    const records = [
      {
        record: 'header',
        columns: [{ constant: '01' }, { field: 'customerNumber', width: 9, align: 'right', pad: '0' }],
      },
      { record: 'line', columns: [{ constant: '02' }, ...EXACT] },
    ].map(({ columns, ...rest }) => ({ ...rest, columns: columns.map((column) => ({ width: 2, ...column })) }))
    expect(written(order({ customer: '00771' }), profile({ records, lineEnds: 'none' })).text).toBe(
      `01000000771${"02PO-2026-004217AB-100'23        6"}${'02PO-2026-004217200457          10'}`,
    )
  })

  it.each([
    [oneLine({ article: 'A'.repeat(35) }), []],
    [oneLine({ article: 'A'.repeat(36) }), ['packages[0].supplier_package.supplier_article_number too-long']],
    [oneLine({ article: 'A ' }), ['packages[0].supplier_package.supplier_article_number character']],
    [oneLine({ article: '€' }), ['packages[0].supplier_package.supplier_article_number character']],
    [oneLine({ quantity: '1234567890123456' }), []],
    [oneLine({ quantity: '12345678901234567' }), ['packages[0].quantity_ordered too-long']],
    [order({ orderedOn: { ...sampleOrder.orderedOn, date: 'x' } }), ['ordered_on date-impossible']],
  ])('%#: names what does not fit, and why', (from, expected) => {
    expect(fixedWidth.findProblems(from, profile()).map(({ path, code }) => `${path} ${code}`)).toEqual(expected)
  })

  it('calls a table row that does not fit incomplete', () => {
    const to = profile({}, { articles: [{ article: '200457', unit: 'KILOGRAM' }] })
    expect(fixedWidth.findProblems(sampleOrder, to)).toMatchObject([{ code: 'profile-incomplete' }])
  })

  it.each([
    [{ columns: [...EXACT, { field: 'name' }] }, 'fixed columns have one'],
    [{ columns: EXACT, recordLength: 33 }, 'make a record of 32 characters'],
    [{ columns: [...EXACT, { field: 'deliveryDate', width: 6 }] }, 'too narrow'],
    [{ columns: [...EXACT, { constant: 'long', width: 3 }] }, 'longer than the column'],
  ])('refuses at start-up %j', (overrides, words) => {
    const parsed = fixedWidth.settings.safeParse({ format: 'fixed-width', ...overrides })
    expect(JSON.stringify(parsed.error?.issues)).toContain(words)
  })

  it('accepts a record of the length the partner named', () =>
    expect(profile({ columns: EXACT, recordLength: 32 })).toBeDefined())
})

describe('whatever the text', () => {
  it('keeps every column in its place, and order text is document text plus what was recorded', () => {
    fc.assert(
      fc.property(wildText, wildText, wildText, (name, remarks, person) => {
        const document = written(order({ remarks, person, lines: [{ ...sampleLine, article: 'A', name }, sampleLine] }))
        const [record = []] = cells(document, WIDTHS)
        expect(record[6]?.trimEnd()).toBe(recorded(document, 'packages[0].stock_item.name', name))
        expect(record[12]?.trimEnd()).toBe(recorded(document, 'owned_by.username', person))
        expect(record[13]?.trimEnd()).toBe(recorded(document, 'order_remarks', remarks))
      }),
      { numRuns: histories(300) },
    )
  })
})
