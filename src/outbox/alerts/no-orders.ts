import type { Why } from '../../alerts/why.ts'
import { addDays, localDate, localMinute, localMoment, readMoment } from '../../model/local-time.ts'
import { HOUR_MS, type Traffic } from './traffic.ts'

/** When missing orders raise an alert. */
export interface SilenceRules {
  /** Hours without orders that always raise an alert; null for no limit. */
  readonly limitHours: number | null
  readonly learned: boolean
  readonly zone: string
  /** `YYYY-MM-DD`, in the supplier's time zone: holidays are excluded from the learned traffic. */
  readonly holidays: readonly string[]
}

/** Weeks that are compared, and the number of known weeks needed before the comparison counts. */
const WEEKS = 8
const WEEKS_NEEDED = 4
/**
 * Lowest number of orders in the same hours of every week, and of the average week. When nine orders are expected,
 * chance brings none once in eight thousand times. At a hundred orders a day that is one false alarm in a quarter of a
 * year.
 */
const LEAST = 3
const EXPECTED = 9

/** Why the time without orders up to `now` is longer than usual; null when it is not. */
export function findSilence({ hours, lastAt }: Traffic, rules: SilenceRules, now: number): Why | null {
  const last = localMinute(lastAt, rules.zone)
  const { limitHours } = rules
  if (limitHours !== null && now - lastAt >= limitHours * HOUR_MS)
    return { says: 'silent-limit', last, hours: String(limitHours) }
  if (!rules.learned || touchesHoliday(lastAt, now, rules)) return null
  const first = Math.min(...hours.keys())
  const usual: number[] = []
  for (let week = 1; week <= WEEKS; week++) {
    const from = Math.ceil(weeksBefore(lastAt, week, rules.zone) / HOUR_MS)
    const to = Math.floor(weeksBefore(now, week, rules.zone) / HOUR_MS)
    if (from < first) break
    let orders = 0
    for (let hour = from; hour < to; hour++) orders += hours.get(hour) ?? 0
    usual.push(orders)
  }
  const expected = usual.reduce((sum, orders) => sum + orders, 0) / usual.length
  const isUsual = usual.length < WEEKS_NEEDED || Math.min(...usual) < LEAST || expected < EXPECTED
  return isUsual
    ? null
    : { says: 'silent-learned', last, weeks: String(usual.length), count: String(Math.round(expected)) }
}

/** The same time on the supplier's clock, a number of weeks earlier. */
function weeksBefore(moment: number, weeks: number, zone: string): number {
  const { date, time } = localMoment(moment, zone)
  return readMoment(`${addDays(date, -7 * weeks)}T${time}`, zone)?.instant ?? moment - weeks * 168 * HOUR_MS
}

function touchesHoliday(from: number, to: number, { zone, holidays }: SilenceRules): boolean {
  const [first, last] = [localDate(from, zone), localDate(to, zone)]
  return holidays.some((date) => date >= first && date <= last)
}
