import type { ArticleRow, CustomerRow } from './catalogue.ts'

/** A table may have thousands of rows, and each order reads the table several times. */
const articleIndexes = new WeakMap<readonly ArticleRow[], ReadonlyMap<string, ArticleRow>>()
const customerIndexes = new WeakMap<readonly CustomerRow[], ReadonlyMap<string, CustomerRow>>()

/** The rows by number. Made once for each table: a changed table is another array. */
export const articlesByNumber = (rows: readonly ArticleRow[] = NO_ARTICLES): ReadonlyMap<string, ArticleRow> =>
  indexOf(articleIndexes, rows, ({ article }) => article)

export const customersByNumber = (rows: readonly CustomerRow[] = NO_CUSTOMERS): ReadonlyMap<string, CustomerRow> =>
  indexOf(customerIndexes, rows, ({ customer }) => customer)

const NO_ARTICLES: readonly ArticleRow[] = []
const NO_CUSTOMERS: readonly CustomerRow[] = []

function indexOf<R>(
  indexes: WeakMap<readonly R[], ReadonlyMap<string, R>>,
  rows: readonly R[],
  numberOf: (row: R) => string,
): ReadonlyMap<string, R> {
  const known = indexes.get(rows)
  if (known) return known
  const index = new Map(rows.map((row) => [numberOf(row), row]))
  indexes.set(rows, index)
  return index
}
