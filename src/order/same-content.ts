/** Before the time in a content digest. No hexadecimal digit: a digest that was written before this mark has no time. */
export const TIME_MARK = '@'

/**
 * Whether two contents are one version. A bare date is no other version than the same day with an hour, so that equal digests
 * are not enough: two hours of one day differ, and a bare date is like both.
 */
export function isSameContent(one: string, other: string): boolean {
  const [[content, time], [otherContent, otherTime]] = [one.split(TIME_MARK), other.split(TIME_MARK)]
  return content === otherContent && (time === undefined || otherTime === undefined || time === otherTime)
}
