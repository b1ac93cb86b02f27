import type { Sql, SqlValue } from '../sql.ts'
import { progressOf, type Searched } from './search-index.ts'

export interface FindQuery {
  readonly searched: Searched
  readonly columns: string
  /** The table under an alias, with the joined tables. */
  readonly from: string
  /** The place in the table. */
  readonly seq: string
  /** The condition for a row. The needle is `?1`, and `values` begin at `?4`. */
  readonly where: string
  readonly needle: string
  /** The query of the index. */
  readonly match: string
  readonly before: number | null
  readonly limit: number
  readonly values: readonly SqlValue[]
}

/** Finds rows by their text, newest first: the rows that the index lacks, then the rows of the index. */
export function findRows<R extends object>(sql: Sql, query: FindQuery): R[] {
  const { searched, columns, from, seq, where, needle, match, limit, values } = query
  const before = query.before ?? Number.MAX_SAFE_INTEGER
  const { through } = progressOf(sql, searched)
  const newest = sql.all<R>(
    `SELECT ${columns} FROM ${from} WHERE ${seq} < ?2 AND ${seq} > ?3 AND ${where} ORDER BY ${seq} DESC LIMIT ${limit}`,
    needle,
    before,
    through,
    ...values,
  )
  if (newest.length === limit) return newest
  const older = sql.all<R>(
    `SELECT ${columns} FROM ${searched.index} f CROSS JOIN ${from} WHERE f.${searched.index} MATCH ?2 AND f.rowid < ?3
     AND ${seq} = f.rowid AND ${where} ORDER BY f.rowid DESC LIMIT ${limit - newest.length}`,
    needle,
    match,
    Math.min(before, through + 1),
    ...values,
  )
  return [...newest, ...older]
}
