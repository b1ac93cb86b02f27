/** Precedes the time in a content digest. No hexadecimal digit: a digest without this mark has no time. */
export const TIME_MARK = '@'

/**
 * Whether two contents are the same version. Comparing digests is not enough. Two times on the same day differ, but a
 * bare date equals the same day with any time.
 */
export function isSameContent(digest: string, other: string): boolean {
  const [[content, time], [otherContent, otherTime]] = [digest.split(TIME_MARK), other.split(TIME_MARK)]
  return content === otherContent && (time === undefined || otherTime === undefined || time === otherTime)
}
