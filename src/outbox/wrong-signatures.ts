import { type AlertPorts, raiseAlert } from './alerts/raise-alert.ts'
import { readValue, writeValue } from './facts.ts'

const NAME = 'wrong-signatures'

/** A single wrong signature may be a mistake and two a test. Three orders in a row mean that the secret was changed. */
const FAILURE_THRESHOLD = 3

/**
 * Counts posts that hold an order and have a wrong signature, since the last order with a good signature, for all
 * instances of the gateway. At most three rows are written between two good orders, however many posts arrive.
 */
export function openWrongSignatures(alertPorts: AlertPorts) {
  const { sql } = alertPorts
  let count = Number(readValue(sql, NAME) ?? 0)

  function keep(next: number): void {
    count = next
    writeValue(sql, NAME, String(next))
  }

  return {
    /** Returns true when an alert was raised. */
    add(): boolean {
      if (count >= FAILURE_THRESHOLD) return false
      keep(count + 1)
      if (count === FAILURE_THRESHOLD) raiseAlert(alertPorts, { kind: 'wrong-secret', why: '' })
      return count === FAILURE_THRESHOLD
    },
    /** Call when an order with a good signature arrives. */
    end(): void {
      if (count > 0) keep(0)
    },
  }
}
