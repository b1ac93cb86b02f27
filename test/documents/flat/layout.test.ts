import { describe, expect, it } from 'vitest'
import { csv } from '../../../src/documents/csv.ts'
import { fixedWidth } from '../../../src/documents/fixed-width.ts'
import type { DocumentSettings } from '../../../src/documents/format.ts'
import { readCsv } from '../csv-reader.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../sample-order.ts'
import { EXACT, places, told } from './writing.ts'

const FIXED = EXACT.map((column) => ({ ...column, width: 20 }))
const withColumn = (column: object) => ({ columns: [...EXACT, column] })

describe('a layout', () => {
  it('is described by columns or by records, and has at least one of them', () => {
    expect(places({ columns: [] })).toEqual(['columns', 'columns', 'columns', 'columns'])
    expect(places({ records: [] })).toEqual(['records', 'records', 'records', 'records'])
    expect(places({ columns: [{ field: 'orderNumber' }] })).toEqual(['columns', 'columns'])
    expect(places({ records: [{ record: 'line', columns: [] }] })[0]).toBe('records.0.columns')
    expect(told(csv, { records: [{ record: 'line', columns: EXACT }] })).toEqual([])
    const end = { record: 'trailer', columns: [{ constant: 'T' }] }
    expect(told(csv, { records: [{ record: 'line', columns: EXACT }, end] })).toEqual([])
    expect(told(csv, { columns: EXACT, records: [{ record: 'line', columns: EXACT }] })).toEqual([
      'records: cannot stand beside columns: a layout is described by one or the other.',
    ])
  })

  it('names where in its records a mistake is', () => {
    const header = { record: 'header', columns: [{ field: 'orderNumber' }, { field: 'articleNumber' }] }
    expect(told(csv, { records: [header, { record: 'line', columns: EXACT }] })).toEqual([
      'records.0.columns.1.field: belongs to a line, and a header has none.',
    ])
    const line = { record: 'line', columns: [...EXACT, { constant: 'é', title: 'é' }] }
    expect(told(csv, { charset: 'us-ascii', records: [line] })).toEqual([
      'records.0.columns.3.constant: holds "é", which this file cannot carry.',
      'records.0.columns.3.title: holds "é", which this file cannot carry.',
    ])
    const trailer = { record: 'trailer', columns: [{ field: 'deliveryDate', width: 9 }] }
    expect(told(csv, { records: [{ record: 'line', columns: EXACT }, trailer] })).toEqual([
      'records.1.columns.0.width: is too narrow for a date as YYYY-MM-DD.',
    ])
  })

  it.each([
    [{ field: 'orderedOn', pattern: 'DDMMYYYY€' }, 'pattern'],
    [{ field: 'name', pad: '€', width: 9 }, 'pad'],
    [{ field: 'purpose', values: { original: '€' } }, 'values'],
  ])('holds no character that its file lacks: %j', (column, key) =>
    expect(told(csv, { charset: 'iso-8859-1', ...withColumn(column) })).toEqual([
      `columns.3.${key}: holds "€", which this file cannot carry.`,
    ]),
  )

  it.each([
    [csv, { 'POSSIBLE REPEAT': '=x' }, {}, '"=x", which holds a formula, which a spreadsheet would run'],
    [csv, { 'POSSIBLE REPEAT': ' ' }, {}, '" ", which is blank'],
    [
      csv,
      { 'POSSIBLE REPEAT': 'R_' },
      { pad: '_' },
      '"R_", which has “_” at the end that this CSV layout fills up with it',
    ],
    [
      fixedWidth,
      { 'POSSIBLE REPEAT': 'R ' },
      {},
      '"R ", which has “ ” at the end that this fixed-width layout fills up with it',
    ],
    [csv, undefined, { pad: 'T' }, '"POSSIBLE REPEAT", which has “T” at the end that this CSV layout fills up with it'],
  ] as const)('%#: has no word that it could not write', (format, values, more, words) => {
    const columns = [...FIXED, { field: 'notice', width: 15, values, ...more }]
    const guarded = format === csv ? { guardFormulas: true } : {}
    expect(told<DocumentSettings>(format, { columns, ...guarded })).toEqual([`columns.3: has the word ${words}.`])
  })

  it('has any word that a machine reads', () => {
    const columns = [...EXACT, { field: 'notice', values: { 'POSSIBLE REPEAT': '=x' } }]
    expect(told(csv, { columns })).toEqual([])
    expect(told(fixedWidth, { columns: columns.map((column) => ({ ...column, width: 15 })) })).toEqual([])
  })

  it('has a column for each thing without which nobody can tell what is ordered', () => {
    const message = (field: string) =>
      `must have a column with the field '${field}': without it nobody can tell what is ordered.`
    expect(told(csv, { columns: [{ field: 'name' }] })).toEqual(
      ['orderNumber', 'articleNumber', 'quantity'].map((field) => `columns: ${message(field)}`),
    )
    const records = [{ record: 'line', columns: EXACT.slice(1) }]
    expect(told(csv, { records })).toEqual([`records: ${message('orderNumber')}`])
    expect(told(csv, { records: [{ record: 'header', columns: EXACT.slice(0, 1) }, ...records] })).toEqual([])
  })

  it('of CSV keeps its separator apart from all else', () => {
    expect(told(csv, { separator: ',', decimalMark: ',', quoting: 'never' })).toEqual([
      'separator: is the decimal mark too: without quotes nobody could tell them apart.',
    ])
    expect(told(csv, { separator: ',', decimalMark: ',' })).toEqual([])
    expect(told(csv, { byteOrderMark: true, charset: 'iso-8859-1' })).toEqual([
      "byteOrderMark: is for the charset 'utf-8' only.",
    ])
    for (const separator of ['\\', ']', '^', '|']) {
      const document = csv.settings.parse({ format: 'csv', separator, ...withColumn({ field: 'name' }) })
      const [line] = sampleOrder.lines
      const order = { ...sampleOrder, lines: [{ ...line, name: `a${separator}b-c` }] as const }
      const written = csv.write(order, { supplier: sampleSupplier(), document }, sampleOccasion)
      expect(written.ok && readCsv(written.value.text, separator)[1]?.[3]).toBe(`a${separator}b-c`)
    }
  })
})

describe('a layout of fixed width', () => {
  it('names each column without one, and a record of another length', () => {
    const columns = [...FIXED, { field: 'name' }]
    expect(told(fixedWidth, { columns })).toEqual(['columns.3.width: is missing: fixed columns have one.'])
    expect(told(fixedWidth, { records: [{ record: 'line', columns }] })).toEqual([
      'records.0.columns.3.width: is missing: fixed columns have one.',
    ])
    const message = 'make a record of 60 characters, and recordLength is 61.'
    expect(told(fixedWidth, { columns: FIXED, recordLength: 61 })).toEqual([`columns: ${message}`])
    const records = [
      { record: 'header', columns: [{ constant: 'H', width: 61 }] },
      { record: 'line', columns: FIXED },
    ]
    expect(told(fixedWidth, { records, recordLength: 61 })).toEqual([`records.1.columns: ${message}`])
    expect(told(fixedWidth, { columns, recordLength: 60 })).toEqual([
      'columns.3.width: is missing: fixed columns have one.',
    ])
  })

  it('has a whole number of characters in a record', () => {
    const one = { records: [{ record: 'header', columns: [{ constant: 'H', width: 1 }] }], recordLength: 1 }
    expect(told(fixedWidth, one).filter((each) => each.startsWith('recordLength'))).toEqual([])
    for (const recordLength of [0, 1.5])
      expect(told(fixedWidth, { columns: FIXED, recordLength })[0]).toMatch(/^recordLength: /)
  })
})
