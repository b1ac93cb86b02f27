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

/** A part of the found rows, newest first. */
export interface Found<R> {
  readonly rows: readonly R[]
  /** The place before which the search goes on; null when no row is left. A page that is not full may have a place too. */
  readonly next: number | null
}

/** Highest number of rows that one call reads and compares, so that no search holds the object. */
const MOST_READ = 850
/** A row that the index finds is read from the index, from the list of places and from the table. */
const READ_EACH = 3
/** FTS5 ignores a bound that is no integer and reads every row on that side. A number of JavaScript is bound as a real number. */
const PLACE = 'CAST(? AS INTEGER)'
/** A search for many names asks the index for many terms, and each term takes as long as a hundred rows. */
const NEWEST = 300

/**
 * Finds rows by their text, newest first: the rows that the index lacks, then the rows of the index. A call that has read
 * `MOST_READ` rows ends there, and says where the next call goes on.
 */
export function findRows<R extends { readonly seq: number }>(sql: Sql, query: FindQuery): Found<R> {
  const { searched, columns, from, seq, where, needle, match, range, limit, values } = query
  const { index, name } = searched
  const rows: R[] = []
  const { through } = progressOf(sql, searched)
  let left = Math.max(MOST_READ - range.read, limit * (READ_EACH + 1))
  let end = Math.min(query.before ?? Number.MAX_SAFE_INTEGER, lastPlace(sql, name) + 1)

  // Reads each row from `first` on.
  function scan(first: number): void {
    const start = Math.max(first, end - left)
    if (start >= end || rows.length === limit) return
    left -= end - start
    const found = sql.all<R>(
      `SELECT ${columns} FROM ${from} WHERE ${seq} < ?2 AND ${seq} >= ?${4 + values.length} AND ${where}
       ORDER BY ${seq} DESC LIMIT ?3`,
      ...[needle, end, limit - rows.length, ...values, start],
    )
    rows.push(...found)
    end = start
  }

  // Reads the rows that the index finds.
  function lookUp(terms: () => string, most: number): void {
    const count = Math.min(most, Math.floor(left / READ_EACH))
    if (end <= range.first || count < 1 || rows.length === limit) return
    left -= count * READ_EACH
    const places = sql
      .all<{ rowid: number }>(
        `SELECT rowid FROM ${index} WHERE ${index} MATCH ? AND rowid < ${PLACE} AND rowid >= ${PLACE} ORDER BY rowid DESC LIMIT ?`,
        ...[terms(), end, range.first, count],
      )
      .map(({ rowid }) => rowid)
    const found = sql.all<R>(
      `SELECT ${columns} FROM json_each(?2) f CROSS JOIN ${from} WHERE ${seq} = f.value AND ${where} ORDER BY f.id LIMIT ?3`,
      ...[needle, JSON.stringify(places), limit - rows.length, ...values],
    )
    rows.push(...found)
    end = places.length < count ? range.first : (places.at(-1) ?? range.first)
  }

  scan(through + 1)
  if (end <= through + 1) {
    end = Math.min(end, range.last + 1)
    if (match === null) scan(range.first)
    else if (match.isOfMany) {
      const known = rows.length
      scan(Math.max(range.first, end - NEWEST))
      // The next rows probably hold one of the names too.
      if (rows.length > known) scan(range.first)
      else lookUp(match.byLastTerms, Number.POSITIVE_INFINITY)
    } else {
      // Most often the first rows fill the page, and a question about all terms takes long.
      lookUp(match.byLastTerms, limit)
      lookUp(match.byAllTerms, Number.POSITIVE_INFINITY)
    }
  }
  return { rows, next: nextAfter(rows, limit) ?? (end > range.first ? end : null) }
}

/** The place before which the page after a full page begins; null after a page that is not full. */
export const nextAfter = (rows: readonly { readonly seq: number }[], limit: number): number | null =>
  rows.length < limit ? null : (rows.at(-1)?.seq ?? null)

const lastPlace = (sql: Sql, table: Searched['name']): number =>
  sql.all<{ seq: number | null }>(`SELECT max(seq) AS seq FROM ${table}`)[0]?.seq ?? 0
