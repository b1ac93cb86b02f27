import { utcTime } from '../../model/local-time.ts'
import { type StatementWindow, windowsSince } from '../../profile/statement-window.ts'
import { type AlertPorts, announce } from '../alerts/raise-alert.ts'
import { pollStand } from '../order-api/poll-state.ts'
import { pauseOf } from '../route/pause.ts'
import type { Sql } from '../sql.ts'
import type { Statement } from './statement.ts'
import { lastPage, lastPages, passOver, type StatementBook, timeOf, windowsDue } from './statement-due.ts'
import { statementText, waitingOrders } from './statement-text.ts'
import { type Mark, manualActionsSince, markAt, NO_MARK, openDeliveries, tallyOf } from './tally.ts'

/** Limit of named orders in one statement: a row has a size limit, and a reader needs a short list. */
const NAMED = 200
/** Longest wait for the audit by the order API. */
const PATIENCE_MS = 3_600_000
const ON_TIME_MS = 2 * PATIENCE_MS

/** Daily statements: created, sent and listed. */
export const openStatements = (ports: StatementBook & AlertPorts, afterCommand: () => void) => ({
  /** Creates and sends the statements that are due. */
  makeStatements(): void {
    const made = ports.sql.atomically(() => {
      passOver(ports)
      const statements = makeDue(ports)
      for (const { to, text } of statements) announce(ports, to, text)
      return statements
    })
    if (made.length > 0) afterCommand()
  },
  statementsOn: (date: string): Statement[] => statementsOn(ports, date),
})

/** Each statement has the number after the last. */
function makeDue(book: StatementBook): Statement[] {
  const { sql, clock, supplier } = book
  return windowsDue(book)
    .filter(({ to }) => !supplier.api || isAudited(sql, to) || clock.now() > to + PATIENCE_MS)
    .map((window) => {
      const statement = statementOf(book, window, lastPage(book).number + 1)
      keep(sql, statement, window, markAt(sql, window.to))
      return statement
    })
}

/** Statements of a day; for today also the current counts. */
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

function statementOf({ name, supplier, sql, clock }: StatementBook, window: StatementWindow, number: number | null) {
  const now = clock.now()
  const [last = NO_MARK, before = NO_MARK] = lastPages(sql)
  const { unlisted, ...tally } = tallyOf(sql, window, before, last)
  const open = openDeliveries(sql).map((delivery) => ({
    ...delivery,
    paused: pauseOf(sql, delivery.route)?.reason ?? null,
  }))
  const waiting = waitingOrders(open, supplier)
  const isCompared = supplier.api !== undefined && isAudited(sql, window.to)
  const statement = {
    supplier: name,
    number,
    date: window.date,
    from: utcTime(window.from),
    to: utcTime(window.to),
    madeAt: utcTime(now),
    apicbase: isCompared ? tally.received - unlisted.length : null,
    unlisted: isCompared ? unlisted.slice(0, NAMED) : [],
    ...tally,
    waiting: waiting.slice(0, NAMED),
    waitingCount: waiting.length,
    byHand: manualActionsSince(sql, last.event).slice(0, NAMED),
    complete: waiting.length === 0 && tally.refused === 0,
  }
  return { ...statement, text: statementText(statement, supplier, now > window.to + ON_TIME_MS) }
}

/** An audit since `to` compared every order that the API lists from before `to`. */
const isAudited = (sql: Sql, to: number): boolean => (pollStand(sql).auditedAt ?? 0) >= to

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
