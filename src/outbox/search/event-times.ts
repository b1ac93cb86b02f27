import { addDays, readMoment } from '../../model/local-time.ts'
import type { Sql } from '../sql.ts'
import { ALL_PLACES, type SeqRange } from './received-days.ts'

/** Calendar days, `YYYY-MM-DD`, each inclusive. Null for no limit. */
export interface DayRange {
  readonly from?: string | null
  readonly to?: string | null
}

/** A period in milliseconds since 1970, without its end. */
export interface Period {
  readonly begin: number
  readonly end: number
}

/** The period from the begin of the first day to the end of the last day, on the clock of the zone. */
export const periodOf = ({ from = null, to = null }: DayRange, zone: string): Period => ({
  begin: from === null ? Number.MIN_SAFE_INTEGER : midnight(from, zone),
  end: to === null ? Number.MAX_SAFE_INTEGER : midnight(addDays(to, 1), zone),
})

const midnight = (date: string, zone: string): number =>
  readMoment(`${date}T00:00`, zone)?.instant ?? Number.MAX_SAFE_INTEGER

/** Clocks of two machines differ a little, so an action may have an earlier time than the action before. */
const MOST_OUT_OF_PLACE = 100

/** Places of the actions of a period. An action at such a place may have another time, so the caller compares the time. */
export function placesOfActions(sql: Sql, { begin, end }: Period): SeqRange {
  const place = (extreme: 'min' | 'max', where: string, order: 'ASC' | 'DESC', at: number): number | null =>
    sql.all<{ seq: number | null }>(
      `SELECT ${extreme}(seq) AS seq FROM (SELECT seq FROM events WHERE at ${where} ? ORDER BY at ${order} LIMIT ${MOST_OUT_OF_PLACE})`,
      at,
    )[0]?.seq ?? null
  const first = begin === Number.MIN_SAFE_INTEGER ? ALL_PLACES.first : place('min', '>=', 'ASC', begin)
  const last = end === Number.MAX_SAFE_INTEGER ? ALL_PLACES.last : place('max', '<', 'DESC', end)
  return { first: first ?? 1, last: first === null || last === null ? 0 : last, read: 2 * MOST_OUT_OF_PLACE }
}
