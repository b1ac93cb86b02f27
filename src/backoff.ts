/** No sooner than this, however the dice fall: a receiver that just failed gets a moment. */
const SHORTEST_SECONDS = 0.2

/**
 * Full jitter: anything up to the delay of this attempt, so that a hundred orders that failed together don't come back
 * together. The last delay repeats. `random` is between 0 and 1.
 */
export function backoff(delaysSeconds: readonly number[], attempt: number, random: number): number {
  const delay = delaysSeconds[Math.min(attempt, delaysSeconds.length) - 1] ?? 0
  return Math.max(SHORTEST_SECONDS, delay * random)
}
