import * as z from 'zod/mini'
import type { Style } from './flat/cell.ts'
import { type Column, fill } from './flat/column.ts'
import type { FieldName } from './flat/fields.ts'
import type { FlatFile } from './flat/file.ts'
import { flatFormat } from './flat/format.ts'
import { flatSettings, layoutMistakes, recordsOf } from './flat/layout.ts'
import { cellRepertoire } from './flat/repertoire.ts'

/** Identification first, then wording, then columns that people rarely read. */
const USUAL: readonly FieldName[] = [
  ...(['orderNumber', 'customerNumber', 'orderedOn', 'deliveryDate', 'line', 'articleNumber', 'name'] as const),
  ...(['quantity', 'unit', 'pricePerPackage', 'lineTotal', 'currency', 'orderedBy', 'remarks'] as const),
  ...(['id', 'version', 'purpose', 'notice', 'deliveryTime'] as const),
]
const COLUMNS: readonly Column[] = USUAL.map((field) => ({ field }))
const DATE = 'YYYY-MM-DD'
const TIME = 'HH:mm'

const csvSettings = z.lazy(() =>
  z
    .strictObject({
      format: z.literal('csv'),
      ...flatSettings,
      separator: z
        ._default(
          z.string().check(z.regex(/^[^A-Za-z0-9"'\s.-]$|^\t$/, "must be one character, such as ',' or ';' or a tab.")),
          ',',
        )
        .check(z.describe('The character between two cells.')),
      quoting: z
        ._default(z.enum(['minimal', 'always', 'never']), 'minimal')
        .check(z.describe('With `never`, wording loses the separator, and a key with the separator is refused.')),
      titles: z._default(z.boolean(), true).check(z.describe('Writes a first line with the titles.')),
      lineEnds: z._default(z.enum(['crlf', 'lf']), 'crlf').check(z.describe('The end of each record.')),
      charset: z
        ._default(z.enum(['utf-8', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'us-ascii']), 'utf-8')
        .check(z.describe('The character set of the file.')),
      guardFormulas: z
        ._default(z.boolean(), false)
        .check(
          z.describe(
            'For people with a spreadsheet: an apostrophe before wording that would run as a formula. Such a key is refused.',
          ),
        ),
    })
    .check((context) => {
      for (const { path, message } of layoutMistakes(context.value, COLUMNS, styleOf(context.value))) {
        context.issues.push({ code: 'custom', input: context.value, path, message })
      }
      const { separator, quoting, decimalMark } = context.value
      const columns = recordsOf(context.value, COLUMNS).flatMap((record) => record.columns)
      if (
        quoting === 'never' &&
        (separator === decimalMark || columns.some((column) => column.decimalMark === separator))
      ) {
        const message = 'is the decimal mark too: without quotes nobody could tell them apart.'
        context.issues.push({ code: 'custom', input: separator, path: ['separator'], message })
      }
    }),
)

type CsvSettings = z.infer<typeof csvSettings>

type Styling = Pick<CsvSettings, 'charset' | 'quoting' | 'separator' | 'decimalMark' | 'guardFormulas'>

/** The order as a text table (RFC 4180). Default: one row for each line, with the fields of the order repeated. */
export const csv = flatFormat<CsvSettings>({
  id: 'csv',
  mediaType: 'text/csv',
  extension: 'csv',
  settings: csvSettings,
  example: {},
  fileOf,
})

function styleOf({ charset, quoting, separator, decimalMark, guardFormulas }: Styling): Style {
  const repertoire = cellRepertoire(charset, quoting === 'never' ? separator : '')
  return {
    owner: { name: 'this CSV layout', repertoire },
    decimalMark,
    pattern: DATE,
    timePattern: TIME,
    padded: false,
    guardFormulas,
  }
}

function fileOf(settings: CsvSettings): FlatFile {
  const { separator, quoting, charset } = settings
  const needsQuotes = new RegExp(`[${/[\\\]^]/.test(separator) ? '\\' : ''}${separator}"]|^ | $`)
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  return {
    records: recordsOf(settings, COLUMNS),
    style: styleOf(settings),
    finish(text, column) {
      const padded = column.pad === undefined ? text : fill(text, column)
      if (quoting === 'never') return padded
      return (column.quote ?? quoting) === 'always' || needsQuotes.test(padded) ? quoted(padded) : padded
    },
    separator,
    lineEnd: settings.lineEnds === 'crlf' ? '\r\n' : '\n',
    titles: settings.titles,
    byteOrderMark: settings.byteOrderMark,
    charset,
  }
}
