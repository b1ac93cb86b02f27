import * as z from 'zod/mini'
import { findUnsupported } from '../characters/repertoire.ts'
import { misread, type Style } from './cell.ts'
import { Column, wordsOf } from './column.ts'
import { isLineField, treatmentOf } from './fields.ts'

/** Headers come once before the lines, trailers once after the lines. The records of a line stay together. */
export const Record = z.lazy(() =>
  z.strictObject({
    record: z
      .enum(['header', 'line', 'trailer'])
      .check(z.describe('A header stands once before the lines, a trailer once after them.')),
    columns: z.array(Column).check(z.minLength(1)).check(z.describe('The columns of the record.')),
  }),
)

export type Record = z.infer<typeof Record>

/** Settings of every flat file. */
export const flatSettings = {
  columns: z
    .optional(z.array(Column).check(z.minLength(1)))
    .check(z.describe('One record for each line, with these columns.')),
  records: z
    .optional(z.array(Record).check(z.minLength(1)))
    .check(z.describe('Several records in this order, in place of `columns`.')),
  decimalMark: z._default(z.enum(['.', ',']), '.').check(z.describe('The decimal mark of numbers.')),
  byteOrderMark: z
    ._default(z.boolean(), false)
    .check(
      z.describe('With UTF-8: writes a byte order mark, which some spreadsheets need and most other readers fail at.'),
    ),
}

export interface Layout {
  readonly columns?: readonly Column[] | undefined
  readonly records?: readonly Record[] | undefined
}

export const recordsOf = ({ columns, records }: Layout, usual: readonly Column[]): readonly Record[] =>
  records ?? [{ record: 'line', columns: [...(columns ?? usual)] }]

export interface Mistake {
  readonly path: (string | number)[]
  readonly message: string
}

/** Mistakes of a layout, except the mistakes of single columns. */
export function layoutMistakes(
  layout: Layout & { readonly byteOrderMark: boolean; readonly charset: string },
  usual: readonly Column[],
  style: Style,
): Mistake[] {
  const mistakes: Mistake[] = []
  if (layout.columns && layout.records)
    mistakes.push({
      path: ['records'],
      message: 'cannot stand beside columns: a layout is described by one or the other.',
    })
  if (layout.byteOrderMark && layout.charset !== 'utf-8')
    mistakes.push({ path: ['byteOrderMark'], message: "is for the charset 'utf-8' only." })
  const records = recordsOf(layout, usual)
  const named = new Set<string>()
  for (const [at, { record, columns }] of records.entries()) {
    for (const [index, column] of columns.entries()) {
      const path = layout.records ? ['records', at, 'columns', index] : ['columns', index]
      const { field } = column
      if (field !== undefined) named.add(record === 'line' || !isLineField(field) ? field : '')
      if (field !== undefined && isLineField(field) && record !== 'line')
        mistakes.push({ path: [...path, 'field'], message: `belongs to a line, and a ${record} has none.` })
      const treatment = field === undefined ? undefined : treatmentOf(field)
      const pattern = column.pattern ?? (treatment === 'time' ? style.timePattern : style.pattern)
      const isMoment = treatment === 'date' || treatment === 'time'
      if (isMoment && (column.width ?? pattern.length) < pattern.length)
        mistakes.push({ path: [...path, 'width'], message: `is too narrow for a ${treatment} as ${pattern}.` })
      const spelled = { constant: column.constant, title: column.title, pattern: column.pattern, pad: column.pad }
      const values = Object.values(column.values ?? {}).join('')
      for (const [key, text = ''] of Object.entries({ ...spelled, values })) {
        const character = findUnsupported(text, style.owner.repertoire)
        if (character === null) continue
        mistakes.push({
          path: [...path, key],
          message: `holds ${JSON.stringify(character)}, which this file cannot carry.`,
        })
      }
      if (field === undefined || treatmentOf(field) !== 'code') continue
      for (const word of wordsOf(column)) {
        const why = word.trim() === '' ? 'is blank' : misread(word, column, style)
        if (why !== null) mistakes.push({ path, message: `has the word ${JSON.stringify(word)}, which ${why}.` })
      }
    }
  }
  for (const field of ['orderNumber', 'articleNumber', 'quantity']) {
    if (named.has(field)) continue
    const message = `must have a column with the field '${field}': without it nobody can tell what is ordered.`
    mistakes.push({ path: [layout.records ? 'records' : 'columns'], message })
  }
  return mistakes
}
