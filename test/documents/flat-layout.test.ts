import { describe, expect, it } from 'vitest'
import { csv } from '../../src/documents/csv.ts'
import { fixedWidth } from '../../src/documents/fixed-width.ts'
import type { DocumentSettings, Format } from '../../src/documents/format.ts'
import { readCsv } from './csv-reader.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

/** What start-up says of a layout: where, and why. */
function told<S extends DocumentSettings>(format: Format<S>, settings: object): string[] {
  const read = format.settings.safeParse({ format: format.id, ...settings })
  return (read.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}
const places = (settings: object) => told(csv, settings).map((one) => one.split(':')[0])

const EXACT = [{ field: 'orderNumber' }, { field: 'articleNumber' }, { field: 'quantity' }]
const FIXED = EXACT.map((column) => ({ ...column, width: 20 }))
const withColumn = (column: object) => ({ columns: [...EXACT, column] })

describe('a column', () => {
  it.each([
    ...[{ width: 1 }, { width: 10_000 }, { width: 3, pad: '*' }, { align: 'left' }, { align: 'right' }],
    ...[{ overflow: 'cut' }, { overflow: 'refuse' }, { quote: 'always' }, { quote: 'minimal' }, { title: '' }],
  ])('of wording may have %j', (setting) => expect(told(csv, withColumn({ field: 'name', ...setting }))).toEqual([]))

  it.each([
    ...[{ decimals: 0 }, { decimals: 9 }, { decimals: 2, decimalMark: '' }, { decimalMark: '.' }, { decimalMark: ',' }],
  ])('of a price may have %j', (setting) => expect(told(csv, withColumn({ field: 'total', ...setting }))).toEqual([]))

  it.each([
    ...[{ width: 0 }, { width: 10_001 }, { width: 1.5 }, { pad: '', width: 3 }, { pad: '**', width: 3 }],
    ...[{ align: 'middle' }, { overflow: 'wrap' }, { quote: 'never' }, { title: 7 }],
  ])('of wording may not have %j', (setting) => {
    const [name] = Object.keys(setting)
    expect(places(withColumn({ field: 'name', ...setting }))).toEqual([`columns.3.${name}`])
  })

  it.each([{ decimals: -1 }, { decimals: 10 }, { decimals: 0.5 }, { decimalMark: ';' }])(
    'of a price may not have %j',
    (setting) => {
      const [name] = Object.keys(setting)
      expect(places(withColumn({ field: 'total', ...setting }))).toEqual([`columns.3.${name}`])
    },
  )

  it('has no empty pattern, and no other value than text', () => {
    expect(places(withColumn({ field: 'orderedOn', pattern: '' }))[0]).toBe('columns.3.pattern')
    expect(places(withColumn({ field: 'purpose', values: { original: 1 } }))).toEqual(['columns.3.values.original'])
  })

  it.each([
    [{ title: 'x' }, 'field: is missing: a column holds a field or a constant.'],
    [{ field: 'name', constant: 'x' }, 'constant: cannot stand beside a field: a column holds one or the other.'],
    [{ constant: 'long', width: 3 }, 'constant: is longer than the column is wide.'],
    [{ field: 'name', pattern: 'YYYY' }, 'pattern: is for dates only.'],
    [
      { field: 'deliveryDate', pattern: 'YYYYMMDDHH' },
      'pattern: has hours, minutes or seconds: Apicbase gives a day of delivery and no time.',
    ],
    [
      { field: 'deliveryDate', pattern: 'YYYYMMDD mm' },
      'pattern: has hours, minutes or seconds: Apicbase gives a day of delivery and no time.',
    ],
    [
      { field: 'deliveryDate', pattern: 'YYYYMMDD ss' },
      'pattern: has hours, minutes or seconds: Apicbase gives a day of delivery and no time.',
    ],
    [{ field: 'orderedOn', pattern: 'DD/MM' }, "pattern: has no year: write it as 'DD/MM/YYYY'."],
    [
      { field: 'orderedOn', pattern: 'YYYYmmDD' },
      "pattern: has no month, and mm is minutes: write it as 'DD/MM/YYYY'.",
    ],
    [{ field: 'deliveryDate', pattern: 'YYYY' }, "pattern: has no month: write it as 'DD/MM/YYYY'."],
    [{ field: 'deliveryDate', pattern: 'dd/MM/YYYY' }, "pattern: has no day: write it as 'DD/MM/YYYY'."],
    [
      { field: 'preparedOn', pattern: 'DD/MM/YYYY hh:mm' },
      "pattern: has minutes or seconds, and no hours: write it as 'HH:mm'.",
    ],
    [
      { field: 'deliveryDate', pattern: 'DD-MMM-YYYY' },
      'pattern: has M beside YYYY, YY, MM, DD, HH, mm and ss, and it would stand there as it is.',
    ],
    [
      { field: 'orderedOn', pattern: 'YYYY-MM-DDTHH:mm:ssZ' },
      'pattern: says by its Z that the time is UTC, and it is that of the supplier.',
    ],
    [
      { field: 'articleNumber', width: 6, pad: '0' },
      "pad: makes another number of it: behind it a zero counts. Add align: 'right'.",
    ],
    [
      { field: 'quantity', width: 6, pad: '0', align: 'left' },
      "pad: makes another number of it: behind it a zero counts. Add align: 'right'.",
    ],
    [{ field: 'quantity', width: 6, pad: '1' }, 'pad: would be read as part of the number.'],
    [{ field: 'lineTotal', width: 6, pad: '-' }, 'pad: would be read as part of the number.'],
    [{ field: 'deliveryDate', width: 12, pad: '1' }, 'pad: would be read as part of the date.'],
    [
      { field: 'total', decimalMark: '' },
      'decimals: is missing: without a decimal mark the receiver must know how many decimals there are.',
    ],
    [{ field: 'name', decimals: 2 }, 'decimals: is for quantities and prices only.'],
    [{ field: 'name', decimalMark: ',' }, 'decimalMark: is for quantities and prices only.'],
    [{ field: 'name', values: {} }, 'values: is for codes only: purpose, notice, unit and the like.'],
    [{ field: 'notice', width: 14 }, 'width: is too narrow: notice takes 15 characters.'],
    [{ field: 'purpose', width: 10 }, 'width: is too narrow: purpose takes 11 characters.'],
    [{ field: 'purpose', width: 7, values: { replacement: 'R' } }, 'width: is too narrow: purpose takes 8 characters.'],
    [{ field: 'version', width: 3 }, 'width: is too narrow: version takes 4 characters.'],
    [{ field: 'currency', width: 2 }, 'width: is too narrow: currency takes 3 characters.'],
    [{ field: 'unit', width: 2, values: { PCE: 'STK' } }, 'width: is too narrow: unit takes 3 characters.'],
    [{ field: 'name', pad: '*' }, 'pad: needs a width to fill up to.'],
  ])('is refused as %j, in words that help', (column, words) =>
    expect(told(csv, withColumn(column))).toEqual([`columns.3.${words}`]),
  )

  it.each(['articleNumber', 'quantity', 'deliveryDate', 'unit', 'total', 'lineCount'])(
    'of %s is never cut',
    (field) => {
      expect(told(csv, withColumn({ field, overflow: 'cut' }))).toEqual([
        `columns.3.overflow: must be 'refuse': ${field} would say something else when it is cut.`,
      ])
      expect(told(csv, withColumn({ field, overflow: 'refuse' }))).toEqual([])
    },
  )

  it.each(['DDMMYY', 'YYYY-MM-DDTHH:mm:ss', 'HHhmm, DD.MM.YYYY'])('of a date may have the pattern %s', (pattern) =>
    expect(told(csv, withColumn({ field: 'orderedOn', pattern }))).toEqual([]),
  )

  it('of a key or a number may have zeros in front', () => {
    expect(told(csv, withColumn({ field: 'customerNumber', width: 9, pad: '0', align: 'right' }))).toEqual([])
    expect(told(csv, withColumn({ field: 'quantity', width: 9, pad: '0' }))).toEqual([])
  })

  it('may be just as wide as what it holds', () => {
    const columns = [
      { constant: 'long', width: 4 },
      { field: 'orderedOn', pattern: 'YYYY-MM-DD HH:mm:ss', width: 19 },
      { field: 'deliveryDate', width: 10 },
      { field: 'deliveryDate', width: 8, pattern: 'YYYYMMDD' },
      ...[
        { field: 'notice', width: 15 },
        { field: 'purpose', width: 11 },
        { field: 'version', width: 4 },
      ],
      { field: 'purpose', width: 1, values: { original: 'N', replacement: 'A' } },
    ]
    expect(told(csv, { columns: [...EXACT, ...columns] })).toEqual([])
    expect(told(csv, withColumn({ field: 'orderedOn', pattern: 'YYYY-MM-DD HH:mm:ss', width: 18 }))).toEqual([
      'columns.3.pattern: is longer than the column is wide.',
    ])
  })
})

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
    [csv, { 'POSSIBLE REPEAT': '=x' }, {}, '"=x", which begins as a formula does, which a spreadsheet would run'],
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
