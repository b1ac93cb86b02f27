import type { RetractionResult } from '../outbox/actions/retract-acceptance.ts'
import type { AcceptPorts, PendingCall } from '../ports.ts'
import { withTimeout } from '../time-limit.ts'
import { callOutbox } from './call-outbox.ts'

/**
 * Cloudflare lets work outlive its answer by 30 s. The first try, the mark, two more tries with their waits and a direct alert
 * (10 s at most) take 29 s together.
 */
const TRY_MS = 4_000
const MARK_MS = 3_000
const WAITS_MS = [1_000, 3_000]

/**
 * Brings a call to the outbox after the answer has been sent. When the first try fails, the call is kept where the next run of the
 * cron finds it, because this work may be cut off. Returns null when the outbox could not be reached.
 */
export async function retryInBackground(
  call: PendingCall,
  { outbox, pending }: Pick<AcceptPorts, 'outbox' | 'pending'>,
): Promise<RetractionResult | 'taken' | null> {
  const attempt = async () => withTimeout(TRY_MS, callOutbox(call, outbox())).catch(() => null)
  const first = await attempt()
  if (first !== null) return first
  const id = crypto.randomUUID()
  await withTimeout(MARK_MS, pending.add(id, call)).catch(() => {})
  for (const wait of WAITS_MS) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    const answer = await attempt()
    if (answer === null) continue
    // A mark that stays brings the call once more, which changes nothing. Not waited for: the time may be needed for an alert.
    pending.remove(id).catch(() => {})
    return answer
  }
  return null
}
