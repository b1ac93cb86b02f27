import { isSameContent } from '../../order/same-content.ts'
import { listText, type Why } from '../alerts/alert-text.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from '../alerts/raise-alert.ts'
import type { Sql } from '../sql.ts'
import { type StatementBook, windowsDue } from '../statements/statement-due.ts'
import { storageIdOf } from '../storage-id.ts'
import { ordersToConfirm, tellUnlisted } from '../unconfirmed.ts'
import { type ApiFailure, type ListScan, type PollState, readPoll, writePoll } from './poll-state.ts'

export interface PollBegun {
  readonly run: number
  readonly sweep: ListScan | null
  /** When the last complete sweep began; null before the first. */
  readonly polledAt: number | null
  readonly auditedAt: number | null
  /** A statement waits for an audit of the orders placed from then on; null when none does. */
  readonly auditFrom: number | null
  /** Orders that the outbox wants to hear of, known or not. */
  readonly awaited: readonly string[]
  readonly storageId: string
}

/** How a run ended. */
export interface PollEnding {
  /** To go on with; null when it is complete, or must begin anew. */
  readonly sweep: ListScan | null
  /** The sweep that is complete. */
  readonly complete: Pick<ListScan, 'startedAt' | 'audit'> | null
  readonly failure: ApiFailure | null
  /** When the newest order of the list was placed; null where none could be read. */
  readonly newest: number | null
  /** The numbers of orders that the webhook should have brought and the poll has found. */
  readonly missed: readonly string[]
  /** How far the order API's clock is ahead of ours, by its own answers; null where they don't tell. */
  readonly skewMs?: number | null
}

/** A listed order, as the outbox has it. */
export type Standing = 'missing' | 'known' | 'different'

interface PollView {
  readonly lastComplete: string | null
  readonly lastAudit: string | null
  /** Runs that failed, one after the other. */
  readonly failures: number
  readonly underWay: boolean
  /** A sweep that the next run goes on with. */
  readonly sweep: { readonly since: string; readonly pages: number; readonly audit: boolean } | null
}

/** What passes by itself is told only when it hasn't passed after so many runs. */
const PATIENT_RUNS = 3
const NAMED_ORDERS = 20
/** Clocks differ a little. Told once a day while it goes on. */
const SKEW_MS = 300_000
const SKEW_AGAIN_MS = 72_000_000

/** One run at a time, where it stands, and what is told of it. */
export function openPolling(book: AlertPorts & StatementBook, acted: () => void) {
  const { sql, clock } = book
  const iso = (moment: number | null): string | null => (moment === null ? null : new Date(moment).toISOString())

  return {
    /** Null while another run is under way. */
    beginPoll(leaseMs: number): PollBegun | null {
      const state = readPoll(sql)
      if (state.until > clock.now()) return null
      const run = state.run + 1
      writePoll(sql, { ...state, run, until: clock.now() + leaseMs })
      const { sweep, polledAt, auditedAt } = state
      const [due] = windowsDue(book)
      const isAudited = due === undefined || (auditedAt !== null && auditedAt >= due.to)
      const auditFrom = isAudited ? null : due.from
      return { run, sweep, polledAt, auditedAt, auditFrom, awaited: ordersToConfirm(sql), storageId: storageIdOf(sql) }
    },
    /** Keeps the lease, and where the sweep stands if that is given. False when another run has taken over. */
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
      const telltale = failure !== null && isTold(failure, failures)
      const recovered = complete !== null && state.told
      const now = clock.now()
      const skewed = skewMs !== null && Math.abs(skewMs) > SKEW_MS && now - (state.skewToldAt ?? 0) >= SKEW_AGAIN_MS
      const unlisted = sql.atomically(() => {
        if (failure && telltale) raiseAlert(book, { ...matterOf(failure), why: failure.reason })
        if (recovered) for (const kind of ['poll', 'token'] as const) resolveAlert(book, { kind })
        if (missed.length > 0) raiseAlert(book, { kind: 'missed', why: listed(missed, book.supplier) })
        if (skewed) raiseAlert(book, { kind: 'clock', cause: 'order-api', why: skewWhy(skewMs) })
        writePoll(sql, {
          ...state,
          until: 0,
          // A page that can't be read any more must not be tried for ever.
          sweep: stuck && stuck.runs >= PATIENT_RUNS ? null : sweep,
          stuck,
          polledAt: complete?.startedAt ?? state.polledAt,
          // A new gateway knows no order that could be missing from it: its first sweep needs no audit.
          auditedAt: complete && (complete.audit || state.auditedAt === null) ? complete.startedAt : state.auditedAt,
          failures,
          told: complete === null && (state.told || telltale),
          skewToldAt: skewed ? now : state.skewToldAt,
        })
        return complete !== null && tellUnlisted(book, { startedAt: complete.startedAt, newest })
      })
      if (telltale || recovered || skewed || unlisted || missed.length > 0) acted()
    },
    /** Of these the orders whose latest content here is another one, or that aren't here. */
    findChanged(listed: readonly { readonly orderId: string; readonly digest: string }[]): string[] {
      const ids = listed.map(({ orderId }) => orderId)
      markListed(sql, ids)
      return listed.filter((one) => standingOf(sql, one) !== 'known').map(({ orderId }) => orderId)
    },
    /** How each of these stands here, in their order. */
    compareListed(listed: readonly { readonly orderId: string; readonly digest: string }[]): Standing[] {
      return listed.map((one) => standingOf(sql, one))
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

const isTold = ({ kind }: ApiFailure, failures: number): boolean =>
  kind === 'token' || kind === 'address' || failures >= PATIENT_RUNS

const matterOf = ({ kind }: ApiFailure) =>
  kind === 'token'
    ? ({ kind: 'token' } as const)
    : ({ kind: 'poll', ...(kind === 'address' ? { cause: 'address' } : {}) } as const)

const listed = (numbers: readonly string[], reader: AlertPorts['supplier']): string =>
  `${numbers.length}: ${listText(numbers.slice(0, NAMED_ORDERS), numbers.length, reader)}.`

/** That the order API lists it is written down once. */
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
