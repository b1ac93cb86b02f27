import { isForOne, type Mark, type Marks, marksOn } from '../../profile/api-marks.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { type AlertPorts, raiseAlert } from '../alerts/raise-alert.ts'
import { readValue, writeValue } from '../facts.ts'
import type { Sql } from '../sql.ts'
import { abandonMark, dueMarks, leaseMarks, marked, recordMarkAttempt, requestMark } from './marks.ts'
import type { ApiFailure } from './poll-state.ts'

/** Orders to be marked in one request. */
export interface MarkBatch {
  readonly mark: Mark
  readonly orderIds: readonly string[]
  /** Apicbase has accepted a mark in this form before, so a refusal now concerns the order. */
  readonly proven: boolean
}

/** Result of one request. `status`: the 4xx status of a refusal. */
export type MarkOutcome = 'taken' | { readonly status: number } | { readonly failure: ApiFailure }

interface MarkingBook extends AlertPorts {
  readonly supplier: Supplier
}

const BATCH = 50
/** Longer than any run. */
const LEASE_MS = 900_000
/** Apicbase counts an order as sent only after the gateway's answer. */
const ANSWERED_MS = 120_000
const HOUR_MS = 3_600_000
const FIRST_WAIT_MS = 300_000
/** About a day. */
const TRIES = 24

/** Runs in the transaction that accepts a version. */
export function wantMarks({ sql, supplier, clock }: MarkingBook, orderId: string, source: 'webhook' | 'poll'): void {
  const from = clock.now() + (source === 'webhook' ? ANSWERED_MS : 0)
  for (const mark of supplier.api ? marksOn(supplier.api.marks) : []) requestMark(sql, orderId, mark, from)
}

/** The queue of marks, processed when no poll needs the order API. */
export function createMarkQueue(book: MarkingBook, afterCommand: () => void) {
  const { sql, clock, supplier } = book

  function refused(mark: Mark, orderId: string, status: number, isProven: boolean): void {
    const now = clock.now()
    const failure = `Apicbase answered ${status}.`
    // Apicbase may list the unknown order later.
    const attempts = recordMarkAttempt(sql, mark, orderId, now + HOUR_MS, failure)
    const isOver = attempts >= TRIES || (isProven && status !== 404)
    if (isOver) abandonMark(sql, orderId, mark, failure, now)
    if (isOver || !isProven) raiseAlert(book, { kind: 'marking-failed', orderId, why: failure })
  }

  function failed(mark: Mark, orderIds: readonly string[], { kind, reason }: ApiFailure): void {
    const now = clock.now()
    if (kind === 'budget-used') {
      leaseMarks(sql, mark, orderIds, now)
      return
    }
    if (kind === 'token') raiseAlert(book, { kind: 'marking-failed', why: reason })
    for (const orderId of orderIds) {
      const attempts = recordMarkAttempt(sql, mark, orderId, now, reason)
      leaseMarks(sql, mark, [orderId], now + Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), HOUR_MS))
      if (attempts < TRIES) continue
      abandonMark(sql, orderId, mark, reason, now)
      raiseAlert(book, { kind: 'marking-failed', orderId, why: reason })
    }
  }

  return {
    /** Leases the next marks; null when none is due. No other run gets leased marks until the lease ends. */
    takeMarks(): MarkBatch | null {
      const marks = supplier.api?.marks
      if (!marks) return null
      const now = clock.now()
      return sql.atomically(() => {
        const on = marksOn(marks)
        for (const [at, mark] of on.entries()) {
          const proven = isProven(sql, mark, marks)
          const limit = proven && !isForOne(marks.body) ? BATCH : 1
          const orderIds = dueMarks(sql, mark, on.slice(0, at), limit, now)
          if (orderIds.length === 0) continue
          leaseMarks(sql, mark, orderIds, now + LEASE_MS)
          return { mark, orderIds, proven }
        }
        return null
      })
    },
    endMarks({ mark, orderIds, proven }: MarkBatch, outcome: MarkOutcome): void {
      sql.atomically(() => {
        if (outcome === 'taken') {
          marked(sql, mark, orderIds, clock.now())
          if (supplier.api) prove(sql, mark, supplier.api.marks)
        } else if ('status' in outcome) {
          for (const orderId of orderIds) refused(mark, orderId, outcome.status, proven)
        } else failed(mark, orderIds, outcome.failure)
      })
      afterCommand()
    },
  }
}

/** Name of the stored form that Apicbase last accepted for a mark. */
const proofName = (mark: Mark): string => `mark-${mark}`

const isProven = (sql: Sql, mark: Mark, { body }: Marks): boolean =>
  readValue(sql, proofName(mark)) === JSON.stringify(body)

const prove = (sql: Sql, mark: Mark, marks: Marks): void => {
  if (!isProven(sql, mark, marks)) writeValue(sql, proofName(mark), JSON.stringify(marks.body))
}
