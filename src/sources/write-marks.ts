import type { MarkBatch, MarkOutcome } from '../outbox/order-api/marking.ts'
import { markBody } from '../profile/api-marks.ts'
import type { OrderApi } from '../profile/order-api.ts'
import type { Supplier } from '../profile/supplier.ts'
import { type ApiSession, openSession, type SessionPorts } from './api-session.ts'
import { accountName, keyFor } from './credentials.ts'

/** The supplier's outbox, for writing marks. */
interface MarkingOutbox {
  takeMarks(): Promise<MarkBatch | null>
  endMarks(batch: MarkBatch, outcome: MarkOutcome): Promise<void>
}

interface MarkPorts extends Omit<SessionPorts, 'hold' | 'patienceMs'> {
  /** Returns a fresh stub on every call. */
  readonly outbox: () => MarkingOutbox
}

/** The results of a run. */
interface MarkReport {
  marked: number
  refused: number
}

/** Refusals that end a run: before the first success, and in all. A wrong form fails for every order. */
const VAIN_LIMIT = 3
const REFUSED_LIMIT = 10

/**
 * Writes due marks to the order API with the lowest priority. Uses at most half of the request limit, never waits for
 * a turn, and stays within this invocation's budget. Null when the supplier writes no marks.
 */
export async function writeMarks({ api }: Supplier, ports: MarkPorts): Promise<MarkReport | null> {
  if (!api || !(api.marks.fetched || api.marks.viewed)) return null
  const key = keyFor(api, ports.secrets)
  const report: MarkReport = { marked: 0, refused: 0 }
  if (!key) return report
  const modest: OrderApi = { ...api, requestsPerMinute: Math.max(1, Math.floor(api.requestsPerMinute / 2)) }
  const sessionPorts = { ...ports, hold: async () => true, patienceMs: 0 }
  const session = openSession(modest, await accountName(api, key), key, sessionPorts)
  try {
    let goesOn = true
    while (goesOn) {
      ports.spending.calls++
      const batch = await ports.outbox().takeMarks()
      goesOn = batch !== null && (await writeBatch(batch, { api, session, report, ports }))
    }
  } finally {
    ports.spending.calls++
    await session.close()
  }
  return report
}

interface Run {
  readonly api: OrderApi
  readonly session: ApiSession
  readonly report: MarkReport
  readonly ports: MarkPorts
}

/** False when the run must end. Splits a refused batch in halves to find the refused order. */
async function writeBatch(batch: MarkBatch, run: Run): Promise<boolean> {
  const { api, session, report, ports } = run
  const { mark, orderIds } = batch
  const end = async (outcome: MarkOutcome): Promise<void> => {
    ports.spending.calls++
    await ports.outbox().endMarks(batch, outcome)
  }
  const answer = await session.patch(listUrl(api), markBody(api.marks.body, mark, orderIds))
  if (!answer.ok) {
    await end({ failure: answer.error })
    return false
  }
  if (answer.value === null) {
    report.marked += orderIds.length
    await end('taken')
    return true
  }
  if (orderIds.length > 1) {
    const middle = Math.ceil(orderIds.length / 2)
    const halves = [orderIds.slice(0, middle), orderIds.slice(middle)]
    for (const half of halves) if (!(await writeBatch({ ...batch, orderIds: half }, run))) return false
    return true
  }
  report.refused++
  await end({ status: answer.value })
  return report.refused < (report.marked > 0 ? REFUSED_LIMIT : VAIN_LIMIT)
}

const listUrl = ({ baseUrl, listPath }: OrderApi): string => new URL(listPath, baseUrl).href
