import { DAY_MS } from '../../model/day.ts'

/** Letters for private use, so no number of an order looks like a mark. */
const MARK = 0xf8ff
const FIRST = 0xe000
const BASE = 1_024

/**
 * A delivery day as three letters, which are one term of the search index. The digits of a date would be several terms,
 * and nearly every order of a year has these terms.
 */
export function dayMark(date: string): string {
  const day = Math.floor(Date.parse(date) / DAY_MS)
  if (!(day >= 0 && day < BASE * BASE)) return ''
  return String.fromCodePoint(MARK, FIRST + Math.floor(day / BASE), FIRST + (day % BASE))
}

/** `dayMark` in SQL, for orders with a search text from before the marks. A test proves that both agree. */
export const dayMarkSql = (date: string): string => {
  const day = `CAST(julianday(${date}) - 2440587.5 AS INTEGER)`
  return `char(${MARK}, ${FIRST} + ${day} / ${BASE}, ${FIRST} + ${day} % ${BASE})`
}

export const HAS_NO_MARK = `instr(search_text, char(${MARK})) = 0`
