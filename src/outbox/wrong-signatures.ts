import { type AlertPorts, raiseAlert } from './alerts/raise-alert.ts'
import { readValue, writeValue } from './facts.ts'

const NAME = 'wrong-signatures'

/** One may be a slip and two a test; three orders in a row mean that the secret was changed. */
const FAILURE_THRESHOLD = 3

/**
 * Counts posts that hold an order and have a wrong signature, since the last good order, for all instances of the gateway. At most
 * three rows are written between two good orders, whatever strangers post.
 */
export function openWrongSignatures(telling: AlertPorts) {
  const { sql } = telling
  let count = Number(readValue(sql, NAME) ?? 0)

  function keep(next: number): void {
    count = next
    writeValue(sql, NAME, String(next))
  }

  return {
    /** Returns whether there is something to tell. */
    add(): boolean {
      if (count >= FAILURE_THRESHOLD) return false
      keep(count + 1)
      if (count === FAILURE_THRESHOLD) raiseAlert(telling, { kind: 'wrong-secret', why: '' })
      return count === FAILURE_THRESHOLD
    },
    /** An order came with a good signature. */
    end(): void {
      if (count > 0) keep(0)
    },
  }
}
