import { addDays, localDate, readMoment } from '../model/local-time.ts'

/** The period of a statement: orders placed from `from` on and before `to`. */
export interface StatementWindow {
  /** The day on which the period ends in the supplier's time zone, `YYYY-MM-DD`. */
  readonly date: string
  readonly from: number
  readonly to: number
}

/**
 * Returns the periods since `last` that have ended by `now`, oldest first. On a day when the clock change skips `at`,
 * the period ends an hour earlier.
 */
export function windowsSince(last: number, now: number, at: string, zone: string): StatementWindow[] {
  const windows: StatementWindow[] = []
  let from = last
  for (let date = localDate(last, zone); ; date = addDays(date, 1)) {
    const to = readMoment(`${date}T${at}`, zone)?.instant
    if (to === null || to === undefined) throw new Error(`There is no ${at} on ${date}.`)
    if (to > now) return windows
    if (to <= last) continue
    windows.push({ date, from, to })
    from = to
  }
}
