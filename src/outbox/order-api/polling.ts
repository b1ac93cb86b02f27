import type { Why } from '../../alerts/why.ts'
import { isSameContent } from '../../model/order/same-content.ts'
import { shown } from '../../text/shown.ts'
import { listText } from '../alerts/alert-text.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from '../alerts/raise-alert.ts'
import type { Sql } from '../sql.ts'
import { type StatementBook, windowsDue } from '../statements/statement-due.ts'
import { storageIdOf } from '../storage-id.ts'
import { ordersToConfirm, tellUnlisted } from '../unconfirmed.ts'
import { type ApiFailure, type ListScan, type PollState, readPoll, writePoll } from './poll-state.ts'

export interface PollBegun {
  readonly run: number
  readonly sweep: ListScan | null
  /** When the last complete scan began; null before the first scan. */
  readonly polledAt: number | null
  readonly auditedAt: number | null
  /** A statement waits for an audit of the orders placed from then on; null when none does. */
  readonly auditFrom: number | null
  /** Orders that the outbox wants to see listed, known or not. */
  readonly awaited: readonly string[]
  readonly storageId: string
}

/** How a run ended. */
export interface PollEnding {
  /** The scan to continue; null when the scan is complete or must start again. */
  readonly sweep: ListScan | null
  readonly complete: Pick<ListScan, 'startedAt' | 'audit'> | null
  readonly failure: ApiFailure | null
  /** When the newest order of the list was placed; null when no such time could be read. */
  readonly newest: number | null
  /** Numbers of orders that the webhook did not bring and the poll found. */
  readonly missed: readonly string[]
  /**
   * Milliseconds that the order API's clock is ahead of the gateway's clock, from the API's answers; null when no
   * answer shows a time.
   */
  readonly skewMs?: number | null
}

/** State of a listed order in the outbox. */
export type Standing = 'missing' | 'known' | 'different'

interface PollView {
  readonly lastComplete: string | null
  readonly lastAudit: string | null
  /** Failed runs in a row. */
  readonly failures: number
  readonly underWay: boolean
  /** A scan that the next run continues. */
  readonly sweep: { readonly since: string; readonly pages: number; readonly audit: boolean } | null
}

/** A temporary failure raises an alert only after this many runs. */
const PATIENT_RUNS = 3
const NAMED_ORDERS = 20
/** Clocks differ a little. Raises an alert once a day while the difference lasts. */
const SKEW_MS = 300_000
const SKEW_AGAIN_MS = 72_000_000

/** No run waits longer. A later end was stored by a clock that was ahead, and would keep the poll out until then. */
const LONGEST_LEASE_MS = 3_600_000

const isLeased = ({ until }: { readonly until: number }, now: number): boolean =>
  until > now && until <= now + LONGEST_LEASE_MS

/** Runs the poll, at most once at a time, and raises the alerts of the poll. */
export function openPolling(book: AlertPorts & StatementBook, afterCommand: () => void) {
  const { sql, clock } = book
  const iso = (moment: number | null): string | null => (moment === null ? null : new Date(moment).toISOString())

  return {
    /** Null while another run is under way. */
    beginPoll(leaseMs: number): PollBegun | null {
      const state = readPoll(sql)
      if (isLeased(state, clock.now())) return null
      const run = state.run + 1
      writePoll(sql, { ...state, run, until: clock.now() + leaseMs })
      const { sweep, polledAt, auditedAt } = state
      const [due] = windowsDue(book)
      const isAudited = due === undefined || (auditedAt !== null && auditedAt >= due.to)
      const auditFrom = isAudited ? null : due.from
      return { run, sweep, polledAt, auditedAt, auditFrom, awaited: ordersToConfirm(sql), storageId: storageIdOf(sql) }
    },
    /**
     * Extends the lease, and stores the progress of `sweep` when given. Returns false when another run has taken over.
     */
    keepPoll(run: number, leaseMs: number, sweep?: ListScan): boolean {
      const state = readPoll(sql)
      if (state.run !== run) return false
      writePoll(sql, { ...state, until: clock.now() + leaseMs, ...(sweep ? { sweep } : {}) })
      return true
    },
    endPoll(run: number, { sweep, complete, failure, newest, missed, skewMs = null }: PollEnding): void {
      const state = readPoll(sql)
      if (state.run !== run) return
      const failures = failure ? state.failures + 1 : 0
      const stuck = failure && sweep?.url ? stuckAt(sweep.url, state) : null
      const telltale = failure !== null && needsAlert(failure, failures)
      const recovered = complete !== null && state.alerted
      const now = clock.now()
      const skewed = skewMs !== null && Math.abs(skewMs) > SKEW_MS && now - (state.skewAlertedAt ?? 0) >= SKEW_AGAIN_MS
      const unlisted = sql.atomically(() => {
        if (failure && telltale) raiseAlert(book, { ...matterOf(failure), why: failure.reason })
        if (recovered) for (const kind of ['order-api', 'api-credentials'] as const) resolveAlert(book, { kind })
        if (missed.length > 0) raiseAlert(book, { kind: 'missed-by-webhook', why: listed(missed, book.supplier) })
        if (skewed) raiseAlert(book, { kind: 'clock-skew', cause: 'order-api', why: skewWhy(skewMs) })
        writePoll(sql, {
          ...state,
          until: 0,
          // A page that stays unreadable must not be read again and again.
          sweep: stuck && stuck.runs >= PATIENT_RUNS ? null : sweep,
          stuck,
          polledAt: complete?.startedAt ?? state.polledAt,
          // A new gateway can miss no order, so its first scan needs no audit.
          auditedAt: complete && (complete.audit || state.auditedAt === null) ? complete.startedAt : state.auditedAt,
          failures,
          alerted: complete === null && (state.alerted || telltale),
          skewAlertedAt: skewed ? now : state.skewAlertedAt,
        })
        return complete !== null && tellUnlisted(book, { startedAt: complete.startedAt, newest })
      })
      if (telltale || recovered || skewed || unlisted || missed.length > 0) afterCommand()
    },
    /** Returns the listed orders that are missing here, or have another latest content here. */
    findChanged(listed: readonly { readonly orderId: string; readonly digest: string }[]): string[] {
      const ids = listed.map(({ orderId }) => orderId)
      markListed(sql, ids)
      return listed.filter((order) => standingOf(sql, order) !== 'known').map(({ orderId }) => orderId)
    },
    /** Returns the state of each listed order, in the given order. */
    compareListed(listed: readonly { readonly orderId: string; readonly digest: string }[]): Standing[] {
      return listed.map((order) => standingOf(sql, order))
    },
    pollView(): PollView {
      const { sweep, polledAt, auditedAt, failures, until } = readPoll(sql)
      return {
        lastComplete: iso(polledAt),
        lastAudit: iso(auditedAt),
        failures,
        underWay: until > clock.now(),
        sweep: sweep && { since: new Date(sweep.startedAt).toISOString(), pages: sweep.pages, audit: sweep.audit },
      }
    },
  }
}

const stuckAt = (url: string, { stuck }: PollState): PollState['stuck'] => ({
  url,
  runs: stuck?.url === url ? stuck.runs + 1 : 1,
})

const skewWhy = (skewMs: number): Why => ({
  says: skewMs > 0 ? 'clock-ahead' : 'clock-behind',
  minutes: String(Math.round(Math.abs(skewMs) / 60_000)),
})

const needsAlert = ({ kind }: ApiFailure, failures: number): boolean =>
  kind === 'token' || kind === 'address' || failures >= PATIENT_RUNS

const matterOf = ({ kind }: ApiFailure) =>
  kind === 'token'
    ? ({ kind: 'api-credentials' } as const)
    : ({ kind: 'order-api', ...(kind === 'address' ? { cause: 'address' } : {}) } as const)

const listed = (numbers: readonly string[], reader: AlertPorts['supplier']): Why => {
  const names = numbers.slice(0, NAMED_ORDERS).map((number) => shown(number))
  return { says: 'missed-orders', count: String(numbers.length), orders: listText(names, numbers.length, reader) }
}

/** Marks the orders as listed by the order API, once. */
const markListed = (sql: Sql, ids: readonly string[]): void => {
  sql.all(
    'UPDATE orders SET listed = 1 WHERE listed = 0 AND id IN (SELECT value FROM json_each(?))',
    JSON.stringify(ids),
  )
}

function standingOf(sql: Sql, { orderId, digest }: { readonly orderId: string; readonly digest: string }): Standing {
  const here = latestDigest(sql, orderId)
  if (here === undefined) return 'missing'
  return isSameContent(here, digest) ? 'known' : 'different'
}

const latestDigest = (sql: Sql, orderId: string): string | undefined =>
  sql.all<{ digest: string }>(
    'SELECT digest FROM versions WHERE order_id = ? ORDER BY version DESC LIMIT 1',
    orderId,
  )[0]?.digest
