import { addDays, localDate, readMoment, weekdayOf } from '../model/local-time.ts'
import type { QuietHours } from '../profile/alert-settings.ts'

/** When an alert that must respect quiet hours may be sent: `at` itself, or the end of the quiet hours. */
export function quietHoursEnd(at: number, quiet: readonly QuietHours[], zone: string): number {
  let end = at
  // Windows may follow each other. Windows that cover a whole week never end.
  for (let round = 0; round < 14; round++) {
    const later = Math.max(end, ...quiet.map((window) => endOf(window, end, zone)))
    if (later === end) return end
    end = later
  }
  return end
}

/** The end of the window that contains `at`; `at`, when no window does. */
function endOf({ from, to, days }: QuietHours, at: number, zone: string): number {
  const today = localDate(at, zone)
  for (const date of [addDays(today, -1), today]) {
    if (days && !days.includes(weekdayOf(date))) continue
    const begins = instant(date, from, zone)
    const ends = instant(to > from ? date : addDays(date, 1), to, zone)
    if (at >= begins && at < ends) return ends
  }
  return at
}

const instant = (date: string, time: string, zone: string): number =>
  readMoment(`${date}T${time}`, zone)?.instant ?? Number.NaN
