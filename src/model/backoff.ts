/** Shortest wait. A receiver that just failed gets a moment, even at a low `random`. */
const SHORTEST_SECONDS = 0.2

/**
 * Full jitter: a random wait up to the delay of this attempt. A hundred orders that failed together then do not
 * return together. The last delay repeats. `random` is between 0 and 1.
 */
export function backoff(delaysSeconds: readonly number[], attempt: number, random: number): number {
  const delay = delaysSeconds[Math.min(attempt, delaysSeconds.length) - 1] ?? 0
  return Math.max(SHORTEST_SECONDS, delay * random)
}
