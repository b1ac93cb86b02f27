import { closedReason } from '../model/outbox-closed.ts'
import type { Acceptance, Submission } from '../outbox/accept.ts'
import type { RetractionResult, UnconfirmedCause } from '../outbox/actions/retract-acceptance.ts'
import { hintOf, isOfStorage } from '../outbox/storage-id.ts'
import type { CatalogueChanges } from '../profile/catalogue.ts'
import { TimeLimitError, withTimeout } from '../web/time-limit.ts'
import type { AcceptPorts } from './accept-ports.ts'
import { retryInBackground } from './retry-in-background.ts'

/** The webhook must answer within 5 s. After this time the sender gets an error. */
export const WEBHOOK_COMMIT_DEADLINE_MS = 3_800
/** The first attempt leaves time for a second. */
const FIRST_TRY_MS = 1_800
const SEEN_MS = 600

/**
 * Submits an order to the supplier's outbox, and tries a second time on a fresh stub. The request id makes both
 * answers equal. Null when the outbox may not have stored the order: the sender must get an error. `closed`: the
 * outbox cannot open its storage, so the order was not stored and no stored order is sent. The changes of the
 * catalogue, when `judgedBy` is an older version: the order was not stored.
 */
export async function submitOrder(
  submission: Submission,
  ports: AcceptPorts,
  judgedBy?: number,
): Promise<Acceptance | CatalogueChanges | 'closed' | null> {
  const acceptance = await tryTwice(submission, ports, judgedBy)
  if (acceptance === 'closed' || (acceptance && 'changes' in acceptance)) return acceptance
  // Only an order with a 2xx may be answered as `duplicate` from the cache.
  if (acceptance && acceptance.status !== 'duplicate' && !submission.unconfirmed) {
    const { digest, orderId } = submission
    const stored = ports.seen.put(orderId, hintOf(digest, acceptance.version, acceptance.storageId))
    if (stored) ports.waitUntil(stored)
  }
  return acceptance
}

async function tryTwice(
  submission: Submission,
  ports: AcceptPorts,
  judgedBy: number | undefined,
): Promise<Acceptance | CatalogueChanges | 'closed' | null> {
  const { withinMs } = submission
  const begun = ports.clock.now()
  const firstMs = Math.min(FIRST_TRY_MS, withinMs)
  let leftMs = withinMs
  try {
    return await withTimeout(firstMs, ports.outbox().accept(submission, judgedBy))
  } catch (error) {
    if (closedReason(error) !== null) return 'closed'
    if (isOverloaded(error)) return null
    if (error instanceof TimeLimitError) leftMs -= firstMs
  }
  // A clock that jumps back must not extend the sender's wait.
  leftMs = Math.min(leftMs, begun + withinMs - ports.clock.now())
  try {
    return await withTimeout(leftMs, ports.outbox().accept({ ...submission, withinMs: leftMs }, judgedBy))
  } catch (error) {
    if (closedReason(error) === null) return null
    // The first call may have stored the order before the outbox closed.
    ports.waitUntil(withdraw(submission, 'answered-error', ports))
    return 'closed'
  }
}

/** For an unreachable outbox: looks in the seen cache whether this content was accepted before. */
export async function findSeen({ orderId, digest }: Submission, ports: AcceptPorts): Promise<Acceptance | null> {
  try {
    const [seen, storageId] = await withTimeout(SEEN_MS, Promise.all([ports.seen.get(orderId), ports.seen.storageId()]))
    if (seen && storageId !== null && !isOfStorage(seen, storageId)) return null
    return seen?.digest === digest ? { status: 'duplicate', version: seen.version, holdReason: null } : null
  } catch {
    return null
  }
}

/** The cache gave the answer `duplicate`; the outbox must still record that the sender repeated the content. */
export const acceptInBackground = (submission: Submission, ports: AcceptPorts): Promise<unknown> =>
  retryInBackground({ kind: 'accept', submission: { ...submission, withinMs: Number.MAX_SAFE_INTEGER } }, ports)

/** Cloudflare's flag for an error that a retry would only make worse. */
export const isOverloaded = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'overloaded' in error && error.overloaded === true

/**
 * The sender got an error, or disconnected before the answer: a stored order must not be sent as if confirmed. If the
 * outbox does not answer, the gateway alerts a person at once, and a later cron run withdraws the order.
 */
export async function withdraw(
  { orderId, orderNumber, requestId }: Submission,
  doubt: UnconfirmedCause,
  ports: AcceptPorts,
): Promise<RetractionResult | 'taken' | null> {
  const found = await retryInBackground({ kind: 'withdraw', orderId, requestId, doubt }, ports)
  if (found === null)
    await ports.tell({ kind: 'sent-unconfirmed', cause: 'outbox-unreachable', orderId, orderNumber, why: '' })
  return found
}

/**
 * The sender disconnected. If the outbox did not have the order yet, withdraws a second time after the submission
 * ends.
 */
export async function withdrawDisconnected(
  submission: Submission,
  submitting: Promise<unknown>,
  ports: AcceptPorts,
): Promise<void> {
  const found = await withdraw(submission, 'disconnected', ports)
  if (found !== 'absent') return
  await submitting
  await withdraw(submission, 'disconnected', ports)
}
