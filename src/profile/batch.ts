import { addDays, localDate, readMoment } from '../model/local-time.ts'
import type { Supplier } from './supplier.ts'
import type { Batch } from './timing.ts'

/** The default for the most orders in one interchange. */
export const MOST_ORDERS = 500

/** Time between a batch's deadline and the cut-off alert, or the hold as stale. */
const IN_TIME_MS = 600_000

/** The start of an order's wait, and the limits of the wait. */
interface Waiting {
  readonly dueSince: number
  readonly deliveryDate: string | null
  readonly cutOff: number | null
}

/**
 * The latest time at which a waiting order is sent, in milliseconds since 1970. An order released too late is sent at
 * once.
 */
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

/** A time that the clock change skips still counts, at the moment at which the time would have come. */
function nextAt(time: string, since: number, zone: string): number {
  const today = localDate(since, zone)
  const moments = [today, addDays(today, 1)].map((date) => instantOf(date, time, zone))
  return moments.find((moment) => moment > since) ?? Number.MAX_SAFE_INTEGER
}

const instantOf = (date: string, time: string, zone: string): number =>
  readMoment(`${date}T${time}`, zone)?.instant ?? Number.MAX_SAFE_INTEGER
