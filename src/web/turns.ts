/** An order of two hundred lines: it never waits. */
const FREE_BYTES = 65_536
/** A megabyte takes about 40 ms of work, so that strangers get a tenth of the time of an instance. */
const MS_PER_BYTE = 4e-4
/** An order that is real and long must be answered in time. */
const LONGEST_MS = 2_500
/** Bodies that wait lie in memory, of which an instance has 128 MB. With more, those that come do not wait. */
const WAITING_BYTES = 16_000_000

/**
 * Spreads over time what anybody can make an instance do before a signature holds: long bodies get one turn after the other, and
 * short ones go between them. Resolves when it is the turn of a body of so many bytes.
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
    // A clock that jumps back must make nobody wait for longer.
    const at = Math.min(Math.max(now, freeAt), now + LONGEST_MS)
    freeAt = at + bytes * MS_PER_BYTE
    if (at <= now) return
    waiting += bytes
    await wait(at - now)
    waiting -= bytes
  }
}
