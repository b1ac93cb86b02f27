import type { Sql } from '../sql.ts'
import { actionMarkSql } from './action-mark.ts'
import { dayMarkSql, HAS_NO_MARK } from './day-mark.ts'
import { ADD_RECEIVED_DAYS } from './received-days.ts'

/** Rows of a table that people find by a text. */
export interface Searched {
  readonly name: 'orders' | 'events'
  readonly index: 'order_search' | 'event_search'
  /** The rows, as `seq` and `text`. */
  readonly rows: string
  /** Runs before the rows after `?1` up to `?2` are added. */
  readonly prepare?: string
  /** Runs after these rows were added. */
  readonly complete?: string
}

export const SEARCHED_ORDERS: Searched = {
  name: 'orders',
  index: 'order_search',
  rows: 'SELECT seq, search_text AS text FROM orders',
  // Gateways before migration 10 wrote no mark.
  prepare: `UPDATE orders SET search_text = search_text || char(10) || (
      SELECT ${dayMarkSql('v.delivery_date')} FROM versions v WHERE v.order_id = orders.id AND v.version = orders.version)
    WHERE seq > ?1 AND seq <= ?2 AND ${HAS_NO_MARK} AND EXISTS (
      SELECT 1 FROM versions v WHERE v.order_id = orders.id AND v.version = orders.version AND v.delivery_date IS NOT NULL)`,
  complete: ADD_RECEIVED_DAYS,
}

export const SEARCHED_EVENTS: Searched = {
  name: 'events',
  index: 'event_search',
  rows: `SELECT seq, search_text || char(10) || ${actionMarkSql('action')} AS text FROM events`,
}

interface Progress {
  /** The index has every row up to this one. A search reads each of the few later rows. */
  readonly through: number
  /** The rows in the index. */
  readonly entries: number
}

export const progressOf = (sql: Sql, { name }: Pick<Searched, 'name'>): Progress =>
  sql.all<{ through: number; entries: number }>(
    'SELECT through, entries FROM search_progress WHERE name = ?',
    name,
  )[0] ?? { through: 0, entries: 0 }

/** The number of rows that an index lacks, of the index that lacks more. A deleted row counts as a row. */
export const rowsBehind = (sql: Sql): number =>
  sql.all<{ behind: number }>(
    `SELECT max((SELECT coalesce(max(seq), 0) FROM orders) - (SELECT through FROM search_progress WHERE name = 'orders'),
       (SELECT coalesce(max(seq), 0) FROM events) - (SELECT through FROM search_progress WHERE name = 'events')) AS behind`,
  )[0]?.behind ?? 0

/**
 * Adds the next rows to the index, if as many wait. Not in the transaction of an order: one transaction for many rows
 * writes a fraction of the pages. Returns whether rows were added.
 */
export function indexNext(sql: Sql, searched: Searched, count: number): boolean {
  return sql.atomically(() => {
    const { through } = progressOf(sql, searched)
    const [last] = sql.all<{ seq: number }>(
      `SELECT seq FROM ${searched.name} WHERE seq > ? ORDER BY seq LIMIT 1 OFFSET ?`,
      through,
      count - 1,
    )
    if (!last) return false
    if (searched.prepare) sql.all(searched.prepare, through, last.seq)
    sql.all(
      `INSERT INTO ${searched.index} (rowid, text)
       SELECT seq, char(10) || text || char(10) FROM (${searched.rows}) WHERE seq > ? AND seq <= ? ORDER BY seq`,
      through,
      last.seq,
    )
    if (searched.complete) sql.all(searched.complete, through, last.seq)
    mergeIndex(sql, searched)
    sql.all(
      'UPDATE search_progress SET through = ?, entries = entries + ? WHERE name = ?',
      last.seq,
      count,
      searched.name,
    )
    return true
  })
}

/** FTS5 counts pages of about 4 kB. A group of rows writes at most ten pages. */
const MERGED_PAGES = 32

/** Merges a part of the index. Many small parts make a search slow, and a complete merge would hold the object. */
export const mergeIndex = (sql: Sql, { index }: Pick<Searched, 'index'>): void => {
  sql.all(`INSERT INTO ${index} (${index}, rank) VALUES ('merge', ${MERGED_PAGES})`)
}
