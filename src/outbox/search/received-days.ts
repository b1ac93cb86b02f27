import { DAY_MS } from '../../model/day.ts'
import type { Sql } from '../sql.ts'

/** Places of orders that may have been received in a period. */
export interface SeqRange {
  readonly first: number
  readonly last: number
  /** The rows that were read for the answer. */
  readonly read: number
}

export const ALL_PLACES: SeqRange = { first: 0, last: Number.MAX_SAFE_INTEGER - 1, read: 0 }

/** Adds the days of the orders after `?1` up to `?2`. */
export const ADD_RECEIVED_DAYS = `INSERT INTO received_days (day, first_seq, last_seq)
  SELECT first_at / ${DAY_MS}, min(seq), max(seq) FROM orders WHERE seq > ?1 AND seq <= ?2 GROUP BY 1
  ON CONFLICT (day) DO UPDATE SET
    first_seq = min(first_seq, excluded.first_seq), last_seq = max(last_seq, excluded.last_seq)`

/**
 * Places of the indexed orders that were received from one moment up to before another moment. An order at such a place
 * may have another day, so the caller compares the day.
 */
export function receivedBetween(sql: Sql, from: number, end: number): SeqRange {
  const [found] = sql.all<{ first: number | null; last: number | null; read: number }>(
    'SELECT min(first_seq) AS first, max(last_seq) AS last, count(*) AS read FROM received_days WHERE day >= ? AND day <= ?',
    Math.floor(from / DAY_MS),
    Math.floor((end - 1) / DAY_MS),
  )
  return { first: found?.first ?? 1, last: found?.last ?? 0, read: found?.read ?? 0 }
}
