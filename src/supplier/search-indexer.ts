import { indexNext, rowsBehind, SEARCHED_EVENTS, SEARCHED_ORDERS } from '../outbox/search/search-index.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'

/** Brings the search index up to date, a few rows at a time. */
export type SearchIndexer = ReturnType<typeof createSearchIndexer>

/** Calls wait while rows are added, so there may be no more. */
const SLICE = 200
/** A search reads each row that the index lacks, so no more may wait for a quiet moment. */
const MOST_BEHIND = 400
/** Orders that arrive together get their answers first: a group of rows takes as long as ten accepts. */
const QUIET_MS = 1_000
/** Leaves time for other calls while the orders of years are added. */
const PAUSE_MS = 200
const CHECK_MS = 60_000

export function createSearchIndexer({ sql, clock }: Pick<DispatcherPorts, 'sql' | 'clock'>) {
  let at = Number.POSITIVE_INFINITY
  let checkAt = 0
  let acceptedAt = Number.NEGATIVE_INFINITY
  /** Orders since the last check. */
  let accepted = 0

  const quietAt = (behind: number): number => acceptedAt + (behind < MOST_BEHIND ? QUIET_MS : 0)

  return {
    /** When the next rows are added; infinity when the index lacks few rows. */
    get at() {
      return at
    },
    /** An order was accepted. */
    expect(): void {
      acceptedAt = clock.now()
      if (++accepted >= SLICE) at = Math.min(at, quietAt(accepted))
    },
    /** Adds the next rows. The alarm calls this until the index lacks few rows. */
    look(): void {
      const now = clock.now()
      if (now < Math.min(at, checkAt)) return
      const behind = rowsBehind(sql)
      const isDue = behind >= SLICE && now >= quietAt(behind)
      accepted = behind
      checkAt = now + CHECK_MS
      at = behind < SLICE ? Number.POSITIVE_INFINITY : quietAt(behind)
      if (!isDue) return
      const isMore = [SEARCHED_ORDERS, SEARCHED_EVENTS].filter((searched) => indexNext(sql, searched, SLICE)).length > 0
      accepted = Math.max(0, behind - SLICE)
      at = isMore ? Math.max(now + PAUSE_MS, quietAt(accepted)) : Number.POSITIVE_INFINITY
    },
  }
}
