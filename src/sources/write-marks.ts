import type { MarkBatch, MarkOutcome } from '../outbox/order-api/marking.ts'
import { markBody } from '../profile/api-marks.ts'
import type { OrderApi } from '../profile/order-api.ts'
import type { Supplier } from '../profile/supplier.ts'
import { type ApiSession, openSession, type SessionMeans } from './api-session.ts'
import { accountName, keyFor } from './credentials.ts'

/** One supplier's outbox, as marks are taken from it. */
interface MarkingOutbox {
  takeMarks(): Promise<MarkBatch | null>
  endMarks(batch: MarkBatch, outcome: MarkOutcome): Promise<void>
}

interface MarkPorts extends Omit<SessionMeans, 'hold' | 'patienceMs'> {
  /** A fresh stub on every call. */
  readonly outbox: () => MarkingOutbox
}

/** What a run wrote. */
interface MarkReport {
  marked: number
  refused: number
}

/** While none of a run is taken, and then in all: what is wrong with the form is wrong with every one. */
const VAIN_LIMIT = 3
const REFUSED_LIMIT = 10

/**
 * Writes back to the order API what is due, behind everything else that wants it: in the turns that half a minute's worth leaves free,
 * without waiting for one, and of what this invocation may still spend. Null where nothing is written back.
 */
export async function writeMarks({ api }: Supplier, ports: MarkPorts): Promise<MarkReport | null> {
  if (!api || !(api.marks.fetched || api.marks.viewed)) return null
  const key = keyFor(api, ports.secrets)
  const report: MarkReport = { marked: 0, refused: 0 }
  if (!key) return report
  const modest: OrderApi = { ...api, requestsPerMinute: Math.max(1, Math.floor(api.requestsPerMinute / 2)) }
  const means = { ...ports, hold: async () => true, patienceMs: 0 }
  const session = openSession(modest, await accountName(api, key), key, means)
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

/** False when the run must end. Of a batch that is refused it finds the order that is meant, by halves. */
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
