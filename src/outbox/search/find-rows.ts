import type { Sql, SqlValue } from '../sql.ts'
import type { SeqRange } from './received-days.ts'
import { progressOf, type Searched } from './search-index.ts'
import type { Match } from './search-terms.ts'

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
  /** The queries of the index; null for a list without a text. */
  readonly match: Match | null
  /** Places of the indexed rows that may be found. */
  readonly range: SeqRange
  readonly before: number | null
  readonly limit: number
  readonly values: readonly SqlValue[]
}

/** Finds rows by their text, newest first: the rows that the index lacks, then the rows of the index. */
export function findRows<R extends object>(sql: Sql, query: FindQuery): R[] {
  const { searched, columns, from, seq, where, needle, match, range, limit, values } = query
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
  const missing = limit - newest.length
  const end = Math.min(before, through + 1, range.last + 1)
  if (range.first >= end) return newest
  const first = `?${4 + values.length}`
  if (match === null) {
    const older = sql.all<R>(
      `SELECT ${columns} FROM ${from} WHERE ${seq} < ?2 AND ${seq} >= ${first} AND ${where}
       ORDER BY ${seq} DESC LIMIT ?3`,
      ...[needle, end, missing, ...values, range.first],
    )
    return [...newest, ...older]
  }
  const found = `SELECT rowid FROM ${searched.index} WHERE ${searched.index} MATCH ?2 AND rowid < ?3 AND rowid >= ${first}
    ORDER BY rowid DESC`
  const inIndex = (query: string, most = ''): R[] =>
    sql.all<R>(
      `SELECT ${columns} FROM (${found} ${most}) f CROSS JOIN ${from} WHERE ${seq} = f.rowid AND ${where}
       ORDER BY f.rowid DESC LIMIT ${missing}`,
      needle,
      query,
      end,
      ...values,
      range.first,
    )
  const likely = inIndex(match.byLastTerms, `LIMIT ${CANDIDATES}`)
  if (likely.length === missing || !hasMore(sql, searched, match.byLastTerms, { ...range, last: end - 1 }))
    return [...newest, ...likely]
  return [...newest, ...inIndex(match.byAllTerms)]
}

/** The rows that a search compares before it asks the index for all terms. */
const CANDIDATES = 300

const hasMore = (sql: Sql, { index }: Searched, query: string, { first, last }: SeqRange): boolean =>
  sql.all(
    `SELECT rowid FROM ${index} WHERE ${index} MATCH ?1 AND rowid <= ?2 AND rowid >= ?3 LIMIT 1 OFFSET ${CANDIDATES}`,
    ...[query, last, first],
  ).length > 0
