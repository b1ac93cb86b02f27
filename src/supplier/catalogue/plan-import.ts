import type { ArticleRow, CatalogueKind, CustomerRow } from '../../profile/catalogue.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { readTable, type TableName } from '../../profile/table-file.ts'
import type { CatalogueRow } from './catalogue-actions.ts'
import { type CellProblem, checkRow } from './check-row.ts'
import { unfitRowNotes } from './unfit-row.ts'

type Row = CustomerRow | ArticleRow

/** `cell`: the console has words in each language for a wrong cell. */
interface ImportProblem {
  readonly line: number
  readonly message: string
  readonly cell?: Pick<CellProblem, 'column' | 'code'>
}

/** The changes that a file would make to the catalogue. */
export interface ImportPlan {
  /** With a problem, no row is imported. */
  readonly problems: readonly ImportProblem[]
  readonly added: readonly CatalogueRow[]
  readonly changed: readonly { readonly was: Row; readonly becomes: CatalogueRow }[]
  /** Rows that stay the same. */
  readonly same: number
  /** Numbers that the catalogue has and the file lacks. The rows stay. */
  readonly absent: readonly string[]
}

export const tableNameOf = (kind: CatalogueKind): TableName => (kind === 'customer' ? 'customers' : 'articles')

/**
 * Compares a CSV file with the rows that count. A row that a route's document cannot hold is a problem, as in the
 * configuration. `live`: null where the routes are not known.
 */
export function planImport(
  kind: CatalogueKind,
  file: Uint8Array,
  rows: readonly Row[],
  live: Supplier | null,
): ImportPlan {
  const table = readTable(tableNameOf(kind), file, '')
  const problems: ImportProblem[] = table.mistakes.map(({ path, message }) => ({
    line: Number(path.slice(1)),
    message,
  }))
  const known = new Map(rows.map((row) => [keyOf(row), row]))
  const added: CatalogueRow[] = []
  const changed: { was: Row; becomes: CatalogueRow }[] = []
  let same = 0
  const lineOf = new Map<string, number>()
  for (const [index, given] of table.rows.entries()) {
    const line = table.lines[index] ?? 0
    const key = String(given[kind] ?? '')
    const checked = checkRow(kind, key, given)
    lineOf.set(key, line)
    if (!checked.ok) {
      problems.push(
        ...checked.error.map(({ column, code, message }) => ({
          ...{ line, message: inColumn(column, message) },
          cell: { column, code },
        })),
      )
      continue
    }
    const was = known.get(key)
    if (!was) added.push(checked.value)
    else if (isSame(was, checked.value.row)) same++
    else changed.push({ was, becomes: checked.value })
  }
  const absent = [...known.keys()].filter((key) => !lineOf.has(key))
  if (live) problems.push(...unfitProblems([...added, ...changed.map(({ becomes }) => becomes)], lineOf, live))
  return { problems: problems.sort((a, b) => a.line - b.line), added, changed, same, absent }
}

function unfitProblems(
  rows: readonly CatalogueRow[],
  lineOf: ReadonlyMap<string, number>,
  live: Supplier,
): ImportProblem[] {
  return unfitRowNotes(rows, live).flatMap((notes, index) =>
    notes.map((message) => ({ line: lineOf.get(rows[index]?.key ?? '') ?? 0, message })),
  )
}

const keyOf = (row: Row): string => ('article' in row ? row.article : row.customer)

const inColumn = (column: string, message: string): string => (column === '' ? message : `${column}: ${message}`)

/** An empty cell and `false` say the same as no cell. */
const isSame = (one: Row, other: Row): boolean => canonical(one) === canonical(other)

const canonical = (row: object): string =>
  JSON.stringify(
    Object.entries(row)
      .filter(([, value]) => value !== undefined && value !== '' && value !== false)
      .map(([column, value]) => [column, typeof value === 'object' && !Array.isArray(value) ? canonical(value) : value])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  )
