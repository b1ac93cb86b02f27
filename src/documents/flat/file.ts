import type { Warning } from '../../model/document.ts'
import type { Problem } from '../../model/problem.ts'
import { err, ok, type Result } from '../../model/result.ts'
import type { Charset } from '../../text/charset.ts'
import { priceQuantity } from '../content/prices.ts'
import { lineRemarks } from '../content/remarks.ts'
import { sharedNumberProblems } from '../content/shared-numbers.ts'
import type { CombinedText } from '../format.ts'
import { cellText, type Findings, type Source, type Style } from './cell.ts'
import type { Column } from './column.ts'
import { type Facts, isLineField, lineField, orderField, treatmentOf } from './fields.ts'
import type { Record } from './layout.ts'
import { hasField, lostFields } from './lost-fields.ts'
import { type AllFacts, flatParts, wholeOf } from './parts.ts'

/** The parts of one flat file. */
export interface FlatFile {
  readonly records: readonly Record[]
  readonly style: Style
  /** Pads or quotes the text of a cell. */
  readonly finish: (text: string, column: Column) => string
  readonly separator: string
  readonly lineEnd: string
  /** Whether column titles are written, once before the first record of each kind. */
  readonly titles: boolean
  readonly byteOrderMark: boolean
  readonly charset: Charset
}

/** Text that all lines share, or a column that differs from line to line. */
type Part = string | Column

/** Lists each key, code, quantity and date that a column cannot hold, without repetition. */
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
  findings.problems.push(...sharedNumberProblems(facts.order, facts.supplier, () => hasField(file, 'unit')))
  const found = new Set<string>()
  return findings.problems.filter(({ path, code }) => !found.has(`${path} ${code}`) && found.add(`${path} ${code}`))
}

const ALWAYS_WRITTEN = ['amount', 'reference', 'time']

const canRefuse = ({ field, overflow }: Column): boolean => {
  if (field === undefined) return false
  const treatment = treatmentOf(field)
  return treatment === 'wording' ? overflow === 'refuse' : !ALWAYS_WRITTEN.includes(treatment)
}

/** Whether the column differs from line to line. Remarks differ if only the first line has remarks. */
const isOfLine = ({ field }: Column, record: Record['record'], { supplier }: Facts): boolean =>
  field !== undefined &&
  (isLineField(field) || (field === 'remarks' && record === 'line' && supplier.remarks === 'first-line'))

/** Requires orders without problems. Only counts of the file, and words that few orders have, can still fail. */
export function writeFlat(file: FlatFile, [first, ...others]: AllFacts): Result<CombinedText, Problem[]> {
  const parts = flatParts(file.records)
  const whole = others.length === 0 ? first : wholeOf([first, ...others])
  const problems: Problem[] = []
  const ofFile: Findings = { problems, warnings: [] }
  let text = file.byteOrderMark ? '\ufeff' : ''
  text += records(parts.opens, file, whole, ofFile, file.titles)
  const warnings = [first, ...others].map((facts, at) => {
    const findings: Findings = { problems, warnings: [] }
    const titled = file.titles && at === 0
    text += records(parts.header, file, facts, findings, titled)
    text += lines(parts.lines, file, facts, findings, titled)
    text += records(parts.trailer, file, facts, findings, titled)
    findings.warnings.push(...lostFields(file, facts))
    return findings.warnings
  })
  text += records(parts.closes, file, whole, ofFile, file.titles)
  if (problems.length > 0) return err(problems)
  const unique = warnings.map((own, at) => unrepeated(at === 0 ? [...ofFile.warnings, ...own] : own))
  return ok({ text, charset: file.charset, warnings: unique })
}

function records(found: readonly Record[], file: FlatFile, facts: Facts, findings: Findings, titled: boolean): string {
  let text = ''
  for (const record of found) {
    if (titled) text += titles(record.columns, file)
    for (const part of partsOf(record, file, facts, findings)) text += part
  }
  return text
}

function lines(found: readonly Record[], file: FlatFile, facts: Facts, findings: Findings, titled: boolean): string {
  let text = ''
  if (titled) for (const { columns } of found) text += titles(columns, file)
  const line = found.flatMap((record) => partsOf(record, file, facts, findings))
  for (const index of facts.order.lines.keys()) {
    for (const part of line)
      text += typeof part === 'string' ? part : file.finish(lineCell(part, file, facts, index, findings), part)
  }
  return text
}

const titles = (columns: readonly Column[], { finish, separator, lineEnd }: FlatFile): string => {
  const titled = columns.map((column) => column.title ?? column.field ?? '')
  return titled.map((title) => finish(title, {})).join(separator) + lineEnd
}

/** A record's cells, separators and line end. Text that all lines share is joined into one string. */
function partsOf({ record, columns }: Record, file: FlatFile, facts: Facts, findings: Findings): Part[] {
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
  const instead = column.field === 'name' ? { instead: line.article } : {}
  const source: Source = { treatment, noun, raw: read(facts, line, index), path: () => path(index), per, ...instead }
  return cellText(column, source, file.style, findings)
}

const hasPriceQuantity = (file: FlatFile): boolean => hasField(file, 'priceQuantity')

/** Reports a value once if two columns of one width hold the value. */
function unrepeated(warnings: readonly Warning[]): Warning[] {
  const found = new Set<string>()
  const key = ({ path, was, became }: Warning) => JSON.stringify([path, was, became])
  return warnings.filter((warning) => !found.has(key(warning)) && found.add(key(warning)))
}
