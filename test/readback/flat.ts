import type { Case } from '../conformance/generated-orders.ts'
import { readCsv } from '../documents/csv-reader.ts'
import { askedFor, dashed, LINE_PATHS, PATHS, type Reading, type Said, say, TO, unlessOmitted } from './reading.ts'

/** The field of each column. */
const OF_ORDER: Readonly<Record<string, string>> = {
  orderNumber: PATHS.number,
  customerNumber: PATHS.customer,
  soldTo: PATHS.soldTo,
  shipTo: PATHS.shipTo,
  orderedOn: PATHS.orderedOn,
  orderedBy: PATHS.person,
  remarks: PATHS.remarks,
  id: PATHS.id,
  total: PATHS.total,
}
const OF_LINE: Readonly<Record<string, (index: number) => string>> = {
  articleNumber: LINE_PATHS.article,
  name: LINE_PATHS.name,
  quantity: LINE_PATHS.quantity,
  pricePerPackage: LINE_PATHS.price,
  priceQuantity: LINE_PATHS.priceQuantity,
  lineTotal: LINE_PATHS.lineTotal,
}
const AMOUNTS = ['quantity', 'pricePerPackage', 'lineTotal', 'total']

/** One row for each line; the fields of the order must be equal in all rows. */
function read(rows: readonly (readonly (readonly [title: string, cell: string])[])[]): Said {
  const said: Said = new Map()
  for (const [index, row] of rows.entries()) {
    for (const [title, cell] of row) {
      if (title === 'line' && cell !== String(index + 1)) throw new Error(`line ${index + 1} is ${cell}`)
      const path = OF_ORDER[title] ?? OF_LINE[title]?.(index)
      // If only the first line has the remarks, the cells of the other lines are empty.
      if (title === 'remarks' && index > 0 && cell === '') continue
      if (title === 'priceQuantity' && cell === '') continue
      if (title === 'deliveryDate') {
        const time = row.find(([other]) => other === 'deliveryTime')?.[1]
        say(said, PATHS.deliveryDate, askedFor(cell, time))
        continue
      }
      if (path !== undefined) say(said, path, AMOUNTS.includes(title) ? cell.replace(',', '.') : cell)
    }
  }
  return said
}

const MANNERS = [
  {},
  { separator: ';', quoting: 'always', decimalMark: ',', lineEnds: 'lf' },
  { separator: '\t', quoting: 'never' },
  { charset: 'windows-1252', guardFormulas: true },
  { separator: ';', charset: 'iso-8859-15', decimalMark: ',' },
  { separator: '|', charset: 'iso-8859-1', quoting: 'never' },
  { separator: ']', charset: 'us-ascii', byteOrderMark: false },
  { byteOrderMark: true },
] as const
type Manner = { separator?: string; quoting?: string; lineEnds?: string }
const mannerOf = ({ variant }: Case): Manner => MANNERS[variant % MANNERS.length] ?? {}

const FLAT_GOLDEN = {
  settings: { lineEnds: 'lf' },
  supplier: { articles: [{ article: '200457', unit: 'KGM' }] },
}

/** The default layout, read by its title row. */
export const csvFile: Reading = {
  format: 'csv',
  golden: FLAT_GOLDEN,
  parts: (text) => text.split('\r\n').slice(1, -1),
  settings: mannerOf,
  read(text, one) {
    const { separator = ',', quoting, lineEnds } = mannerOf(one)
    const lineEnd = lineEnds === 'lf' ? '\n' : '\r\n'
    const plain = text.replace(/^\ufeff/, '')
    const [titles = [], ...rows] =
      quoting === 'never' ? unquoted(plain, separator, lineEnd) : readCsv(plain, separator, lineEnd)
    return read(
      rows.map((row) => {
        if (row.length !== titles.length) throw new Error(`a row of ${row.length} cells`)
        return row.map((cell, at) => [titles[at] ?? '', cell] as const)
      }),
    )
  },
  without: ['soldTo', 'shipTo', 'billTo', 'total'],
  orderedOn: TO.day,
  priced: unlessOmitted,
}

function unquoted(text: string, separator: string, lineEnd: string): string[][] {
  const rows = text.split(lineEnd)
  if (rows.pop() !== '') throw new Error('the last row has no end')
  return rows.map((row) => row.split(separator))
}

/** A layout of this test, because a reader must know the layout of a file without titles. */
const COLUMNS: readonly (readonly [field: string, width: number, align: 'left' | 'right'])[] = [
  ['orderNumber', 20, 'left'],
  ['customerNumber', 20, 'left'],
  ['soldTo', 20, 'left'],
  ['shipTo', 20, 'left'],
  ['orderedOn', 14, 'left'],
  ['deliveryDate', 8, 'left'],
  ['deliveryTime', 4, 'left'],
  ['line', 5, 'right'],
  ['articleNumber', 36, 'left'],
  ['name', 40, 'left'],
  ['quantity', 12, 'right'],
  ['pricePerPackage', 15, 'right'],
  ['priceQuantity', 8, 'right'],
  ['lineTotal', 15, 'right'],
  ['total', 18, 'right'],
  ['orderedBy', 50, 'left'],
  ['remarks', 210, 'left'],
  ['id', 32, 'left'],
]
const WIDTH = COLUMNS.reduce((sum, [, width]) => sum + width, 0)
const CHARSETS = ['iso-8859-1', 'utf-8', 'windows-1252', 'us-ascii', 'iso-8859-15'] as const

/** Cut by character, whatever the number of bytes. */
export const fixedWidthFile: Reading = {
  format: 'fixed-width',
  golden: FLAT_GOLDEN,
  parts: (text) => text.split('\r\n').slice(0, -1),
  settings: ({ variant }) => ({
    columns: COLUMNS.map(([field, width]) => ({
      field,
      width,
      ...(field === 'orderedOn' ? { pattern: 'YYYYMMDDHHmmss' } : {}),
      ...(field === 'remarks' && variant % 7 === 0 ? { overflow: 'refuse' } : {}),
    })),
    charset: CHARSETS[variant % CHARSETS.length],
    lineEnds: variant % 2 === 0 ? 'crlf' : 'lf',
    recordLength: WIDTH,
  }),
  read(text, { variant }) {
    const records = text.split(variant % 2 === 0 ? '\r\n' : '\n')
    if (records.pop() !== '') throw new Error('the last record has no end')
    return read(
      records.map((record) => {
        const characters = Array.from(record)
        if (characters.length !== WIDTH) throw new Error(`a record of ${characters.length} characters`)
        let at = 0
        return COLUMNS.map(([field, width, align]) => {
          const cell = characters.slice(at, at + width).join('')
          at += width
          const text = align === 'right' ? cell.replace(/^ +/, '') : cell.replace(/ +$/, '')
          return [field, field === 'orderedOn' || field === 'deliveryDate' ? moment(text) : text] as const
        })
      }),
    )
  },
  without: ['billTo'],
  orderedOn: TO.second,
  priced: unlessOmitted,
}

const moment = (digits: string): string =>
  dashed(digits.slice(0, 8)) + digits.slice(8).replace(/(..)(..)(..)/, 'T$1:$2:$3')
