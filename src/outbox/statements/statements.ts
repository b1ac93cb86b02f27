import { utcTime } from '../../model/local-time.ts'
import { type StatementWindow, windowsSince } from '../../profile/statement-window.ts'
import { type AlertPorts, announce } from '../alerts/raise-alert.ts'
import { readValue, writeValue } from '../facts.ts'
import { pollStand } from '../order-api/poll-state.ts'
import { pauseOf } from '../route/pause.ts'
import type { Sql } from '../sql.ts'
import { countOrders, countSettledSince, NAMED, noOrders, type Tally } from './count-orders.ts'
import type { Statement } from './statement.ts'
import { lastPage, lastPages, passOver, type StatementBook, timeOf, windowsDue } from './statement-due.ts'
import { statementText, waitingOrders } from './statement-text.ts'
import { type Mark, manualActionsSince, markAt, NO_MARK, openDeliveries } from './tally.ts'

/** Highest number of orders a call: an accept waits for the end of the call. */
const PAGE = 500
/** SQLite reads every row then. */
const NO_LIMIT = -1
/** The unfinished count of the next statement. */
const PROGRESS = 'statement-count'
/** Longest wait for the audit by the order API. */
const PATIENCE_MS = 3_600_000
const ON_TIME_MS = 2 * PATIENCE_MS

/** Daily statements: created, sent and listed. */
export const openStatements = (ports: StatementBook & AlertPorts, afterCommand: () => void) => ({
  /** Creates and sends the statements that are due. Returns true while orders are left to count. */
  makeStatements(page = PAGE): boolean {
    const { made, isMore } = ports.sql.atomically(() => {
      passOver(ports)
      const due = makeDue(ports, page)
      for (const { to, text } of due.made) announce(ports, to, text)
      return due
    })
    if (made.length > 0) afterCommand()
    return isMore
  },
  statementsOn: (date: string): Statement[] => statementsOn(ports, date),
})

/** Each statement has the number after the last. A long count goes on in the next call. */
function makeDue(book: StatementBook, page: number): { readonly made: Statement[]; readonly isMore: boolean } {
  const { sql, clock, supplier } = book
  const made: Statement[] = []
  const due = windowsDue(book).filter(({ to }) => !supplier.api || isAudited(sql, to) || clock.now() > to + PATIENCE_MS)
  let left = page
  for (const window of due) {
    const number = lastPage(book).number + 1
    const [last = NO_MARK, before = NO_MARK] = lastPages(sql)
    const { tally, read } = countOrders(sql, window, last, startOf(sql, number, window, before.boundary), left)
    if (read === left) {
      writeValue(sql, PROGRESS, JSON.stringify({ number, ...window, tally }))
      return { made, isMore: true }
    }
    left -= read
    const statement = statementOf(book, window, number, countSettledSince(sql, tally))
    sql.all('DELETE FROM key_values WHERE name = ?', PROGRESS)
    keep(sql, statement, window, markAt(sql, window.to))
    made.push(statement)
  }
  return { made, isMore: false }
}

/** An earlier count of another period does not go on. */
function startOf(sql: Sql, number: number, { from, to }: StatementWindow, boundary: number): Tally {
  const kept = readValue(sql, PROGRESS)
  const progress: { number: number; from: number; to: number; tally: Tally } | null =
    kept === null ? null : JSON.parse(kept)
  const isSame = progress?.number === number && progress.from === from && progress.to === to
  return isSame ? progress.tally : noOrders(boundary)
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
  if (next?.date !== date) return []
  const window = { ...next, to: Math.min(next.to, clock.now()) }
  const [last = NO_MARK, before = NO_MARK] = lastPages(sql)
  const { tally } = countOrders(sql, window, last, noOrders(before.boundary), NO_LIMIT)
  return [statementOf(book, window, null, tally)]
}

const DAY_AHEAD_MS = 90_000_000

function statementOf(
  { name, supplier, sql, clock }: StatementBook,
  window: StatementWindow,
  number: number | null,
  { received, unlistedCount, unlisted, delivered, discarded, refused, late }: Tally,
) {
  const now = clock.now()
  const [last = NO_MARK] = lastPages(sql)
  const open = openDeliveries(sql).map((delivery) => ({
    ...delivery,
    paused: pauseOf(sql, delivery.route)?.reason ?? null,
  }))
  const waiting = waitingOrders(open, supplier.language)
  const isCompared = supplier.api !== undefined && isAudited(sql, window.to)
  const statement = {
    supplier: name,
    number,
    date: window.date,
    from: utcTime(window.from),
    to: utcTime(window.to),
    madeAt: utcTime(now),
    apicbase: isCompared ? received - unlistedCount : null,
    unlisted: isCompared ? unlisted : [],
    ...{ received, delivered, discarded, refused, late },
    waiting: waiting.slice(0, NAMED),
    waitingCount: waiting.length,
    byHand: manualActionsSince(sql, last.event).slice(0, NAMED),
    complete: waiting.length === 0 && refused === 0,
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
