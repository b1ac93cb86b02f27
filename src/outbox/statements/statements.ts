import { utcTime } from '../../model/local-time.ts'
import { copyRankOf } from '../../profile/copy-routes.ts'
import { type StatementWindow, windowsSince } from '../../profile/statement-window.ts'
import { type AlertPorts, announce } from '../alerts/raise-alert.ts'
import { readValue, writeValue } from '../facts.ts'
import { pollStand } from '../order-api/poll-state.ts'
import { pauseOf } from '../route/pause.ts'
import type { Sql } from '../sql.ts'
import { countOrders, countSettledSince, NAMED, noOrders, type Tally } from './count-orders.ts'
import { manualActionsSince } from './manual-actions.ts'
import { lapsedIn, passedOn } from './passed-on.ts'
import { refusedBetween } from './refused-between.ts'
import type { Statement } from './statement.ts'
import { lastPage, lastPages, passOver, type StatementBook, startOfCount, timeOf, windowsDue } from './statement-due.ts'
import { statementText, waitingOrders } from './statement-text.ts'
import { findWaiting, type Mark, markAt, NO_MARK, openDeliveries, refusalsBefore } from './tally.ts'

/** Highest number of orders a call: an accept waits for the end of the call. */
const PAGE = 500
/** SQLite reads every row then. */
const NO_LIMIT = -1
/** The unfinished count of the next statement. */
const PROGRESS = 'statement-count'
/** Longest wait for the audit by the order API. */
const PATIENCE_MS = 3_600_000
const ON_TIME_MS = 2 * PATIENCE_MS

/** How old a count of the day may be. The deliveries of counted orders change. */
const COUNT_AGE_MS = 30_000

/** Daily statements: created, sent and listed. */
export const openStatements = (ports: StatementBook & AlertPorts, afterCommand: () => void) => {
  let today: CountOfToday | null = null
  return {
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
    /**
     * Counts the next orders of the day that is not over, for the statement of this day. Returns true while orders are left
     * to count.
     */
    countToday(date: string, page = PAGE): boolean {
      const { sql, clock } = ports
      const window = windowOfToday(ports, date)
      if (!window) return false
      const [last = NO_MARK] = lastPages(sql)
      const known = today !== null && isFresh(today, window, clock.now()) ? today : null
      const tally = known?.tally ?? noOrders(startOfCount(sql))
      const counted = countOrders(ports, window, last, tally, page)
      today = { from: window.from, at: known?.at ?? clock.now(), tally: counted.tally }
      return counted.read === page
    },
    /** The statement of the day that is not over counts the orders that `countToday` has not counted. */
    statementsOn: (date: string): Statement[] => statementsOn(ports, date, today),
  }
}

/** An unfinished count of the day that is not over. Kept in memory only. */
interface CountOfToday {
  readonly from: number
  readonly at: number
  readonly tally: Tally
}

const isFresh = ({ from, at }: CountOfToday, window: StatementWindow, now: number): boolean =>
  from === window.from && now < at + COUNT_AGE_MS

/** Each statement has the number after the last. A long count goes on in the next call. */
function makeDue(book: StatementBook, page: number): { readonly made: Statement[]; readonly isMore: boolean } {
  const { sql, clock, supplier } = book
  const made: Statement[] = []
  const due = windowsDue(book).filter(({ to }) => !supplier.api || isAudited(sql, to) || clock.now() > to + PATIENCE_MS)
  let left = page
  for (const window of due) {
    const number = lastPage(book).number + 1
    const [last = NO_MARK] = lastPages(sql)
    const { tally, read } = countOrders(book, window, last, startOf(sql, number, window), left)
    if (read === left) {
      writeValue(sql, PROGRESS, JSON.stringify({ number, ...window, tally }))
      return { made, isMore: true }
    }
    left -= read
    const statement = statementOf(book, window, number, countSettledSince(book, tally))
    sql.all('DELETE FROM key_values WHERE name = ?', PROGRESS)
    keep(sql, statement, window, markAt(sql, window.to, last.boundary))
    made.push(statement)
  }
  return { made, isMore: false }
}

/** An earlier count of another period does not go on. */
function startOf(sql: Sql, number: number, { from, to }: StatementWindow): Tally {
  const kept = readValue(sql, PROGRESS)
  const progress: { number: number; from: number; to: number; tally: Tally } | null =
    kept === null ? null : JSON.parse(kept)
  const isSame = progress?.number === number && progress.from === from && progress.to === to
  const none = noOrders(startOfCount(sql))
  // An earlier gateway may have begun the count, without the later counts.
  return isSame ? { ...none, ...progress.tally } : none
}

/** Statements of a day; for today also the current counts. */
function statementsOn(book: StatementBook, date: string, today: CountOfToday | null): Statement[] {
  const { sql, clock } = book
  const kept = sql
    .all<{ statement: string }>('SELECT statement FROM statements WHERE date = ? AND number > 0 ORDER BY number', date)
    .map(({ statement }): Statement => JSON.parse(statement))
  if (kept.length > 0) return kept
  const window = windowOfToday(book, date)
  if (!window) return []
  const [last = NO_MARK] = lastPages(sql)
  const counted = today !== null && isFresh(today, window, clock.now()) ? today.tally : noOrders(startOfCount(sql))
  const { tally } = countOrders(book, window, last, counted, NO_LIMIT)
  return [statementOf(book, window, null, countSettledSince(book, tally))]
}

/** The part of the next window until now; null when the next window has another date. */
function windowOfToday(book: StatementBook, date: string): StatementWindow | null {
  const { clock, supplier } = book
  if (!supplier.statement) return null
  const { to: from } = lastPage(book)
  const [next] = windowsSince(from, clock.now() + DAY_AHEAD_MS, timeOf(supplier), supplier.timeZone)
  return next?.date === date ? { ...next, to: Math.min(next.to, clock.now()) } : null
}

const DAY_AHEAD_MS = 90_000_000

function statementOf(
  { name, supplier, sql, clock }: StatementBook,
  window: StatementWindow,
  number: number | null,
  { received, unlistedCount, unlisted, delivered, discarded, late }: Tally,
) {
  const now = clock.now()
  const [last = NO_MARK] = lastPages(sql)
  const { count, ids } = findWaiting(sql, NAMED)
  const open = [...openDeliveries(sql, ids), ...refusalsBefore(sql, ids)].map((delivery) => ({
    ...delivery,
    paused: pauseOf(sql, delivery.route)?.reason ?? null,
  }))
  const waiting = waitingOrders(open, supplier, supplier.language)
  const passed = passedOn({ sql, supplier }, window, NAMED)
  const lapsed = lapsedIn({ sql, supplier }, window, NAMED)
  const refused = refusedBetween(sql, window, NAMED, copyRankOf(supplier))
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
    ...{ received, delivered, discarded, late },
    refusedBefore: passed.count,
    refusedBeforeOrders: passed.orders,
    lapsed: lapsed.count,
    lapsedOrders: lapsed.orders,
    refused: refused.count,
    refusedOrders: refused.orders,
    refusedLater: refused.later.count,
    refusedLaterOrders: refused.later.orders,
    waiting,
    waitingCount: count,
    byHand: manualActionsSince(sql, last.event, NAMED, copyRankOf(supplier)),
    complete: count + refused.count + passed.count + lapsed.count === 0,
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
