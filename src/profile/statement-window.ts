import { addDays, localDate, readMoment } from '../local-time.ts'

/** The time one statement speaks of: orders placed from `from` on, and before `to`. */
export interface StatementWindow {
  /** `YYYY-MM-DD`: the day on the supplier's clock on which it ends. */
  readonly date: string
  readonly from: number
  readonly to: number
}

/** The windows since `last` that are over by `now`, oldest first. A day on which the clock skips `at` has its statement an hour earlier. */
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
