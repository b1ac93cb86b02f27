/** As RFC 9110 §5.6.7 has servers write it; `Date.parse` would read dates into almost anything. */
const WRITTEN = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** Answers that Cloudflare may have kept: https://developers.cloudflare.com/cache/concepts/cache-responses/ */
const KEPT = /^(HIT|STALE|UPDATING|REVALIDATED)$/i

/**
 * How many milliseconds the clock of whoever answered is ahead of ours, from the `Date` of the answer; negative where it is behind, 0
 * where it fits between sending and receiving. Null where it isn't told, can't be read, or is that of an answer that was kept.
 */
export function readClockSkew(headers: Headers, sentAt: number, cameAt: number): number | null {
  const date = headers.get('date')
  const age = headers.get('age')
  if (date === null || !WRITTEN.test(date) || (age !== null && age.trim() !== '0')) return null
  if (KEPT.test(headers.get('cf-cache-status') ?? '')) return null
  const theirs = Date.parse(date)
  if (Number.isNaN(theirs)) return null
  if (theirs > cameAt) return theirs - cameAt
  // It is cut to the second.
  const latest = theirs + 999
  return latest < sentAt ? latest - sentAt : 0
}

/** The nearer of two: one odd answer among others says nothing. */
export const smallerSkew = (one: number | null, other: number | null): number | null =>
  one === null || (other !== null && Math.abs(other) < Math.abs(one)) ? other : one
