import type { Submission } from '../outbox/accept.ts'
import type { Clock } from '../ports.ts'

/**
 * Runs `call` alone and at once, or together with the calls that arrive while an earlier call is being stored.
 * `waitedMs`: how long the call waited for the other calls.
 */
export type AcceptGroup = <T>(call: (waitedMs: number) => T) => T | Promise<T>

/** A group must end before the calls behind it wait too long: an accept takes a third of a millisecond. */
const MOST_TOGETHER = 100

/**
 * Orders that arrive together share a turn of the event loop, and so a transaction and a flush to disk. An order that
 * arrives alone waits for no other order. An error of a call reaches only the caller of that call. `nextTurn` runs the
 * work after the requests that have arrived already.
 */
export function createAcceptGroup(nextTurn: (work: () => void) => void, clock: Clock): AcceptGroup {
  const waiting: (() => void)[] = []
  let isStoring = false

  function runWaiting(): void {
    isStoring = waiting.length > 0
    if (!isStoring) return
    nextTurn(runWaiting)
    for (const run of waiting.splice(0, MOST_TOGETHER)) run()
  }

  return <T>(call: (waitedMs: number) => T): T | Promise<T> => {
    if (isStoring) {
      const arrivedAt = clock.now()
      return new Promise<T>((resolve, reject) => {
        waiting.push(() => {
          try {
            resolve(call(Math.max(0, clock.now() - arrivedAt)))
          } catch (error) {
            reject(error)
          }
        })
      })
    }
    isStoring = true
    nextTurn(runWaiting)
    return call(0)
  }
}

/** The deadline of a submission counts from the arrival of the call, so a wait in the group uses up a part of the time. */
export const afterWait = (submission: Submission, waitedMs: number): Submission =>
  waitedMs === 0 ? submission : { ...submission, withinMs: submission.withinMs - waitedMs }
