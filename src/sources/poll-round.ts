/** Six connections are all that one invocation may have waiting. */
const AT_ONCE = 3
/** As often as the cron comes by. */
const ROUND_MS = 300_000

/**
 * Works on all of them, a few side by side. Each round begins with another one: what an invocation may do is shared, and the last
 * in line must not always be the one who finds nothing left. One that fails keeps none of the others from their turn.
 */
export async function pollRound<T>(all: readonly T[], now: number, work: (one: T) => Promise<void>): Promise<void> {
  const first = all.length === 0 ? 0 : Math.floor(now / ROUND_MS) % all.length
  const queue = [...all.slice(first), ...all.slice(0, first)]
  const lane = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one).catch(() => {})
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}
