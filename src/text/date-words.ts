/** Dates as people of a language write them. Pure tables, because the runtimes that read the texts have other `Intl` data. */
export type DateLanguage = 'en' | 'nl' | 'fr' | 'de'

interface DateWords {
  /** From Sunday. */
  readonly days: readonly string[]
  readonly months: readonly string[]
  readonly day: (weekday: string, day: number, month: string) => string
  /** A time after its day. */
  readonly at: (day: string, time: string) => string
  readonly time: (time: string) => string
}

const words: Readonly<Record<DateLanguage, DateWords>> = {
  en: {
    days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    months: [
      ...['January', 'February', 'March', 'April', 'May', 'June'],
      ...['July', 'August', 'September', 'October', 'November', 'December'],
    ],
    day: (weekday, day, month) => `${weekday} ${day} ${month}`,
    at: (day, time) => `${day} at ${time}`,
    time: (time) => time,
  },
  nl: {
    days: ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'],
    months: [
      ...['januari', 'februari', 'maart', 'april', 'mei', 'juni'],
      ...['juli', 'augustus', 'september', 'oktober', 'november', 'december'],
    ],
    day: (weekday, day, month) => `${weekday} ${day} ${month}`,
    at: (day, time) => `${day} om ${time}`,
    time: (time) => time,
  },
  fr: {
    days: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
    months: [
      ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin'],
      ...['juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
    ],
    day: (weekday, day, month) => `${weekday} ${day === 1 ? '1er' : day} ${month}`,
    at: (day, time) => `${day} à ${time}`,
    time: (time) => time,
  },
  de: {
    days: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
    months: [
      ...['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni'],
      ...['Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
    ],
    day: (weekday, day, month) => `${weekday}, ${day}. ${month}`,
    at: (day, time) => `${day}, ${time}`,
    time: (time) => `${time} Uhr`,
  },
}

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}:\d{2}))?$/

/** The weekday of a `YYYY-MM-DD` date. */
export const weekdayWord = (date: string, language: DateLanguage): string =>
  words[language].days[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''

/** The weekday, the day and the month of a `YYYY-MM-DD` date: `Thursday 26 November`. */
export function dayWords(date: string, language: DateLanguage): string {
  const { days, months, day } = words[language]
  const moment = new Date(`${date}T00:00:00Z`)
  return day(days[moment.getUTCDay()] ?? '', moment.getUTCDate(), months[moment.getUTCMonth()] ?? '')
}

/** A time of day, as `10:00` or `10:00 Uhr`. */
export const timeWords = (time: string, language: DateLanguage): string => words[language].time(time)

/**
 * Puts `2026-11-26` and `2026-11-26 10:00` into words, and leaves any other text unchanged. A date alone keeps its year,
 * because a wrong year must be visible; a time is always near.
 */
export function dateWords(text: string, language: DateLanguage): string {
  const [, year, month, day, time] = WRITTEN.exec(text) ?? []
  if (year === undefined) return text
  const inWords = dayWords(`${year}-${month}-${day}`, language)
  const { at } = words[language]
  return time === undefined ? `${inWords} ${year}` : at(inWords, timeWords(time, language))
}

/** Names of the values that hold a date or a time. Other values may only look like a date, such as an order number. */
const DATES: ReadonlySet<string> = new Set(['date', 'first', 'last', 'since', 'until'])

/** The values of a sentence, with its dates in the language of the sentence. */
export const withDateWords = (
  values: Readonly<Record<string, string>>,
  language: DateLanguage,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, DATES.has(name) ? dateWords(value, language) : value]),
  )
