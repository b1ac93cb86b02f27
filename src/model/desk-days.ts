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
export const daysOf = (timeZone: string, now: number): Days => daysOn(localDate(now, timeZone), timeZone)

/** A day, and the day before, on the supplier's clock. */
export const daysOn = (date: string, zone: string): Days => ({
  ...{ date, zone },
  today: startOf(date, zone),
  yesterday: startOf(addDays(date, -1), zone),
})

/** When the day begins on the supplier's clock. */
export const startOf = (date: string, zone: string): number => readMoment(`${date}T00:00`, zone)?.instant ?? 0
