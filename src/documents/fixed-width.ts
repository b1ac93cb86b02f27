import * as z from 'zod/mini'
import type { Style } from './flat/cell.ts'
import { type Column, fill } from './flat/column.ts'
import type { FlatFile } from './flat/file.ts'
import { flatFormat } from './flat/format.ts'
import { flatSettings, layoutMistakes, recordsOf } from './flat/layout.ts'
import { cellRepertoire } from './flat/repertoire.ts'

export const USUAL_COLUMNS: readonly Column[] = [
  { field: 'orderNumber', width: 35 },
  { field: 'customerNumber', width: 35 },
  { field: 'orderedOn', width: 8 },
  { field: 'deliveryDate', width: 8 },
  { field: 'line', width: 6 },
  { field: 'articleNumber', width: 35 },
  { field: 'name', width: 70 },
  { field: 'quantity', width: 16 },
  { field: 'unit', width: 6 },
  { field: 'pricePerPackage', width: 18 },
  { field: 'lineTotal', width: 18 },
  { field: 'currency', width: 3 },
  { field: 'orderedBy', width: 70 },
  { field: 'remarks', width: 210 },
  { field: 'id', width: 36 },
  { field: 'version', width: 4 },
  { field: 'purpose', width: 12 },
  { field: 'notice', width: 15 },
  { field: 'deliveryTime', width: 4 },
]
const DATE = 'YYYYMMDD'
const TIME = 'HHmm'
const LINE_ENDS = { crlf: '\r\n', lf: '\n', none: '' } as const

const fixedWidthSettings = z.lazy(() =>
  z
    .strictObject({
      format: z.literal('fixed-width'),
      ...flatSettings,
      lineEnds: z._default(z.enum(['crlf', 'lf', 'none']), 'crlf').check(z.describe('The end of each record.')),
      charset: z
        ._default(z.enum(['utf-8', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'us-ascii']), 'iso-8859-1')
        .check(z.describe('The character set of the file. The default has one byte for each character.')),
      recordLength: z
        .optional(z.int().check(z.minimum(1)))
        .check(z.describe('Characters in every record, without the line end: a check on the widths.')),
    })
    .check((context) => {
      const { recordLength } = context.value
      const mistakes = layoutMistakes(context.value, USUAL_COLUMNS, styleOf(context.value))
      for (const [at, { columns }] of recordsOf(context.value, USUAL_COLUMNS).entries()) {
        const path = context.value.records ? ['records', at, 'columns'] : ['columns']
        for (const [index, { width }] of columns.entries()) {
          if (width === undefined)
            mistakes.push({ path: [...path, index, 'width'], message: 'is missing: fixed columns have one.' })
        }
        const length = columns.reduce((sum, { width = 0 }) => sum + width, 0)
        if (recordLength === undefined || length === recordLength) continue
        mistakes.push({ path, message: `make a record of ${length} characters, and recordLength is ${recordLength}.` })
      }
      for (const { path, message } of mistakes)
        context.issues.push({ code: 'custom', input: context.value, path, message })
    }),
)

type FixedWidthSettings = z.infer<typeof fixedWidthSettings>

/** The order in columns of fixed width. Default: one record for each line, with the fields of the order repeated. */
export const fixedWidth = flatFormat<FixedWidthSettings>({
  id: 'fixed-width',
  mediaType: 'text/plain',
  extension: 'txt',
  settings: fixedWidthSettings,
  example: {},
  fileOf,
})

const styleOf = ({ charset, decimalMark }: Pick<FixedWidthSettings, 'charset' | 'decimalMark'>): Style => ({
  owner: { name: 'this fixed-width layout', repertoire: cellRepertoire(charset) },
  decimalMark,
  pattern: DATE,
  timePattern: TIME,
  padded: true,
  guardFormulas: false,
})

function fileOf(settings: FixedWidthSettings): FlatFile {
  return {
    records: recordsOf(settings, USUAL_COLUMNS),
    style: styleOf(settings),
    finish: fill,
    separator: '',
    lineEnd: LINE_ENDS[settings.lineEnds],
    titles: false,
    byteOrderMark: settings.byteOrderMark,
    charset: settings.charset,
  }
}
