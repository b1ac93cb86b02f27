import type { Language } from '../../model/language.ts'
import { localDate, localMoment } from '../../model/local-time.ts'

const LOCALES: Readonly<Record<Language, string>> = { nl: 'nl-BE', fr: 'fr-BE', de: 'de-DE', en: 'en-GB' }

/** Creating a formatter costs far more than using a formatter. */
const formatters = new Map<Language, Intl.DateTimeFormat>()

function shortFormat(language: Language): Intl.DateTimeFormat {
  const known = formatters.get(language)
  if (known) return known
  const made = new Intl.DateTimeFormat(LOCALES[language], {
    ...{ timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' },
  })
  formatters.set(language, made)
  return made
}

/** `Tue 24 Nov` of a `YYYY-MM-DD` date. */
export const shortDay = (date: string, language: Language): string =>
  shortFormat(language)
    .format(Date.parse(`${date}T00:00:00Z`))
    .replaceAll(/[,.]/g, '')

/** `06:31` on the clock of the zone. */
export const timeOfDay = (moment: number, zone: string): string => localMoment(moment, zone).time.slice(0, 5)

export const timeWithSeconds = (moment: number, zone: string): string => localMoment(moment, zone).time

/** `06:31` today, and `Tue 24 Nov, 06:31` on another day. */
export function moment(at: number, { zone, now, language }: { zone: string; now: number; language: Language }): string {
  const date = localDate(at, zone)
  const time = timeOfDay(at, zone)
  return date === localDate(now, zone) ? time : `${shortDay(date, language)}, ${time}`
}

/** For `datetime` of a `time` element. */
export function isoMoment(at: number, zone: string): string {
  const { date, time, offset } = localMoment(at, zone)
  return `${date}T${time}${offset}`
}

/** `29 min` or `2 h 59`, always rounded down: the page promises no time that is not there. */
export function duration(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
}

/** The form for a narrow place: `29 min`, `2 h 59`, and whole hours from ten hours on. */
export function shortDuration(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000)
  return hours < 10 ? duration(milliseconds) : `${hours} h`
}
