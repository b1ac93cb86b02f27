import { indexNext, SEARCHED_EVENTS, SEARCHED_ORDERS } from '../outbox/search/search-index.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'

/** Brings the search index up to date, a few rows at a time. */
export type SearchIndexer = ReturnType<typeof createSearchIndexer>

/** A search reads the rows that the index lacks, so there may be as many. Calls wait meanwhile, so there may be no more. */
const SLICE = 200
/** Leaves time for other calls while the orders of years are added. */
const PAUSE_MS = 200
const CHECK_MS = 60_000

export function createSearchIndexer({ sql, clock }: Pick<DispatcherPorts, 'sql' | 'clock'>) {
  let at = Number.POSITIVE_INFINITY
  let checkAt = 0
  let accepted = 0
  return {
    /** When the next rows are added; infinity when the index lacks few rows. */
    get at() {
      return at
    },
    /** An order was accepted. */
    expect(): void {
      if (++accepted >= SLICE) at = Math.min(at, clock.now())
    },
    /** Adds the next rows. The alarm calls this until the index lacks few rows. */
    look(): void {
      const now = clock.now()
      if (now < Math.min(at, checkAt)) return
      accepted = 0
      checkAt = now + CHECK_MS
      at = Number.POSITIVE_INFINITY
      const isMore = [SEARCHED_ORDERS, SEARCHED_EVENTS].filter((searched) => indexNext(sql, searched, SLICE)).length > 0
      if (isMore) at = now + PAUSE_MS
    },
  }
}
