import * as z from 'zod/mini'
import { characters } from '../characters/repertoire.ts'
import { patternMistake } from './date.ts'
import {
  FIELD_NAMES,
  type FieldKind,
  type FieldName,
  isLineField,
  lineField,
  orderField,
  treatmentOf,
} from './fields.ts'

const EXACT: readonly FieldKind[] = ['key', 'date', 'time', 'code']
const NUMBERS: readonly FieldKind[] = ['quantity', 'amount', 'count']

/** A column: its value, and the form of the value. */
export const Column = z.lazy(() =>
  z
    .strictObject({
      field: z.optional(z.enum(FIELD_NAMES)).check(z.describe('The field of the order.')),
      constant: z.optional(z.string()).check(z.describe('The same text in every record, in place of a field.')),
      title: z
        .optional(z.string())
        .check(z.describe('The title, if the file has titles. Default: the name of the field.')),
      width: z
        .optional(z.int().check(z.minimum(1), z.maximum(10_000)))
        .check(z.describe('Characters: the most of a CSV column, the exact width of a fixed column.')),
      pad: z
        .optional(z.string().check(z.length(1)))
        .check(z.describe('The padding. Default: a space in fixed columns, none in CSV.')),
      align: z.optional(z.enum(['left', 'right'])).check(z.describe('Default: numbers right, other values left.')),
      pattern: z
        .optional(z.string())
        .check(z.describe('Of a date: YYYY or YY, MM, DD, HH, mm, ss. Of a time: the last three.')),
      decimalMark: z
        .optional(z.enum(['.', ',', '']))
        .check(z.describe('An empty text leaves the mark out: 12.34 is 1234 with two decimals.')),
      decimals: z
        .optional(z.int().check(z.minimum(0), z.maximum(9)))
        .check(
          z.describe(
            'The number of decimals. With more a quantity is refused and a price left out; neither is rounded.',
          ),
        ),
      overflow: z
        .optional(z.enum(['refuse', 'cut']))
        .check(z.describe('Wording that is too long. Keys, quantities and dates are always refused.')),
      values: z
        .optional(z.record(z.string(), z.string()))
        .check(z.describe('Words to replace, such as `{ original: N, replacement: A }`.')),
      quote: z
        .optional(z.enum(['always', 'minimal']))
        .check(z.describe('Quotes in CSV: always, or only if needed. Default: `quoting` of the file.')),
    })
    .check((context) => {
      for (const [key, message] of columnMistakes(context.value)) {
        context.issues.push({ code: 'custom', input: context.value, path: [key], message })
      }
    }),
)

export interface Column {
  readonly field?: FieldName | undefined
  readonly constant?: string | undefined
  readonly title?: string | undefined
  readonly width?: number | undefined
  readonly pad?: string | undefined
  readonly align?: 'left' | 'right' | undefined
  readonly pattern?: string | undefined
  readonly decimalMark?: '.' | ',' | '' | undefined
  readonly decimals?: number | undefined
  readonly overflow?: 'refuse' | 'cut' | undefined
  readonly values?: Readonly<Record<string, string>> | undefined
  readonly quote?: 'always' | 'minimal' | undefined
}

const isNumber = (column: Column): boolean => column.field !== undefined && NUMBERS.includes(treatmentOf(column.field))

export const alignOf = (column: Column): 'left' | 'right' => column.align ?? (isNumber(column) ? 'right' : 'left')

/** Pads `text` to the width of the column. A sign stays in front of padding zeros. */
export function fill(text: string, column: Column): string {
  const { width = 0 } = column
  // Padding with zeros would turn a missing price into a price of zero.
  const pad = text === '' ? ' ' : (column.pad ?? ' ')
  // Padding counts UTF-16 units. A character outside the first plane has two units.
  const units = width + (text.length - characters(text))
  if (alignOf(column) === 'left') return text.padEnd(units, pad)
  return pad === '0' && text.startsWith('-') ? `-${text.slice(1).padStart(units - 1, pad)}` : text.padStart(units, pad)
}

/** The words that a column can hold: the column's own words and the gateway's words. */
export function wordsOf({ field, values = {} }: Column): readonly string[] {
  if (field === undefined) return []
  const { words = [] } = isLineField(field) ? lineField(field) : orderField(field)
  return [...new Set([...words.map((word) => values[word] ?? word), ...Object.values(values)])]
}

/** Mistakes in the settings of a column, each with the key of the setting. */
function columnMistakes(column: Column): [keyof Column, string][] {
  const { field, constant, width, pattern, decimals, decimalMark, values } = column
  if (field === undefined) {
    if (constant === undefined) return [['field', 'is missing: a column holds a field or a constant.']]
    return width !== undefined && constant.length > width ? [['constant', 'is longer than the column is wide.']] : []
  }
  const mistakes: [keyof Column, string][] = []
  const treatment = treatmentOf(field)
  if (constant !== undefined)
    mistakes.push(['constant', 'cannot stand beside a field: a column holds one or the other.'])
  if (column.overflow === 'cut' && (EXACT.includes(treatment) || NUMBERS.includes(treatment)))
    mistakes.push(['overflow', `must be 'refuse': ${field} would say something else when it is cut.`])
  const isMoment = treatment === 'date' || treatment === 'time'
  if (pattern !== undefined && !isMoment) mistakes.push(['pattern', 'is for dates and times only.'])
  const misleading = pattern !== undefined && isMoment ? patternMistake(pattern, field) : null
  if (misleading !== null) mistakes.push(['pattern', misleading])
  if (pattern !== undefined && width !== undefined && pattern.length > width)
    mistakes.push(['pattern', 'is longer than the column is wide.'])
  if ((decimals !== undefined || decimalMark !== undefined) && !['quantity', 'amount'].includes(treatment))
    mistakes.push([decimals === undefined ? 'decimalMark' : 'decimals', 'is for quantities and prices only.'])
  if (decimalMark === '' && decimals === undefined)
    mistakes.push([
      'decimals',
      'is missing: without a decimal mark the receiver must know how many decimals there are.',
    ])
  if (values !== undefined && treatment !== 'code')
    mistakes.push(['values', 'is for codes only: purpose, notice, unit and the like.'])
  const widest = Math.max(0, ...wordsOf(column).map((word) => word.length))
  if (width !== undefined && width < widest)
    mistakes.push(['width', `is too narrow: ${field} takes ${widest} characters.`])
  if (column.pad !== undefined && width === undefined) mistakes.push(['pad', 'needs a width to fill up to.'])
  if (column.pad === '0' && alignOf(column) === 'left')
    mistakes.push(['pad', "makes another number of it: behind it a zero counts. Add align: 'right'."])
  else if (/^[1-9.,+-]$/.test(column.pad ?? '') && (NUMBERS.includes(treatment) || isMoment))
    mistakes.push(['pad', `would be read as part of the ${isMoment ? treatment : 'number'}.`])
  return mistakes
}
