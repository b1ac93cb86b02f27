/** A row of a CSV file, with the line of its start. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * A spreadsheet would calculate a cell that begins so. Such a cell is written with a quote in front, and read without the
 * quote.
 */
const FORMULA = /^'*[=+\-@\t\r]/
const GUARDED = /^'(?='*[=+\-@\t\r])/

/** Writes rows with `,` between the cells. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('')

function writeCell(text: string): string {
  const cell = FORMULA.test(text) ? `'${text}` : text
  return /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

interface CsvMistake {
  readonly line: number
  readonly code: 'csv-open-quote' | 'csv-after-quote'
}

/**
 * Reads CSV as spreadsheets write CSV. The header decides the separator: `,`, `;` or a tab. Cells in double quotes may
 * hold separators, line breaks and doubled quotes. Any line ending and a byte order mark are allowed. Empty lines are
 * skipped.
 */
export function parseCsv(source: string): { readonly rows: readonly Row[]; readonly mistakes: readonly CsvMistake[] } {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const separator = separatorOf(text)
  const rows: Row[] = []
  const mistakes: CsvMistake[] = []
  let line = 1
  let at = 0
  while (at < text.length) {
    const begins = line
    const cells: string[] = []
    let ended = false
    while (!ended) {
      const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, separator)
      if (cell === undefined) {
        mistakes.push({ line: begins, code: 'csv-open-quote' })
        return { rows, mistakes }
      }
      cells.push(cell.value.replace(GUARDED, ''))
      line += text.slice(at, cell.end).split('\n').length - 1
      const next = text[cell.end]
      if (next !== undefined && next !== separator && next !== '\n') {
        mistakes.push({ line, code: 'csv-after-quote' })
        const rest = text.indexOf('\n', cell.end)
        at = rest < 0 ? text.length : rest
      } else at = cell.end
      ended = text[at] !== separator
      at += 1
    }
    line += 1
    if (cells.length > 1 || cells[0]?.trim() !== '') rows.push({ line: begins, cells })
  }
  return { rows, mistakes }
}

function separatorOf(text: string): string {
  const header = text.slice(0, text.search(/\n|$/))
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).delimiter
}

interface Cell {
  readonly value: string
  /** Position after the cell. */
  readonly end: number
}

function plainCell(text: string, at: number, separator: string): Cell {
  let end = at
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1
  return { value: text.slice(at, end), end }
}

function quotedCell(text: string, at: number): Cell | undefined {
  const match = /"((?:[^"]|"")*)"/y
  match.lastIndex = at
  const found = match.exec(text)
  return found ? { value: (found[1] ?? '').replaceAll('""', '"'), end: match.lastIndex } : undefined
}
