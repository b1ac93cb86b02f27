import { addDays, localDate, readMoment } from '../local-time.ts'
import type { Supplier } from './supplier.ts'
import type { Batch } from './timing.ts'

/** So many leave together where the configuration doesn't say. */
export const MOST_ORDERS = 500

/** So long before people would be told that an order has not left for its cut-off, or it would be held as stale. */
const IN_TIME_MS = 600_000

/** Since when an order waits, and what keeps it from waiting too long. */
interface Waiting {
  readonly dueSince: number
  readonly deliveryDate: string | null
  readonly cutOff: number | null
}

/** When an order that waits for others leaves at the latest, in milliseconds since 1970; at once where it is released too late. */
export function batchDeadline(
  { minutes, at = [] }: Batch,
  { timeZone, calendar, maxAgeHours }: Pick<Supplier, 'timeZone' | 'calendar' | 'maxAgeHours'>,
  { dueSince, deliveryDate, cutOff }: Waiting,
): number {
  const moments = at.map((time) => nextAt(time, dueSince, timeZone))
  if (minutes !== undefined) moments.push(dueSince + minutes * 60_000)
  const limits = [dueSince + maxAgeHours * 3_600_000]
  if (cutOff !== null) limits.push(cutOff - (calendar?.warnMinutes ?? 0) * 60_000)
  if (deliveryDate !== null) limits.push(instantOf(addDays(deliveryDate, 1), '00:00', timeZone))
  return Math.max(dueSince, Math.min(...moments, ...limits.map((limit) => limit - IN_TIME_MS)))
}

/** A time that daylight saving skips comes all the same, at the moment it would have been. */
function nextAt(time: string, since: number, zone: string): number {
  const today = localDate(since, zone)
  const moments = [today, addDays(today, 1)].map((date) => instantOf(date, time, zone))
  return moments.find((moment) => moment > since) ?? Number.MAX_SAFE_INTEGER
}

const instantOf = (date: string, time: string, zone: string): number =>
  readMoment(`${date}T${time}`, zone)?.instant ?? Number.MAX_SAFE_INTEGER
