import { type Telling, tell } from './alerts/tell.ts'
import { fact, keepFact } from './facts.ts'

const NAME = 'wrong-signatures'

/** One may be a slip and two a test; three orders in a row mean that the secret was changed. */
const ENOUGH = 3

/**
 * Counts posts that hold an order and have a wrong signature, since the last good order, for all instances of the gateway. At most
 * three rows are written between two good orders, whatever strangers post.
 */
export function openWrongSignatures(telling: Telling) {
  const { sql } = telling
  let count = Number(fact(sql, NAME) ?? 0)

  function keep(next: number): void {
    count = next
    keepFact(sql, NAME, String(next))
  }

  return {
    /** Returns whether there is something to tell. */
    add(): boolean {
      if (count >= ENOUGH) return false
      keep(count + 1)
      if (count === ENOUGH) tell(telling, { kind: 'wrong-secret', why: '' })
      return count === ENOUGH
    },
    /** An order came with a good signature. */
    end(): void {
      if (count > 0) keep(0)
    },
  }
}
