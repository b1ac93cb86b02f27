import { DAY_MS } from './day.ts'
import type { LocalMoment } from './order/order.ts'

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/

/** A date or a time, parsed from text. */
interface WrittenMoment {
  /** The date as written, in the zone of the text. */
  readonly date: string
  /** Milliseconds since 1970; null for a date without a time. */
  readonly instant: number | null
  /** The text says 00:00:00, in the zone of the text. */
  readonly midnight: boolean
}

/** Reads ISO 8601. `zone` applies to a time without a zone. Null for any text that is not a date of the calendar. */
export function readMoment(text: string, zone: string): WrittenMoment | null {
  const match = ISO.exec(text.trim())
  if (!match) return null
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset] = match
  const date = `${year}-${month}-${day}`
  if (!isCalendarDate(date)) return null
  if (hour === undefined || minute === undefined) return { date, instant: null, midnight: true }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const wall = Date.parse(`${date}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  const minutes = offset === undefined ? null : offsetMinutes(offset)
  if (minutes === undefined) return null
  const instant = minutes === null ? fromWallClock(wall, zone) : wall - minutes * 60_000
  return { date, instant, midnight: /^0+$/.test(hour + minute + second + fraction) }
}

export function localMoment(instant: number, zone: string): LocalMoment {
  const minutes = zoneOffset(instant, zone)
  const iso = new Date(instant + minutes * 60_000).toISOString()
  const size = Math.abs(minutes)
  const pad = (value: number): string => String(value).padStart(2, '0')
  return {
    date: iso.slice(0, -14),
    time: iso.slice(-13, -5),
    offset: `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`,
  }
}

export const localDate = (instant: number, zone: string): string => localMoment(instant, zone).date

/** The form for people: `2026-11-24 09:15`. */
export function localMinute(instant: number, zone: string): string {
  const { date, time } = localMoment(instant, zone)
  return `${date} ${time.slice(0, 5)}`
}

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** `date`: `YYYY-MM-DD`. */
export const weekdayOf = (date: string): Weekday => WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sun'

/** Adds `days` days to a `YYYY-MM-DD` date. A negative number subtracts. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, -14)

/** `date`: `YYYY-MM-DD`. `Date` reads the 30th of February as a day in March, so the day of the month differs. */
export const isCalendarDate = (date: string): boolean =>
  new Date(`${date}T00:00:00Z`).getUTCDate() === Number(date.slice(-2))

/** Undefined for an offset that no time zone has. */
function offsetMinutes(offset: string): number | undefined {
  if (offset === 'Z' || offset === 'z') return 0
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(':', '') || '0')]
  if (hours > 14 || minutes > 59) return undefined
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/** A time that the clock change skips gets the offset before the change. A repeated time means the first occurrence. */
function fromWallClock(wall: number, zone: string): number {
  const before = wall - zoneOffset(wall - DAY_MS, zone) * 60_000
  if (before + zoneOffset(before, zone) * 60_000 === wall) return before
  const after = wall - zoneOffset(wall + DAY_MS, zone) * 60_000
  return after + zoneOffset(after, zone) * 60_000 === wall ? after : before
}

/**
 * Clock changes happen on the quarter hour, and reading an offset costs more than all other work on a time. So the
 * cache keeps offsets per quarter hour.
 */
const QUARTER_MS = 900_000
const offsets = new Map<string, number>()
const OFFSETS_KEPT = 1_000

/** Minutes east of UTC at `instant`. */
function zoneOffset(instant: number, zone: string): number {
  if (zone === 'UTC') return 0
  const quarter = `${zone} ${Math.floor(instant / QUARTER_MS)}`
  let offset = offsets.get(quarter)
  if (offset === undefined) {
    if (offsets.size >= OFFSETS_KEPT) offsets.clear()
    offset = readOffset(instant, zone)
    offsets.set(quarter, offset)
  }
  return offset
}

/** Creating a formatter costs far more than using a formatter. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function readOffset(instant: number, zone: string): number {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(zone, formatter)
  }
  const part: Record<string, number> = {}
  for (const { type, value } of formatter.formatToParts(instant)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  return Math.round((wall - Math.floor(instant / 1000) * 1000) / 60_000)
}

/** ISO 8601 in UTC, from milliseconds since 1970. */
export const utcTime = (moment: number): string => new Date(moment).toISOString()
