import { withTimeout } from '../web/time-limit.ts'
import type { AcceptingOutbox, KeptCalls } from './accept-ports.ts'
import { callOutbox } from './call-outbox.ts'

const TRY_MS = 10_000
const LIST_MS = 10_000

/**
 * Makes the stored calls that ended requests could not make. Stops at the first failure: the other calls would fail
 * too, and the next run tries again. Returns the number of calls made, and the number found.
 */
export async function bringPending(
  pending: KeptCalls,
  outbox: () => AcceptingOutbox,
): Promise<{ readonly brought: number; readonly found: number }> {
  const kept = await withTimeout(LIST_MS, pending.list())
  let brought = 0
  for (const { id, call } of kept) {
    try {
      await withTimeout(TRY_MS, callOutbox(call, outbox()))
    } catch {
      break
    }
    await pending.remove(id)
    brought++
  }
  return { brought, found: kept.length }
}
