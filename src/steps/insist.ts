import { within } from '../time-limit.ts'

/** Cloudflare lets work outlive its answer by 30 s. */
const WAITS_MS = [0, 1_000, 4_000, 10_000]
const TRY_MS = 5_000

/** Tries, after the answer has gone, what the outbox must still be told. Null when it could not be reached. */
export async function insist<T>(work: () => Promise<T>): Promise<T | null> {
  for (const wait of WAITS_MS) {
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    try {
      return await within(TRY_MS, work())
    } catch {
      // Unreachable still: the next wait is longer.
    }
  }
  return null
}
