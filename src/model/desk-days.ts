import { addDays, localDate, readMoment } from './local-time.ts'

/** `today`, `yesterday`: when these days began on the supplier's clock, in milliseconds since 1970. */
export interface Days {
  /** `YYYY-MM-DD` on the supplier's clock. */
  readonly date: string
  readonly zone: string
  readonly today: number
  readonly yesterday: number
}

/** Today and yesterday on the supplier's clock. */
export function daysOf(timeZone: string, now: number): Days {
  const date = localDate(now, timeZone)
  const startOf = (day: string): number => readMoment(`${day}T00:00`, timeZone)?.instant ?? now
  return { date, zone: timeZone, today: startOf(date), yesterday: startOf(addDays(date, -1)) }
}
