import { DAY_MS } from '../../model/day.ts'
import { type StatementWindow, windowsSince } from '../../profile/statement-window.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { Sql } from '../sql.ts'
import { type Mark, markAt, placeBefore } from './tally.ts'

export interface StatementBook {
  readonly name: string
  readonly supplier: Supplier
  readonly sql: Sql
  readonly clock: { now(): number }
}

/** The parts of a statement that the next statement needs. */
interface StatementPage extends Mark {
  readonly number: number
  /** When the statement's window ended. */
  readonly to: number
}

/** The windows whose statements are due, oldest first. The first call begins the first window. */
export function windowsDue(book: StatementBook): StatementWindow[] {
  const { supplier, clock } = book
  return supplier.statement ? windowsSince(lastPage(book).to, clock.now(), timeOf(supplier), supplier.timeZone) : []
}

/**
 * Moves the last window's end while statements are switched off, so that the pause leaves no gap. Writes once a day.
 */
export function passOver({ sql, supplier, clock }: StatementBook): void {
  const [last] = lastPages(sql)
  const now = clock.now()
  if (supplier.statement || !last || now - last.to < DAY_MS) return
  const { boundary, order, event } = markAt(sql, now, last.boundary)
  sql.all(
    'UPDATE statements SET to_at = ?, boundary = ?, last_order = ?, last_event = ? WHERE number = ?',
    now,
    boundary,
    order,
    event,
    last.number,
  )
}

/** The last statement and the one before, newest first. */
export const lastPages = (sql: Sql): StatementPage[] =>
  sql.all<StatementPage>(
    `SELECT number, to_at AS "to", boundary, last_order AS "order", last_event AS event FROM statements
     ORDER BY number DESC LIMIT 2`,
  )

/**
 * The last order that no later window can have: a count begins after this order. An order is accepted after it is placed,
 * unless clocks differ by up to a day.
 */
export function startOfCount(sql: Sql): number {
  const [last, before] = lastPages(sql)
  if (before) return before.boundary
  return last ? placeBefore(sql, last.to - DAY_MS) : 0
}

/** The last statement. Number 0 marks the start of the first window: the last daily time before now. */
export function lastPage({ sql, supplier, clock }: StatementBook): StatementPage {
  const [last] = lastPages(sql)
  if (last) return last
  const now = clock.now()
  const to = windowsSince(now - TWO_DAYS_MS, now, timeOf(supplier), supplier.timeZone).at(-1)?.to ?? now
  const boundary = placeBefore(sql, to)
  // Orders and events from before the first statement are not reported.
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

/** The time of the cut-off when the supplier chooses it; the configuration then has a calendar. */
export const timeOf = ({ statement, calendar }: Supplier): string =>
  statement && statement.at !== 'cut-off' ? statement.at : (calendar?.cutOff ?? '18:00')
