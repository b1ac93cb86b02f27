import type { Acceptance, Submission } from '../outbox/accept.ts'
import { withTimeout } from '../time-limit.ts'
import { isOverloaded } from './submit-order.ts'

export interface ClaimingOutbox {
  /** Each by itself; null for one that could not be stored. */
  acceptAll(submissions: readonly Submission[]): Promise<(Acceptance | null)[]>
}

const TRY_MS = 10_000

/**
 * Many orders in one call to the supplier's outbox, each in a transaction of its own; tried once more on a fresh stub, since the
 * request ids make the second answer the first's. Null when the outbox can't be reached.
 */
export async function claimList(
  submissions: readonly Submission[],
  /** A fresh stub on every call. */
  outbox: () => ClaimingOutbox,
): Promise<readonly (Acceptance | null)[] | null> {
  try {
    return await withTimeout(TRY_MS, outbox().acceptAll(submissions))
  } catch (error) {
    if (isOverloaded(error)) return null
  }
  return withTimeout(TRY_MS, outbox().acceptAll(submissions)).catch(() => null)
}
