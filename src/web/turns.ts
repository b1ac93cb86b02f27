/** Size of an order with two hundred lines, which never waits. */
const FREE_BYTES = 65_536
/** A megabyte takes about 40 ms of work, so unsigned requests get a tenth of an instance's time. */
const MS_PER_BYTE = 4e-4
/** A long genuine order must be answered in time. */
const LONGEST_MS = 2_500
/**
 * Upper limit for waiting bodies. Waiting bodies use memory, and an instance has 128 MB. Above the limit new bodies do
 * not wait.
 */
const WAITING_BYTES = 16_000_000

/**
 * Spreads the work that an unsigned request can cause. Long bodies are handled one after the other, short bodies in
 * between. Resolves when it is the turn of a body of `bytes` bytes.
 */
export function createTurns(
  clock: { now(): number },
  wait: (milliseconds: number) => Promise<void>,
): (bytes: number) => Promise<void> {
  let freeAt = 0
  let waiting = 0
  return async (bytes) => {
    if (bytes <= FREE_BYTES || waiting + bytes > WAITING_BYTES) return
    const now = clock.now()
    // A clock that jumps back must not lengthen a wait.
    const at = Math.min(Math.max(now, freeAt), now + LONGEST_MS)
    freeAt = at + bytes * MS_PER_BYTE
    if (at <= now) return
    waiting += bytes
    await wait(at - now)
    waiting -= bytes
  }
}
