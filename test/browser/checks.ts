/** Counts what was looked at, and prints each failure at once. */
export function createChecks() {
  let [passed, failed] = [0, 0]
  return {
    check(isRight: boolean, what: string): void {
      if (isRight) passed++
      else {
        failed++
        console.log(`FAILED: ${what}`)
      }
    },
    /** Prints the counts, and returns the exit code. */
    end(): number {
      console.log(`${passed} passed, ${failed} failed`)
      return failed === 0 ? 0 : 1
    },
  }
}

export type Checks = ReturnType<typeof createChecks>
