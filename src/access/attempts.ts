/** Wrong tokens of one address, in the memory of the instance. */
export type AttemptCounts = Map<string, { readonly times: number; readonly lastAt: number }>

/** Slows down whoever tries tokens. Each instance counts alone; the strength of the token is the real protection. */
export type Attempts = ReturnType<typeof createAttempts>

const TRIES = 5
const PAUSE_MS = 60_000
/** An attacker with many addresses must not fill the memory. */
const ADDRESSES = 10_000

export function createAttempts(counts: AttemptCounts, clock: { now(): number }) {
  const current = (address: string) => {
    const count = counts.get(address)
    return count && clock.now() - count.lastAt < PAUSE_MS ? count : { times: 0, lastAt: 0 }
  }
  return {
    /** Milliseconds until this address may try again; 0 at once. */
    waitMs(address: string): number {
      const { times, lastAt } = current(address)
      return times < TRIES ? 0 : lastAt + PAUSE_MS - clock.now()
    },
    /** Counts a wrong token, and returns the tries that are left before a pause. */
    countWrong(address: string): number {
      const times = current(address).times + 1
      const [oldest] = counts.keys()
      if (counts.size >= ADDRESSES && oldest !== undefined) counts.delete(oldest)
      counts.delete(address)
      counts.set(address, { times, lastAt: clock.now() })
      return Math.max(0, TRIES - times)
    },
    forget: (address: string) => void counts.delete(address),
  }
}
