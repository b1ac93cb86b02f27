import { findingNote } from '../model/finding.ts'
import { parseCsv, type Row, writeCsv } from '../text/csv.ts'
import { nearest } from '../text/suggestion.ts'
import { articleColumns } from './article.ts'
import type { ArticleRow, CustomerRow } from './catalogue.ts'
import { customerColumns } from './customer.ts'

export type TableName = 'customers' | 'articles'

/** `path` names the file and the line. */
interface Mistake {
  readonly path: string
  readonly message: string
}

/** Rows that replace the path in the configuration, and the line of each row. */
interface Table {
  readonly rows: readonly Record<string, unknown>[]
  readonly lines: readonly number[]
  readonly mistakes: readonly Mistake[]
}

/** Columns of a customer's own `calendar`, which is a group in the configuration. */
const CALENDAR: Readonly<Record<string, (cell: string) => unknown>> = {
  cutOff: (cell) => cell,
  leadDays: (cell) => (/^\d+$/.test(cell) ? Number(cell) : cell),
  deliveryDays: (cell) => cell.split(/\s+/),
  holidays: (cell) => cell.split(/\s+/),
}

const KEYS = { customers: 'customer', articles: 'article' } as const

const columnsOf = (name: TableName): string[] =>
  name === 'customers'
    ? [...customerColumns().filter((key) => key !== 'calendar'), ...Object.keys(CALENDAR)]
    : articleColumns()

/** Columns that hold yes or no. */
const SWITCHES = ['weighted']
const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
}

/** Reads a table of customers or articles. `file` is the name in messages. */
export function readTable(name: TableName, bytes: Uint8Array, file: string): Table {
  const mistakes: Mistake[] = []
  const say = (line: number, message: string): void => void mistakes.push({ path: `${file}:${line}`, message })
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    say(lineOfBrokenText(bytes), findingNote('csv-not-utf8'))
    return { rows: [], lines: [], mistakes }
  }
  const csv = parseCsv(text)
  for (const { line, code } of csv.mistakes) say(line, findingNote(code))
  const [header, ...body] = csv.rows
  const [key, all] = [KEYS[name], columnsOf(name)]
  if (!header) {
    say(1, findingNote('csv-empty', { columns: all.slice(0, 2).join(',') }))
    return { rows: [], lines: [], mistakes }
  }
  const columns = header.cells.map((cell) => cell.trim())
  checkHeader(columns, name, (message) => say(header.line, message))
  // Without the column of the key, each row would only repeat this mistake.
  if (!columns.includes(key)) return { rows: [], lines: [], mistakes }
  const rows: Record<string, unknown>[] = []
  const lines: number[] = []
  const seen = new Map<string, number>()
  for (const row of body) {
    if (row.cells.length !== columns.length) {
      say(row.line, findingNote('csv-cell-count', { count: String(row.cells.length), most: String(columns.length) }))
      continue
    }
    const entry = entryOf(columns, row, all, say)
    const id = entry[key]
    if (typeof id === 'string') {
      const before = seen.get(id)
      if (before !== undefined) {
        say(row.line, findingNote('csv-key-twice', { column: key, quoted: `'${id}'`, number: String(before) }))
        continue
      }
      seen.set(id, row.line)
    } else {
      say(row.line, findingNote('csv-no-key', { column: key }))
      continue
    }
    rows.push(entry)
    lines.push(row.line)
  }
  return { rows, lines, mistakes }
}

function checkHeader(columns: readonly string[], name: TableName, say: (message: string) => void): void {
  const [key, all] = [KEYS[name], columnsOf(name)]
  if (!columns.some((column) => nearest(column, all) !== undefined)) {
    say(findingNote('csv-no-header', { columns: all.slice(0, 2).join(',') }))
    return
  }
  for (const [index, column] of columns.entries()) {
    if (!all.includes(column))
      say(findingNote('csv-unknown-column', { quoted: `'${column}'`, near: nearestNote(column, all) }))
    else if (columns.indexOf(column) !== index) say(findingNote('csv-column-twice', { quoted: `'${column}'` }))
  }
  if (!columns.includes(key)) say(findingNote('csv-no-key-column', { quoted: `'${key}'` }))
}

function nearestNote(column: string, all: readonly string[]): string {
  const near = nearest(column, all)
  return near === undefined
    ? findingNote('csv-columns', { columns: all.join(', ') })
    : findingNote('csv-did-you-mean', { column: near })
}

/** Omits empty cells, and cells of unknown columns. */
function entryOf(
  columns: readonly string[],
  row: Row,
  known: readonly string[],
  say: (line: number, message: string) => void,
): Record<string, unknown> {
  const entry: Record<string, unknown> = {}
  const calendar: Record<string, unknown> = {}
  for (const [index, column] of columns.entries()) {
    const cell = row.cells[index]?.trim() ?? ''
    if (cell === '' || !known.includes(column)) continue
    if (column === 'endpoint') {
      const [, scheme, id] = /^([^:\s]+):(\S.*)$/.exec(cell) ?? []
      if (scheme && id) entry[column] = { scheme, id }
      else say(row.line, findingNote('csv-endpoint', { quoted: `'${cell}'` }))
    } else if (Object.hasOwn(CALENDAR, column)) calendar[column] = CALENDAR[column]?.(cell)
    else if (!SWITCHES.includes(column)) entry[column] = cell
    else if (Object.hasOwn(WORDS, cell.toLowerCase())) entry[column] = WORDS[cell.toLowerCase()]
    else say(row.line, findingNote('csv-switch', { quoted: `'${cell}'`, column }))
  }
  return Object.keys(calendar).length > 0 ? { ...entry, calendar } : entry
}

function lineOfBrokenText(bytes: Uint8Array): number {
  const lines = new TextDecoder().decode(bytes).split('\n')
  return Math.max(1, lines.findIndex((line) => line.includes('\uFFFD')) + 1)
}

/** Writes a table as `readTable` reads the table: only the columns that a row uses, the number first. */
export function writeTable(name: TableName, rows: readonly (CustomerRow | ArticleRow)[]): string {
  const cells = rows.map(cellsOf)
  const used = new Set(cells.flatMap((row) => Object.keys(row)))
  const columns = columnsOf(name).filter((column) => column === KEYS[name] || used.has(column))
  return writeCsv([columns, ...cells.map((row) => columns.map((column) => row[column] ?? ''))])
}

function cellsOf(row: CustomerRow | ArticleRow): Record<string, string> {
  const { calendar, endpoint, ...plain } = 'customer' in row ? row : { ...row, calendar: {}, endpoint: undefined }
  const cells = Object.entries({ ...plain, ...calendar }).flatMap(([column, value]) => {
    if (value === undefined || value === false) return []
    return [[column, value === true ? 'yes' : [value].flat().join(' ')]]
  })
  return { ...Object.fromEntries(cells), ...(endpoint ? { endpoint: `${endpoint.scheme}:${endpoint.id}` } : {}) }
}
