import type { Acceptance, Submission } from '../outbox/accept.ts'
import type { RetractionResult, UnconfirmedCause } from '../outbox/actions/retract-acceptance.ts'
import { hintOf, isOfStorage } from '../outbox/storage-id.ts'
import { closedReason } from '../outbox-closed.ts'
import type { AcceptPorts } from '../ports.ts'
import { TimeLimitError, withTimeout } from '../time-limit.ts'
import { retryInBackground } from './retry-in-background.ts'

/** The webhook answers within 5 s; after this the sender is told that it failed. */
export const COMMIT_DEADLINE_MS = 3_800
/** The first try leaves time for a second. */
const FIRST_TRY_MS = 1_800
const SEEN_MS = 600

/**
 * One call to the supplier's outbox, tried once more on a fresh stub: the request id makes the second answer the first's.
 * Null when it cannot be known that the order is stored; then the sender must be told that it failed. `closed`: the outbox cannot
 * open its storage, so nothing was stored, and nothing that was stored before is sent.
 */
export async function submitOrder(submission: Submission, ports: AcceptPorts): Promise<Acceptance | 'closed' | null> {
  const acceptance = await tryTwice(submission, ports)
  if (acceptance === 'closed') return acceptance
  // Of what nobody has our word for, nobody may be told that we have it already.
  if (acceptance && acceptance.status !== 'duplicate' && !submission.unconfirmed) {
    const { digest, orderId } = submission
    ports.waitUntil(ports.seen.put(orderId, hintOf(digest, acceptance.version, acceptance.storageId)))
  }
  return acceptance
}

async function tryTwice(submission: Submission, ports: AcceptPorts): Promise<Acceptance | 'closed' | null> {
  const { withinMs } = submission
  const begun = ports.clock.now()
  const firstMs = Math.min(FIRST_TRY_MS, withinMs)
  let leftMs = withinMs
  try {
    return await withTimeout(firstMs, ports.outbox().accept(submission))
  } catch (error) {
    if (closedReason(error) !== null) return 'closed'
    if (isOverloaded(error)) return null
    if (error instanceof TimeLimitError) leftMs -= firstMs
  }
  // A clock that jumps back must not make the sender wait.
  leftMs = Math.min(leftMs, begun + withinMs - ports.clock.now())
  try {
    return await withTimeout(leftMs, ports.outbox().accept({ ...submission, withinMs: leftMs }))
  } catch (error) {
    if (closedReason(error) === null) return null
    // The first call may have been stored before the outbox closed.
    ports.waitUntil(withdraw(submission, 'failed', ports))
    return 'closed'
  }
}

/** While the outbox cannot be reached, what was seen may still tell that the sender already has our word for this content. */
export async function findSeen({ orderId, digest }: Submission, ports: AcceptPorts): Promise<Acceptance | null> {
  try {
    const [seen, storageId] = await withTimeout(SEEN_MS, Promise.all([ports.seen.get(orderId), ports.seen.storageId()]))
    if (seen && storageId !== null && !isOfStorage(seen, storageId)) return null
    return seen?.digest === digest ? { status: 'duplicate', version: seen.version, holdReason: null } : null
  } catch {
    return null
  }
}

/** The sender was answered from what was seen before, and the outbox must still hear that it placed this content again. */
export const acceptInBackground = (submission: Submission, ports: AcceptPorts): Promise<unknown> =>
  retryInBackground({ kind: 'accept', submission: { ...submission, withinMs: Number.MAX_SAFE_INTEGER } }, ports)

/** Cloudflare's mark on an error that trying again would only make worse. */
export const isOverloaded = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'overloaded' in error && error.overloaded === true

/**
 * The sender was told that it failed, or was gone before it could be told anything: what was stored must not go out as if
 * nothing had happened. Without an answer of the outbox a person is told at once, and the outbox by a later run of the cron.
 */
export async function withdraw(
  { orderId, orderNumber, requestId }: Submission,
  doubt: UnconfirmedCause,
  ports: AcceptPorts,
): Promise<RetractionResult | 'taken' | null> {
  const found = await retryInBackground({ kind: 'withdraw', orderId, requestId, doubt }, ports)
  if (found === null) await ports.tell({ kind: 'unconfirmed', cause: 'unreached', orderId, orderNumber, why: '' })
  return found
}

/** The sender went away. Where the outbox did not have the order yet, it is asked once more when it has answered the claim. */
export async function withdrawGone(
  submission: Submission,
  claiming: Promise<unknown>,
  ports: AcceptPorts,
): Promise<void> {
  const found = await withdraw(submission, 'gone', ports)
  if (found !== 'absent') return
  await claiming
  await withdraw(submission, 'gone', ports)
}
