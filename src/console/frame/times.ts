import type { Language } from '../../model/language.ts'
import { localDate, localMoment } from '../../model/local-time.ts'
import { timeWords } from '../../text/date-words.ts'

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

/** `Tue 24 Nov` of a `YYYY-MM-DD` date. French and German abbreviations keep their full stop. */
export function shortDay(date: string, language: Language): string {
  const day = shortFormat(language).format(Date.parse(`${date}T00:00:00Z`))
  if (language === 'de') return day
  return language === 'fr' ? day.replace(/\b1 /, '1er ') : day.replaceAll(/[,.]/g, '')
}

/** `06:31` on the clock of the zone. */
export const timeOfDay = (moment: number, zone: string): string => localMoment(moment, zone).time.slice(0, 5)

export const timeWithSeconds = (moment: number, zone: string): string => localMoment(moment, zone).time

/** For whom a time is written. */
interface Reader {
  readonly now: number
  readonly language: Language
}

/** `06:31` today, and `Tue 24 Nov, 06:31` on another day. */
export function moment(at: string | number, { now, language }: Reader, zone: string): string {
  const instant = new Date(at).getTime()
  const date = localDate(instant, zone)
  const inWords = timeWords(timeOfDay(instant, zone), language)
  return date === localDate(now, zone) ? inWords : `${shortDay(date, language)}, ${inWords}`
}

/** For `datetime` of a `time` element. */
export function isoMoment(at: number, zone: string): string {
  const { date, time, offset } = localMoment(at, zone)
  return `${date}T${time}${offset}`
}

const HOURS: Readonly<Record<Language, string>> = { nl: 'u', fr: 'h', de: 'Std.', en: 'h' }
const DAYS: Readonly<Record<Language, string>> = { nl: 'dagen', fr: 'jours', de: 'Tage', en: 'days' }
/** From two days on, people count in days. */
const MOST_HOURS = 48

/** `29 min`, `2 h 59` or `3 days`, always rounded down: the page promises no time that is not there. */
export const duration = (milliseconds: number, language: Language): string =>
  minutesText(Math.max(0, Math.floor(milliseconds / 60_000)), language)

/** `29 min`, `2 h 59` or `3 days`. */
export function minutesText(minutes: number, language: Language): string {
  const unit = language === 'de' ? 'Min.' : 'min'
  if (minutes < 60) return `${minutes} ${unit}`
  const [hours, rest] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0')]
  if (hours >= MOST_HOURS) return `${Math.floor(hours / 24)} ${DAYS[language]}`
  return language === 'de' ? `${hours} Std. ${rest} ${unit}` : `${hours} ${HOURS[language]} ${rest}`
}

/** The form for a narrow place: `29 min`, `2 h 59`, whole hours from ten hours on, and days from two days on. */
export function shortDuration(milliseconds: number, language: Language): string {
  const hours = Math.floor(milliseconds / 3_600_000)
  if (hours >= MOST_HOURS) return duration(milliseconds, language)
  // The German words are wider than the place; a German desk knows the signs of English.
  const signs = language === 'de' ? 'en' : language
  return hours < 10 ? duration(milliseconds, signs) : `${hours} ${HOURS[signs]}`
}
