import { csvFile } from '../../web/csv-file.ts'

/**
 * A CSV file for a spreadsheet. A cell that a spreadsheet would take for a formula begins with an apostrophe. The mark at
 * the beginning tells a spreadsheet that the text is UTF-8.
 */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`

export const csvResponse = (rows: readonly (readonly string[])[], fileName: string): Response =>
  csvFile(csvText(rows), fileName)

function cell(value: string): string {
  const text = value.replaceAll(/[\r\n\t]+/g, ' ')
  return `"${(/^\s*[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}
