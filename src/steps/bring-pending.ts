import { closedReason } from '../model/outbox-closed.ts'
import { TimeLimitError, withTimeout } from '../web/time-limit.ts'
import type { AcceptingOutbox, KeptCalls, PendingPage } from './accept-ports.ts'
import { callOutbox } from './call-outbox.ts'
import { isOverloaded } from './submit-order.ts'

const TRY_MS = 10_000
const LIST_MS = 10_000
/** Cloudflare limits the requests of a run, and other work shares the run. The next run makes the other calls. */
const MOST_CALLS = 200

/**
 * Makes the stored calls that ended requests could not make. A call that fails stays stored, and the calls after it are
 * made. An outbox that does not answer, or that is closed, ends the run. Returns the number of calls made, and the number found.
 */
export async function bringPending(
  pending: KeptCalls,
  outbox: () => AcceptingOutbox,
): Promise<{ readonly brought: number; readonly found: number }> {
  let [brought, found] = [0, 0]
  for (let after: string | null = ''; after !== null && found < MOST_CALLS; ) {
    const { calls, next }: PendingPage = await withTimeout(LIST_MS, pending.list(after))
    after = next
    found += calls.length
    for (const { id, call } of calls) {
      try {
        await withTimeout(TRY_MS, callOutbox(call, outbox()))
      } catch (error) {
        if (error instanceof TimeLimitError || isOverloaded(error) || closedReason(error) !== null)
          return { brought, found }
        continue
      }
      await pending.remove(id)
      brought++
    }
  }
  return { brought, found }
}
