import { findingNote } from '../model/finding.ts'
import { closedReason } from '../model/outbox-closed.ts'
import type { ApiFailure, ListScan } from '../outbox/order-api/poll-state.ts'
import type { PollBegun, PollEnding } from '../outbox/order-api/polling.ts'
import type { CatalogueCopy } from '../profile/catalogue-copy.ts'
import { modeOf, type OrderApi } from '../profile/order-api.ts'
import type { Supplier } from '../profile/supplier.ts'
import type { SeenVersion } from '../steps/accept-ports.ts'
import { type ApiSession, openSession, type SessionPorts } from './api-session.ts'
import { NO_CREDENTIALS } from './api-token.ts'
import { smallerSkew } from './clock-skew.ts'
import { accountName, keyFor } from './credentials.ts'
import { importPage, type ListTaker, later, type TakePorts } from './import-page.ts'
import { continueScan, createListScan, type ScanResult } from './list-scan.ts'
import { sinceInstant } from './listed-order.ts'
import { type EntrySource, withNewestEntries } from './newest-entries.ts'
import { firstPage } from './order-list.ts'
import { emptyReport, type PollReport } from './poll-report.ts'
import { withinBudget } from './run-budget.ts'

/** The supplier's outbox, for the poll. */
interface PollingOutbox extends ListTaker, EntrySource {
  beginPoll(leaseMs: number): Promise<PollBegun | null>
  keepPoll(run: number, leaseMs: number, sweep?: ListScan): Promise<boolean>
  endPoll(run: number, ending: PollEnding): Promise<void>
}

export interface PollPorts extends TakePorts, Omit<SessionPorts, 'hold'> {
  readonly catalogue: CatalogueCopy
  /** Returns a fresh stub on every call, because a stub that threw may stay broken. */
  readonly outbox: () => PollingOutbox
}

/** A run's lease outlives a request by this slack; each page renews the lease. */
const LEASE_SLACK_MS = 5_000
const AUDIT_EVERY_MS = 86_400_000
const HOUR_MS = 3_600_000

/**
 * Reads the order API and submits every order that the webhook missed to the same outbox. Never imports orders from
 * before `since`.
 */
export async function poll(configured: Supplier, ports: PollPorts): Promise<PollReport> {
  const report = emptyReport()
  const { api } = configured
  if (!api)
    return {
      ...report,
      reason: findingNote('no-api'),
    }
  const { spending } = ports
  const requestsBefore = spending.requests
  spending.calls += 3
  const begun = await ports
    .outbox()
    .beginPoll(leaseOf(api))
    .catch((error: unknown) => closedReason(error) ?? findingNote('outbox-unreached'))
  if (typeof begun === 'string') return { ...report, reason: begun }
  if (!begun) return { ...report, reason: findingNote('other-run') }
  const supplier = await withNewestEntries(configured, ports)
  const read: Read = { missed: [], newest: null }
  const stored = new Map<string, SeenVersion>()
  const headerFindings: HeaderFindings = { skewMs: null }
  const ended = await run({ supplier, api, begun, report, read, stored, headerFindings, ports }).catch(() => FAULT)
  const missed = modeOf(api, supplier.webhook) === 'webhook' ? read.missed : []
  const ending = { ...endingOf(ended), missed, newest: read.newest, skewMs: headerFindings.skewMs }
  await ports
    .outbox()
    .endPoll(begun.run, ending)
    .catch(() => {})
  // Written last: the cache matters least, and this invocation may have few calls left.
  await ports.seen.putAll(withinBudget(stored, spending, api))
  report.requests = spending.requests - requestsBefore
  if (ended.end === 'complete') return { ...report, complete: true }
  return { ...report, reason: ended.failure.reason, ...(ended.failure.kind === 'budget-used' ? { resumes: true } : {}) }
}

/** Results that a run collects. */
interface Read {
  /** The numbers of orders in their first version. */
  readonly missed: string[]
  /** The newest order time. */
  newest: number | null
}

interface Run {
  readonly supplier: Supplier
  readonly api: OrderApi
  readonly begun: PollBegun
  readonly report: PollReport
  readonly read: Read
  readonly stored: Map<string, SeenVersion>
  readonly headerFindings: HeaderFindings
  readonly ports: PollPorts
}

/** Results from the headers of the answers. */
interface HeaderFindings {
  skewMs: number | null
}

type Ended = ScanResult | { readonly end: 'stopped'; readonly scan: null; readonly failure: ApiFailure }

async function run({ supplier, api, begun, report, read, stored, headerFindings, ports }: Run): Promise<Ended> {
  const { clock, secrets, spending } = ports
  const key = keyFor(api, secrets)
  if (!key) return { end: 'stopped', scan: null, failure: NO_CREDENTIALS }
  const leaseMs = leaseOf(api)
  let heldUntil = clock.now() + leaseMs
  const keep = (milliseconds: number, sweep?: ListScan): Promise<boolean> => {
    spending.calls++
    heldUntil = clock.now() + milliseconds
    return ports
      .outbox()
      .keepPoll(begun.run, milliseconds, sweep)
      .catch(() => false)
  }
  const hold = async (milliseconds: number): Promise<boolean> =>
    clock.now() + milliseconds <= heldUntil || keep(milliseconds + LEASE_SLACK_MS)
  const session = openSession(api, await accountName(api, key), key, { ...ports, hold })
  const listening: Pick<ApiSession, 'get'> = {
    async get(url) {
      const answer = await session.get(url)
      if (answer.ok) headerFindings.skewMs = smallerSkew(headerFindings.skewMs, answer.value.skewMs)
      return answer
    },
  }
  const since = sinceInstant(api, supplier)
  const sweep = sweepFor(api, begun, since, clock.now())
  const { audit } = sweep
  const awaited = new Set(begun.awaited)
  const { storageId } = begun
  const taking = { supplier, since, storageId, audit, awaited, report, handled: new Set<string>(), stored, ports }
  async function take(orders: readonly string[]) {
    const taken = await importPage(orders, taking)
    report.pages++
    read.missed.push(...(taken?.first ?? []))
    read.newest = later(read.newest, taken?.newest ?? null)
    return taken
  }
  try {
    return await continueScan(sweep, { api, session: listening, take, keep: (stand) => keep(leaseMs, stand) })
  } finally {
    spending.calls++
    await session.close()
  }
}

const leaseOf = ({ timeoutSeconds }: OrderApi): number => timeoutSeconds * 1000 + LEASE_SLACK_MS

/**
 * Continues the scan of an earlier run, unless the configuration has changed since. A new scan starts `overlapHours`
 * before the last complete scan.
 */
function sweepFor(api: OrderApi, begun: PollBegun, since: number, now: number): ListScan {
  const { sweep, polledAt, auditedAt, auditFrom } = begun
  if (sweep && sweep.from >= since && sweep.first === firstPage(api, sweep.from)) return sweep
  const back = polledAt === null ? since : polledAt - api.overlapHours * HOUR_MS
  const from = Math.max(since, Math.min(back, auditFrom ?? back))
  return createListScan(api, from, now, auditFrom !== null || (auditedAt !== null && now - auditedAt >= AUDIT_EVERY_MS))
}

function endingOf(ended: Ended): Pick<PollEnding, 'sweep' | 'complete' | 'failure'> {
  if (ended.end === 'complete') return { sweep: null, complete: ended.scan, failure: null }
  const failure = ended.failure.kind === 'budget-used' ? null : ended.failure
  // A scan with an unreadable page starts again at its original time.
  const isLost = ended.end === 'damaged' || failure?.kind === 'unreadable'
  return { sweep: isLost ? null : ended.scan, complete: null, failure }
}

const FAULT: Ended = {
  end: 'stopped',
  scan: null,
  failure: { kind: 'failed', reason: findingNote('api-read-fault') },
}
