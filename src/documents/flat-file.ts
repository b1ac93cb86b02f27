import type { Charset, Warning, WrittenText } from '../document.ts'
import type { Problem } from '../problem.ts'
import { cellText, type Findings, type Source, type Style } from './flat-cell.ts'
import type { Column } from './flat-column.ts'
import { type Facts, isLineField, lineField, orderField, treatmentOf } from './flat-fields.ts'
import type { Record } from './flat-layout.ts'
import { priceQuantity } from './prices.ts'
import { lineRemarks } from './remarks.ts'

/** How one flat file is put together. */
export interface FlatFile {
  readonly records: readonly Record[]
  readonly style: Style
  /** Pads or quotes the text of a cell. */
  readonly finish: (text: string, column: Column) => string
  readonly separator: string
  readonly lineEnd: string
  /** Column titles stand once before the first record of their kind. */
  readonly titles: boolean
  readonly byteOrderMark: boolean
  readonly charset: Charset
}

/** Between the cells of a line that differ from line to line stands what is the same in all of them. */
type Part = string | Column

/** Every key, code, quantity and date that a column cannot hold, each told once. */
export function flatProblems(file: FlatFile, facts: Facts): Problem[] {
  const findings: Findings = { problems: [], warnings: [] }
  const ofLine: Column[] = []
  for (const { record, columns } of file.records) {
    for (const column of columns.filter(canRefuse)) {
      if (isOfLine(column, record, facts)) ofLine.push(column)
      else orderCell(column, file, facts, findings)
    }
  }
  for (const index of facts.order.lines.keys())
    for (const column of ofLine) lineCell(column, file, facts, index, findings)
  const told = new Set<string>()
  return findings.problems.filter(({ path, code }) => !told.has(`${path} ${code}`) && told.add(`${path} ${code}`))
}

const ALWAYS_WRITTEN = ['amount', 'reference']

const canRefuse = ({ field, overflow }: Column): boolean => {
  if (field === undefined) return false
  const treatment = treatmentOf(field)
  return treatment === 'wording' ? overflow === 'refuse' : !ALWAYS_WRITTEN.includes(treatment)
}

/** Whether it differs from line to line: so do the remarks where only the first has them. */
const isOfLine = ({ field }: Column, record: Record['record'], { supplier }: Facts): boolean =>
  field !== undefined &&
  (isLineField(field) || (field === 'remarks' && record === 'line' && supplier.remarks === 'first-line'))

/** Call it for an order without problems. */
export function writeFlat(file: FlatFile, facts: Facts): WrittenText {
  const warnings: Warning[] = []
  const findings: Findings = { problems: [], warnings }
  let text = file.byteOrderMark ? '\ufeff' : ''
  const once = (kind: 'header' | 'trailer') => {
    for (const record of file.records.filter(({ record }) => record === kind)) {
      if (file.titles) text += titles(record.columns, file)
      for (const part of parts(record, file, facts, findings)) text += part
    }
  }
  once('header')
  const ofLine = file.records.filter(({ record }) => record === 'line')
  if (file.titles) for (const { columns } of ofLine) text += titles(columns, file)
  const line = ofLine.flatMap((record) => parts(record, file, facts, findings))
  for (const index of facts.order.lines.keys()) {
    for (const part of line)
      text += typeof part === 'string' ? part : file.finish(lineCell(part, file, facts, index, findings), part)
  }
  once('trailer')
  return { text, charset: file.charset, warnings: unrepeated(warnings) }
}

const titles = (columns: readonly Column[], { finish, separator, lineEnd }: FlatFile): string => {
  const titled = columns.map((column) => column.title ?? column.field ?? '')
  return titled.map((title) => finish(title, { constant: title })).join(separator) + lineEnd
}

/** A record's cells, separators and line end; what is the same in every line is written into one string. */
function parts({ record, columns }: Record, file: FlatFile, facts: Facts, findings: Findings): Part[] {
  const found: Part[] = []
  let same = ''
  for (const [index, column] of columns.entries()) {
    if (index > 0) same += file.separator
    if (isOfLine(column, record, facts)) {
      found.push(same, column)
      same = ''
    } else same += file.finish(orderCell(column, file, facts, findings), column)
  }
  return [...found, same + file.lineEnd]
}

function orderCell(column: Column, { style }: FlatFile, facts: Facts, findings: Findings): string {
  if (column.field === undefined || isLineField(column.field)) return column.constant ?? ''
  const { treatment, noun, path, read } = orderField(column.field)
  return cellText(column, { treatment, noun, raw: read(facts), path: () => path }, style, findings)
}

function lineCell(column: Column, file: FlatFile, facts: Facts, index: number, findings: Findings): string {
  const line = facts.order.lines[index]
  if (line === undefined || column.field === undefined) return ''
  if (!isLineField(column.field)) {
    const { treatment, noun, path } = orderField(column.field)
    const raw = lineRemarks(facts.order, facts.supplier, index)
    return cellText(column, { treatment, noun, raw, path: () => path }, file.style, findings)
  }
  const { treatment, noun, path, read } = lineField(column.field)
  const per = column.field === 'pricePerPackage' && !hasPriceQuantity(file) ? priceQuantity(line) : '1'
  const source: Source = { treatment, noun, raw: read(facts, line, index), path: () => path(index), per }
  return cellText(column, source, file.style, findings)
}

const hasPriceQuantity = ({ records }: FlatFile): boolean =>
  records.some(({ columns }) => columns.some(({ field }) => field === 'priceQuantity'))

/** What stands in two columns of one width is told once. */
function unrepeated(warnings: readonly Warning[]): Warning[] {
  const told = new Set<string>()
  const key = ({ path, code, became }: Warning) => JSON.stringify([path, code, became])
  return warnings.filter((warning) => !told.has(key(warning)) && told.add(key(warning)))
}
