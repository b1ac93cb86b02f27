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
  const end = Math.min(before, through + 1, range.last + 1)
  const between = (first: number, end: number, most: number): R[] =>
    sql.all<R>(
      `SELECT ${columns} FROM ${from} WHERE ${seq} < ?2 AND ${seq} >= ?${4 + values.length} AND ${where}
       ORDER BY ${seq} DESC LIMIT ?3`,
      ...[needle, end, most, ...values, first],
    )
  if (match === null) return [...newest, ...between(range.first, end, limit - newest.length)]
  const start = match.isOfMany ? Math.max(range.first, end - NEWEST) : end
  const read = start < end ? [...newest, ...between(start, end, limit - newest.length)] : newest
  if (read.length === limit || range.first >= start) return read
  return [...read, ...inIndex<R>(sql, query, match, { first: range.first, last: start - 1 }, limit - read.length)]
}

/** A search for many names asks the index for many terms, and each term takes as long as a hundred rows. */
const NEWEST = 2_000

/** The rows that a search compares before it asks the index for all terms. */
const CANDIDATES = 300

function inIndex<R extends object>(
  sql: Sql,
  { searched: { index }, columns, from, seq, where, needle, values }: FindQuery,
  match: Match,
  { first, last }: SeqRange,
  limit: number,
): R[] {
  const rows: R[] = []
  let end = last + 1
  // Most often the first rows fill the page, and each question about many names takes long.
  for (const most of match.isOfMany ? [CANDIDATES] : [limit, CANDIDATES]) {
    const places = sql
      .all<{ rowid: number }>(
        `SELECT rowid FROM ${index} WHERE ${index} MATCH ? AND rowid < ? AND rowid >= ? ORDER BY rowid DESC LIMIT ?`,
        ...[match.byLastTerms, end, first, most],
      )
      .map(({ rowid }) => rowid)
    const found = sql.all<R>(
      `SELECT ${columns} FROM json_each(?2) f CROSS JOIN ${from} WHERE ${seq} = f.value AND ${where} ORDER BY f.id LIMIT ?3`,
      ...[needle, JSON.stringify(places), limit - rows.length, ...values],
    )
    rows.push(...found)
    end = places.at(-1) ?? first
    if (rows.length === limit || places.length < most) return rows
  }
  const older = sql.all<R>(
    `SELECT ${columns} FROM (
       SELECT rowid FROM ${index} WHERE ${index} MATCH ?2 AND rowid < ?3 AND rowid >= ?${4 + values.length} ORDER BY rowid DESC) f
     CROSS JOIN ${from} WHERE ${seq} = f.rowid AND ${where} ORDER BY f.rowid DESC LIMIT ${limit - rows.length}`,
    ...[needle, match.byAllTerms, end, ...values, first],
  )
  return [...rows, ...older]
}
