import type { Statement } from '../statement.ts'
import { type StatementWindow, windowsSince } from '../statement-window.ts'
import type { Supplier } from '../supplier.ts'
import { pauseOf } from './pause.ts'
import type { Sql } from './sql.ts'
import { statementText, waitingOrders } from './statement-text.ts'
import { handsSince, type Mark, markAt, NO_MARK, openDeliveries, tallyOf } from './tally.ts'
import { announce, type Telling } from './tell.ts'

export interface StatementBook {
  readonly name: string
  readonly supplier: Supplier
  readonly sql: Sql
  readonly clock: { now(): number }
}

/** How many orders placed in a window the order API lists. */
export interface Listed extends Pick<StatementWindow, 'from' | 'to'> {
  readonly count: number
}

interface Page extends Mark {
  readonly number: number
  readonly to: number
}

/** So many orders are named in one statement; a row has its limit, and a reader too. */
const NAMED = 200
/** The count of the order API is waited for so long. */
const PATIENCE_MS = 3_600_000
const ON_TIME_MS = 2 * PATIENCE_MS

/** Daily statements: made, sent, and given back. */
export const openStatements = (ports: StatementBook & Telling, acted: () => void) => ({
  /** Makes and sends what is due. */
  makeStatements(): void {
    const made = ports.sql.atomically(() => {
      const statements = makeDue(ports)
      for (const { to, text } of statements) announce(ports, to, text)
      return statements
    })
    if (made.length > 0) acted()
  },
  statementsOn: (date: string): Statement[] => statementsOn(ports, date),
})

/** The windows whose statements are due, oldest first. The first call ever begins the first window. */
export function windowsDue(book: StatementBook): StatementWindow[] {
  const { supplier, clock } = book
  return supplier.statement ? windowsSince(lastPage(book).to, clock.now(), timeOf(supplier), supplier.timeZone) : []
}

/** Each with the number after the last. */
function makeDue(book: StatementBook): Statement[] {
  const { sql, clock, supplier } = book
  return windowsDue(book)
    .filter(({ from, to }) => !supplier.api || listedIn(sql, from, to) !== null || clock.now() > to + PATIENCE_MS)
    .map((window) => {
      const statement = statementOf(book, window, lastPage(book).number + 1)
      keep(sql, statement, window, markAt(sql, window.to))
      return statement
    })
}

/** Those of a day, and of today what there is so far. */
function statementsOn(book: StatementBook, date: string): Statement[] {
  const { sql, clock, supplier } = book
  const kept = sql
    .all<{ statement: string }>('SELECT statement FROM statements WHERE date = ? AND number > 0 ORDER BY number', date)
    .map(({ statement }): Statement => JSON.parse(statement))
  if (kept.length > 0 || !supplier.statement) return kept
  const { to: from } = lastPage(book)
  const [next] = windowsSince(from, clock.now() + DAY_AHEAD_MS, timeOf(supplier), supplier.timeZone)
  return next?.date === date ? [statementOf(book, { ...next, to: Math.min(next.to, clock.now()) }, null)] : []
}

const DAY_AHEAD_MS = 90_000_000

export const noteListed = (sql: Sql, listed: Listed): void => {
  sql.all(
    "INSERT INTO facts (name, value) VALUES ('listed', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    JSON.stringify(listed),
  )
}

function statementOf({ name, supplier, sql, clock }: StatementBook, window: StatementWindow, number: number | null) {
  const now = clock.now()
  const [last = NO_MARK, before = NO_MARK] = lastPages(sql)
  const tally = tallyOf(sql, window, before, last)
  const open = openDeliveries(sql).map((one) => ({ ...one, paused: pauseOf(sql, one.route)?.reason ?? null }))
  const waiting = waitingOrders(open, supplier)
  const apicbase = listedIn(sql, window.from, window.to)
  const statement = {
    supplier: name,
    number,
    date: window.date,
    from: iso(window.from),
    to: iso(window.to),
    madeAt: iso(now),
    apicbase,
    ...tally,
    waiting: waiting.slice(0, NAMED),
    waitingCount: waiting.length,
    byHand: handsSince(sql, last.event).slice(0, NAMED),
    complete: waiting.length === 0 && tally.refused === 0 && (apicbase === null || apicbase <= tally.received),
  }
  return { ...statement, text: statementText(statement, supplier, now > window.to + ON_TIME_MS) }
}

function listedIn(sql: Sql, from: number, to: number): number | null {
  const [row] = sql.all<{ value: string }>("SELECT value FROM facts WHERE name = 'listed'")
  const listed: Listed | null = row ? JSON.parse(row.value) : null
  return listed?.from === from && listed.to === to ? listed.count : null
}

/** Newest first: the last and the one before. */
const lastPages = (sql: Sql): Page[] =>
  sql.all<Page>(
    `SELECT number, to_at AS "to", boundary, last_order AS "order", last_event AS event FROM statements
     ORDER BY number DESC LIMIT 2`,
  )

/** Number 0 says where the first one begins: at the last time of day at which there would have been one. */
function lastPage({ sql, supplier, clock }: StatementBook): Page {
  const [last] = lastPages(sql)
  if (last) return last
  const now = clock.now()
  const to = windowsSince(now - TWO_DAYS_MS, now, timeOf(supplier), supplier.timeZone).at(-1)?.to ?? now
  sql.all(
    `INSERT INTO statements (number, date, to_at, boundary, last_order, last_event, statement) VALUES (0, '', ?, 0, 0, 0, '')`,
    to,
  )
  return { ...NO_MARK, number: 0, to }
}

const TWO_DAYS_MS = 172_800_000

const keep = (sql: Sql, statement: Statement, { date, to }: StatementWindow, mark: Mark): void => {
  sql.all(
    `INSERT INTO statements (number, date, to_at, boundary, last_order, last_event, statement)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    statement.number,
    date,
    to,
    mark.boundary,
    mark.order,
    mark.event,
    JSON.stringify(statement),
  )
}

/** At cut-off where the supplier says so; the configuration has a calendar then. */
const timeOf = ({ statement, calendar }: Supplier): string =>
  statement && statement.at !== 'cut-off' ? statement.at : (calendar?.cutOff ?? '18:00')

const iso = (moment: number): string => new Date(moment).toISOString()
