/** The date form of RFC 9110 §5.6.7. `Date.parse` alone would accept almost any text. */
const WRITTEN = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** Answers from Cloudflare's cache: https://developers.cloudflare.com/cache/concepts/cache-responses/ */
const KEPT = /^(HIT|STALE|UPDATING|REVALIDATED)$/i

/**
 * Milliseconds by which the responding server's clock is ahead, from the `Date` header. Negative for a clock behind;
 * 0 for a time between sending and receiving. Null for a missing, unreadable or cached `Date`.
 */
export function readClockSkew(headers: Headers, sentAt: number, cameAt: number): number | null {
  const date = headers.get('date')
  const age = headers.get('age')
  if (date === null || !WRITTEN.test(date) || (age !== null && age.trim() !== '0')) return null
  if (KEPT.test(headers.get('cf-cache-status') ?? '')) return null
  const theirs = Date.parse(date)
  if (Number.isNaN(theirs)) return null
  if (theirs > cameAt) return theirs - cameAt
  // The header drops the milliseconds.
  const latest = theirs + 999
  return latest < sentAt ? latest - sentAt : 0
}

/** Returns the smaller skew, because a single odd answer proves no skew. */
export const smallerSkew = (skew: number | null, other: number | null): number | null =>
  skew === null || (other !== null && Math.abs(other) < Math.abs(skew)) ? other : skew
