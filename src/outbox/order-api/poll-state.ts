import { readValue, writeValue } from '../facts.ts'
import type { Sql } from '../sql.ts'

/** A reading of the whole list, from its first page to its last, in as many runs as needed. */
export interface ListScan {
  /** Reads orders placed since then. */
  readonly from: number
  readonly startedAt: number
  /** Address of the first page; another address, after a change of the configuration, starts another scan. */
  readonly first: string
  /** The next page to read; null after the last page. */
  readonly url: string | null
  /** An audit compares every order with the outbox, and ignores the seen cache. */
  readonly audit: boolean
  readonly pages: number
  /** Unknown orders on later pages than the first. */
  readonly beyond: number
  /** Every page stated the length of the list, and the length never fell. */
  readonly steady: boolean
  readonly count: number | null
  /** A page could not be read, or redirected to another address. */
  readonly damage: ApiFailure | null
}

/** `reason` is a sentence for the operator; never a credential. */
export interface ApiFailure {
  /**
   * `budget-used`: no error, the next run continues. `page-not-found`: the page does not exist. `unreadable`: this page cannot be read,
   * others may. `failed`: no page of the API can be read. `token`: the API refused the gateway's credentials.
   * `address`: the API redirected to another address.
   */
  readonly kind: 'budget-used' | 'page-not-found' | 'unreadable' | 'failed' | 'token' | 'address'
  readonly reason: string
}

/** An outbox's poll state: one row, always written complete. */
export interface PollState {
  readonly run: number
  /** The end of the run's lease; 0 when no run is under way. */
  readonly until: number
  readonly sweep: ListScan | null
  readonly polledAt: number | null
  readonly auditedAt: number | null
  /** Failed runs in a row. */
  readonly failures: number
  /** The page at which the last failed run stopped, and the number of runs that stopped there. */
  readonly stuck: { readonly url: string; readonly runs: number } | null
  readonly alerted: boolean
  /** When the last alert about the API's clock was raised. */
  readonly skewAlertedAt: number | null
}

const NEVER_POLLED: PollState = {
  run: 0,
  until: 0,
  sweep: null,
  polledAt: null,
  auditedAt: null,
  failures: 0,
  stuck: null,
  alerted: false,
  skewAlertedAt: null,
}

/** Progress of the polls, without the details that only a run needs. */
export const pollStand = (sql: Sql): Pick<PollState, 'polledAt' | 'auditedAt' | 'failures'> => readPoll(sql)

export function readPoll(sql: Sql): PollState {
  const kept = readValue(sql, 'poll')
  return kept !== null ? { ...NEVER_POLLED, ...JSON.parse(kept) } : NEVER_POLLED
}

export const writePoll = (sql: Sql, state: PollState): void => writeValue(sql, 'poll', JSON.stringify(state))
