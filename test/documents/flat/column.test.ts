import { describe, expect, it } from 'vitest'
import { csv } from '../../../src/documents/csv.ts'
import { EXACT, places, told } from './writing.ts'

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
    [{ field: 'name', pattern: 'YYYY' }, 'pattern: is for dates and times only.'],
    [
      { field: 'deliveryTime', pattern: 'YYYYMMDDHHmm' },
      "pattern: has a year, a month or a day: write only the time, as 'HH:mm'. Write the date in another column.",
    ],
    [{ field: 'deliveryTime', pattern: 'HH' }, "pattern: has no hours and minutes: write it as 'HH:mm'."],
    [
      { field: 'deliveryTime', pattern: 'hh:HH:mm' },
      'pattern: has hh beside YYYY, YY, MM, DD, HH, mm and ss, and it would stand there as it is.',
    ],
    [{ field: 'deliveryTime', width: 4 }, 'width: is too narrow for a time as HH:mm.'],
    [{ field: 'deliveryTime', width: 6, pad: '1' }, 'pad: would be read as part of the time.'],
    [
      { field: 'deliveryDate', pattern: 'YYYYMMDD mm' },
      "pattern: has minutes or seconds, and no hours: write it as 'HH:mm'.",
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
      'pattern: says by its Z that the time is UTC, and it is the local time.',
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

  it.each(['articleNumber', 'quantity', 'deliveryDate', 'deliveryTime', 'unit', 'total', 'lineCount'])(
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

  it.each(['HHmm', 'HH:mm:ss', "HH'h'mm"])('of a time may have the pattern %s', (pattern) =>
    expect(told(csv, withColumn({ field: 'deliveryTime', pattern }))).toEqual([]),
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
