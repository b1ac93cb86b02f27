import type { RetractionResult } from '../outbox/actions/retract-acceptance.ts'
import type { NewId } from '../ports.ts'
import { withTimeout } from '../web/time-limit.ts'
import type { AcceptPorts, PendingCall } from './accept-ports.ts'
import { callOutbox } from './call-outbox.ts'

/**
 * Cloudflare lets work outlive its answer by 30 s. The first attempt, the stored call, two more attempts with their
 * waits and a direct alert (10 s at most) take 29 s together.
 */
const TRY_MS = 4_000
const MARK_MS = 3_000
const WAITS_MS = [1_000, 3_000]

/**
 * The stored calls are made in the order of their ids. A withdrawal comes first, because its order may be sent while
 * long calls are made.
 */
const sequenceId = ({ kind }: PendingCall, newId: NewId): string => (kind === 'withdraw' ? `!${newId()}` : newId())

/**
 * Makes a call to the outbox after the answer was sent. If the first attempt fails, the call is stored for the next
 * cron run, because Cloudflare may cut this work off. Returns null for an unreachable outbox.
 */
export async function retryInBackground(
  call: PendingCall,
  { outbox, pending, newId }: Pick<AcceptPorts, 'outbox' | 'pending' | 'newId'>,
): Promise<RetractionResult | 'taken' | null> {
  const attempt = async () => withTimeout(TRY_MS, callOutbox(call, outbox())).catch(() => null)
  const first = await attempt()
  if (first !== null) return first
  const id = sequenceId(call, newId)
  await withTimeout(MARK_MS, pending.add(id, call)).catch(() => {})
  for (const wait of WAITS_MS) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    const answer = await attempt()
    if (answer === null) continue
    // A call that stays stored is made again, which changes no more. Not awaited: the time may be needed for an
    // alert.
    pending.remove(id).catch(() => {})
    return answer
  }
  return null
}
