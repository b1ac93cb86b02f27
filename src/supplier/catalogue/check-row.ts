import { isGln, isGtin } from '../../documents/content/check-digit.ts'
import { toDecimal } from '../../model/decimal.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { Article, articleColumns } from '../../profile/article.ts'
import type { CatalogueKind } from '../../profile/catalogue.ts'
import { Customer, customerColumns } from '../../profile/customer.ts'
import { isMailAddress } from '../../text/mail-address.ts'
import { didYouMean } from '../../text/suggestion.ts'
import type { CatalogueRow } from './catalogue-actions.ts'

/** A cell that no table may hold. `code` has a text in each language for the console. */
export interface CellProblem {
  readonly column: string
  readonly code: 'unknown-column' | 'wrong-kind' | 'too-long' | 'gln' | 'mail' | 'gtin' | 'factor' | 'key'
  readonly message: string
}

/** An entry is sent to every instance of the Worker, so a cell has a limit. */
const MOST_LETTERS = 500

const FORMS: readonly (readonly [string, CellProblem['code'], (text: string) => boolean, string])[] = [
  ['gln', 'gln', isGln, 'A GLN has 13 digits with a right check digit.'],
  ['contact', 'mail', isMailAddress, 'Write one plain mail address, such as chef@bistro.example.'],
  ['gtin', 'gtin', isGtin, 'A GTIN has 8, 12, 13 or 14 digits with a right check digit.'],
  ['factor', 'factor', isFactor, 'The factor is a number above zero, with a point: 0.5.'],
]

/** Checks a row as the configuration would. The row of a number must carry that number. */
export function checkRow(kind: CatalogueKind, key: string, given: unknown): Result<CatalogueRow, CellProblem[]> {
  const read = kind === 'customer' ? Customer.safeParse(given) : Article.safeParse(given)
  if (!read.success) return err(read.error.issues.flatMap((issue) => problemsOf(issue, kind)))
  const row = read.data
  const own = 'article' in row ? row.article : row.customer
  const problems = [...(own === key && key.trim() === key ? [] : [OTHER_KEY]), ...cellProblems(row)]
  if (problems.length > 0) return err(problems)
  return ok('article' in row ? { kind: 'article', key, row } : { kind: 'customer', key, row })
}

const OTHER_KEY: CellProblem = {
  ...{ column: '', code: 'key' },
  message: 'The row names another number than the address, or the number has a space at an end.',
}

function cellProblems(row: object): CellProblem[] {
  const cells = Object.entries(row).flatMap(([column, cell]) => (typeof cell === 'string' ? [{ column, cell }] : []))
  const long = cells.filter(({ cell }) => cell.length > MOST_LETTERS)
  return [
    ...long.map(({ column }) => ({ column, code: 'too-long' as const, message: TOO_LONG })),
    ...FORMS.flatMap(([column, code, isRight, message]) =>
      cells.some((one) => one.column === column && !isRight(one.cell)) ? [{ column, code, message }] : [],
    ),
  ]
}

const TOO_LONG = `A cell has at most ${MOST_LETTERS} characters.`

type Issue = NonNullable<ReturnType<typeof Customer.safeParse>['error']>['issues'][number]

function problemsOf(issue: Issue, kind: CatalogueKind): CellProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const columns = kind === 'customer' ? customerColumns() : articleColumns()
    return issue.keys.slice(0, MOST_UNKNOWN).map((name) => {
      const column = name.slice(0, MOST_UNKNOWN_LETTERS)
      const message = `There is no column "${column}".${didYouMean(column, columns)}`
      return { column, code: 'unknown-column', message }
    })
  }
  const column = String(issue.path[0] ?? '')
  return [{ column, code: 'wrong-kind', message: `The column "${column}" holds another kind of value, or is empty.` }]
}

const MOST_UNKNOWN = 10
const MOST_UNKNOWN_LETTERS = 100

function isFactor(text: string): boolean {
  const factor = toDecimal(text)
  return factor !== null && factor !== '0' && !factor.startsWith('-')
}
