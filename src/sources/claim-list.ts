import type { Acceptance, Submission } from '../outbox/accept.ts'
import { isOverloaded } from '../steps/submit-order.ts'
import { withTimeout } from '../web/time-limit.ts'

export interface ClaimingOutbox {
  /** Accepts each order in its own transaction; null for an order that could not be stored. */
  acceptAll(submissions: readonly Submission[]): Promise<(Acceptance | null)[]>
}

const TRY_MS = 10_000

/**
 * Submits many orders in one call to the supplier's outbox, each order in its own transaction. Tries a second time on
 * a fresh stub: the request ids make both answers equal. Null when the outbox cannot be reached.
 */
export async function claimList(
  submissions: readonly Submission[],
  /** Returns a fresh stub on every call. */
  outbox: () => ClaimingOutbox,
): Promise<readonly (Acceptance | null)[] | null> {
  try {
    return await withTimeout(TRY_MS, outbox().acceptAll(submissions))
  } catch (error) {
    if (isOverloaded(error)) return null
  }
  return withTimeout(TRY_MS, outbox().acceptAll(submissions)).catch(() => null)
}
