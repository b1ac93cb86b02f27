/** Runs `call` alone and at once, or together with the calls that arrive while an earlier call is being stored. */
export type AcceptGroup = <T>(call: () => T) => T | Promise<T>

/**
 * Orders that arrive together share one turn of the event loop, and so one transaction and one flush to disk. An order
 * that arrives alone waits for no other order. Each call gets its own result: an error of one call reaches its caller
 * only. `nextTurn` runs the work after the requests that have arrived already.
 */
export function createAcceptGroup(nextTurn: (work: () => void) => void): AcceptGroup {
  const waiting: (() => void)[] = []
  let isStoring = false

  function runWaiting(): void {
    isStoring = waiting.length > 0
    if (!isStoring) return
    nextTurn(runWaiting)
    for (const run of waiting.splice(0)) run()
  }

  return <T>(call: () => T): T | Promise<T> => {
    if (isStoring)
      return new Promise<T>((resolve, reject) => {
        waiting.push(() => {
          try {
            resolve(call())
          } catch (error) {
            reject(error)
          }
        })
      })
    isStoring = true
    nextTurn(runWaiting)
    return call()
  }
}
