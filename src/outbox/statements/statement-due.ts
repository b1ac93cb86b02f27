import { type StatementWindow, windowsSince } from '../../profile/statement-window.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { Sql } from '../sql.ts'
import { type Mark, markAt } from './tally.ts'

export interface StatementBook {
  readonly name: string
  readonly supplier: Supplier
  readonly sql: Sql
  readonly clock: { now(): number }
}

/** What is kept of a statement for the next one. */
interface StatementPage extends Mark {
  readonly number: number
  /** When its window ended. */
  readonly to: number
}

/** The windows whose statements are due, oldest first. The first call ever begins the first window. */
export function windowsDue(book: StatementBook): StatementWindow[] {
  const { supplier, clock } = book
  return supplier.statement ? windowsSince(lastPage(book).to, clock.now(), timeOf(supplier), supplier.timeZone) : []
}

/** Where none is wanted for a while, the days that pass are no gap: the next begins when one is wanted again. Written once a day. */
export function passOver({ sql, supplier, clock }: StatementBook): void {
  const [last] = lastPages(sql)
  const now = clock.now()
  if (supplier.statement || !last || now - last.to < DAY_MS) return
  const { boundary, order, event } = markAt(sql, now)
  sql.all(
    'UPDATE statements SET to_at = ?, boundary = ?, last_order = ?, last_event = ? WHERE number = ?',
    now,
    boundary,
    order,
    event,
    last.number,
  )
}

const DAY_MS = 86_400_000

/** Newest first: the last and the one before. */
export const lastPages = (sql: Sql): StatementPage[] =>
  sql.all<StatementPage>(
    `SELECT number, to_at AS "to", boundary, last_order AS "order", last_event AS event FROM statements
     ORDER BY number DESC LIMIT 2`,
  )

/** Number 0 says where the first one begins: at the last time of day at which there would have been one. */
export function lastPage({ sql, supplier, clock }: StatementBook): StatementPage {
  const [last] = lastPages(sql)
  if (last) return last
  const now = clock.now()
  const to = windowsSince(now - TWO_DAYS_MS, now, timeOf(supplier), supplier.timeZone).at(-1)?.to ?? now
  const boundary = markAt(sql, to).boundary
  // What an outbox did before it made statements is no news.
  const mark: Mark = { boundary, order: boundary, event: lastEvent(sql, to) }
  sql.all(
    `INSERT INTO statements (number, date, to_at, boundary, last_order, last_event, statement) VALUES (0, '', ?, ?, ?, ?, '')`,
    to,
    mark.boundary,
    mark.order,
    mark.event,
  )
  return { ...mark, number: 0, to }
}

const lastEvent = (sql: Sql, before: number): number =>
  sql.all<{ seq: number | null }>('SELECT max(seq) AS seq FROM events WHERE at < ?', before)[0]?.seq ?? 0

const TWO_DAYS_MS = 2 * DAY_MS

/** At cut-off where the supplier says so; the configuration has a calendar then. */
export const timeOf = ({ statement, calendar }: Supplier): string =>
  statement && statement.at !== 'cut-off' ? statement.at : (calendar?.cutOff ?? '18:00')
