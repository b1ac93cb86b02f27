import { readValue, writeValue } from '../facts.ts'
import type { Sql } from '../sql.ts'

/** One reading of the whole list, from its first page to its last, over as many runs as it takes. */
export interface ListScan {
  /** Orders placed since then are read. */
  readonly from: number
  readonly startedAt: number
  /** Where its list begins; another address, after a change of the configuration, is another sweep. */
  readonly first: string
  /** The next page to read; null when the last has been. */
  readonly url: string | null
  /** Every order is compared with the outbox, whatever KV says. */
  readonly audit: boolean
  readonly pages: number
  /** Orders on later pages than the first that nobody knew. */
  readonly beyond: number
  /** Every page told how long the list is, and none that it had become shorter. */
  readonly steady: boolean
  readonly count: number | null
  /** A page could not be read, or sent us elsewhere. */
  readonly damage: ApiFailure | null
}

/** `reason` is a sentence for the operator; never a credential. */
export interface ApiFailure {
  /**
   * `spent`: nothing is wrong, the next run goes on. `gone`: there is no such page. `unreadable`: this page can't be read, others may.
   * `failed`: the API can't be read at all. `token`: our credentials are refused. `address`: we were sent somewhere else.
   */
  readonly kind: 'spent' | 'gone' | 'unreadable' | 'failed' | 'token' | 'address'
  readonly reason: string
}

/** What an outbox remembers of its polls: one row, written whole. */
export interface PollState {
  readonly run: number
  /** The run's lease; 0 when none is under way. */
  readonly until: number
  readonly sweep: ListScan | null
  readonly polledAt: number | null
  readonly auditedAt: number | null
  /** Runs that failed, one after the other. */
  readonly failures: number
  /** The page at which the last of them stopped, and how many stopped there. */
  readonly stuck: { readonly url: string; readonly runs: number } | null
  readonly told: boolean
  /** When it was last told that the API's clock is wrong. */
  readonly skewToldAt: number | null
}

const NEVER_POLLED: PollState = {
  run: 0,
  until: 0,
  sweep: null,
  polledAt: null,
  auditedAt: null,
  failures: 0,
  stuck: null,
  told: false,
  skewToldAt: null,
}

/** How polling goes, without what only a run needs to know. */
export const pollStand = (sql: Sql): Pick<PollState, 'polledAt' | 'auditedAt' | 'failures'> => readPoll(sql)

export function readPoll(sql: Sql): PollState {
  const kept = readValue(sql, 'poll')
  return kept !== null ? { ...NEVER_POLLED, ...JSON.parse(kept) } : NEVER_POLLED
}

export const writePoll = (sql: Sql, state: PollState): void => writeValue(sql, 'poll', JSON.stringify(state))
