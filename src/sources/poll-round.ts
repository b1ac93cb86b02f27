/** An invocation may have at most six connections waiting. */
const AT_ONCE = 3
/** The interval of the cron. */
const ROUND_MS = 300_000

/**
 * Works on all items, a few at a time. Each round starts with another item: all items share the limits of an
 * invocation, so the last item must not always be the same. A failed item stops no other item.
 */
export async function pollRound<T>(all: readonly T[], now: number, work: (item: T) => Promise<void>): Promise<void> {
  const first = all.length === 0 ? 0 : Math.floor(now / ROUND_MS) % all.length
  const queue = [...all.slice(first), ...all.slice(0, first)]
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item).catch(() => {})
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}
