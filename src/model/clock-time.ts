import { addDays, localDate, readMoment } from './local-time.ts'

const WORDS = /^(?:(today|tomorrow)\s*)?(?:(?:at\s+)?(\d{1,2}):(\d{2}))?$/i

/**
 * The next time that a person means, on the clock of `zone`: `22:00`, `tomorrow 06:00`, `tomorrow`, or a date with or
 * without a time. A date alone means its beginning. Null for other text.
 */
export function readClockTime(text: string, zone: string, now: number): number | null {
  const asked = text.trim()
  const [whole, word = '', hour, minute = '00'] = WORDS.exec(asked) ?? []
  if (!whole) return instantOf(asked, zone)
  const today = localDate(now, zone)
  const at = (days: number) => instantOf(`${addDays(today, days)}T${(hour ?? '00').padStart(2, '0')}:${minute}`, zone)
  if (word !== '') return at(word.toLowerCase() === 'today' ? 0 : 1)
  const first = at(0)
  return first !== null && first <= now ? at(1) : first
}

function instantOf(text: string, zone: string): number | null {
  const read = readMoment(text, zone)
  return read && (read.instant ?? readMoment(`${read.date}T00:00`, zone)?.instant ?? null)
}
