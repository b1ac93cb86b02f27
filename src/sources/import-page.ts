import type { Submission } from '../outbox/accept.ts'
import type { Standing } from '../outbox/order-api/polling.ts'
import { hintOf, isOfStorage } from '../outbox/storage-id.ts'
import type { Clock, NewId } from '../ports.ts'
import type { Supplier } from '../profile/supplier.ts'
import type { SeenVersion } from '../steps/accept-ports.ts'
import { type ClaimingOutbox, claimList } from './claim-list.ts'
import { type ListedOrder, listedOrder, submissionFrom } from './listed-order.ts'
import { count, type Outcome, type PollReport } from './poll-report.ts'
import type { RunBudget } from './run-budget.ts'

interface Taking {
  readonly supplier: Supplier
  /** The import skips orders placed before this time. */
  readonly since: number
  /** The id of the outbox's current storage. */
  readonly storageId: string
  /** Compare with the outbox and ignore the seen cache. */
  readonly audit: boolean
  /** Orders that the outbox waits for, known or not. */
  readonly awaited: ReadonlySet<string>
  readonly report: PollReport
  /** The orders of this run so far. */
  readonly handled: Set<string>
  /** Orders that the outbox has, so that the next run need not ask. */
  readonly stored: Map<string, SeenVersion>
  readonly ports: TakePorts
}

/** The seen cache for many orders at once, by order id. May be stale and decides no order. */
export interface SeenByMany {
  getAll(orderIds: readonly string[]): Promise<ReadonlyMap<string, SeenVersion>>
  /** Never rejects. Stops at the first failed write. */
  putAll(seen: ReadonlyMap<string, SeenVersion>): Promise<void>
}

export interface TakePorts {
  readonly clock: Clock
  readonly newId: NewId
  readonly seen: SeenByMany
  readonly outbox: () => ListTaker
  readonly spending: RunBudget
}

/** The supplier's outbox, for a page of orders. */
export interface ListTaker extends ClaimingOutbox {
  /** Returns the ids of orders that the outbox lacks or has with another content. */
  findChanged(listed: readonly Known[]): Promise<string[]>
  /** Returns how each order compares with the outbox, in the same sequence. */
  compareListed(listed: readonly Known[]): Promise<Standing[]>
}

type Known = Pick<Submission, 'orderId' | 'digest'>

export interface TakenPage {
  /** Orders that were new to the outbox. */
  readonly unknown: number
  /** The numbers of orders in their first version. */
  readonly first: readonly string[]
  /** Orders that failed in the outbox. */
  readonly broken: number
  /** The newest order time; null without a readable time. */
  readonly newest: number | null
}

/**
 * Limits of one call: within the message size between a Worker and an object, and short enough to delay no other
 * call.
 */
const CALL_ORDERS = 50
const CALL_BYTES = 4_000_000

/** Submits the unknown orders of a page to the outbox, the oldest first. Null for an unreachable outbox. */
export async function importPage(texts: readonly string[], taking: Taking): Promise<TakenPage | null> {
  const { supplier, storageId, report, stored, ports } = taking
  const listed = texts.map((text) => listedOrder(text, supplier))
  const submissions = await newOnes(listed, taking)
  const unknown = await withoutKnown(submissions, taking)
  if (!unknown) return null
  const first: string[] = []
  let broken = 0
  let taken = 0
  for (const part of inParts(unknown)) {
    ports.spending.calls++
    const claimed = await claimList(part, ports.outbox)
    if (!claimed) return null
    for (const [at, submission] of part.entries()) {
      const acceptance = claimed[at]
      if (!acceptance) {
        broken++
        continue
      }
      const { status, version, holdReason } = acceptance
      count(report, status === 'revised' ? 'accepted' : status)
      if (status !== 'duplicate') taken++
      // Without history, an order that the webhook delivered cannot be distinguished from a missed order.
      if (status !== 'duplicate' && version === 1 && holdReason !== 'history-missing')
        first.push(submission.orderNumber ?? submission.orderId)
      stored.set(submission.orderId, hintOf(submission.digest, version, storageId))
    }
  }
  return { unknown: taken, first, broken, newest: newestOf(listed, ports.clock.now()) }
}

/** Ignores order dates without a time while the day lasts, because the hour is unknown. */
const newestOf = (listed: readonly ListedOrder[], now: number): number | null =>
  listed
    .map(({ placedAt }) => placedAt)
    .filter((placedAt) => placedAt !== null && placedAt <= now)
    .reduce(later, null)

/** The later of two times; a null counts as absent. */
export const later = (moment: number | null, other: number | null): number | null =>
  moment === null || other === null ? (moment ?? other) : Math.max(moment, other)

async function newOnes(page: readonly ListedOrder[], taking: Taking): Promise<Submission[]> {
  const { supplier, since, report, handled, ports } = taking
  const submissions: Submission[] = []
  for (const listed of [...page].reverse()) {
    if (handled.has(listed.key)) continue
    handled.add(listed.key)
    const isSkipped = listed.isOtherStatus || isBefore(listed, since)
    const submission = isSkipped ? null : await submissionFrom(listed, supplier, ports)
    if (submission) submissions.push(submission)
    else count(report, isSkipped ? 'skipped' : 'refused')
  }
  return submissions
}

const isBefore = ({ placedAt }: ListedOrder, since: number): boolean => placedAt !== null && placedAt < since

/** Null when an audit cannot reach the outbox. */
async function withoutKnown(submissions: readonly Submission[], taking: Taking): Promise<Submission[] | null> {
  const { audit, awaited, storageId, report, ports } = taking
  const ids = submissions.map(({ orderId }) => orderId)
  if (audit) {
    if (ids.length === 0) return []
    ports.spending.calls++
    const listed = submissions.map(({ orderId, digest }) => ({ orderId, digest }))
    const lacking = await ports
      .outbox()
      .findChanged(listed)
      .catch(() => null)
    const isKnown = ({ orderId }: Submission) => !lacking?.includes(orderId) && !awaited.has(orderId)
    return lacking && without(submissions, isKnown, 'duplicate', report)
  }
  ports.spending.calls += Math.ceil(ids.length / 100)
  const seen = await ports.seen.getAll(ids).catch((): ReadonlyMap<string, SeenVersion> => new Map())
  const isKnown = ({ orderId, digest }: Submission): boolean => {
    const hint = seen.get(orderId)
    return hint?.digest === digest && isOfStorage(hint, storageId) && !awaited.has(orderId)
  }
  return without(submissions, isKnown, 'skipped', report)
}

/** Returns the unknown orders and counts the known orders. */
function without(
  submissions: readonly Submission[],
  isKnown: (submission: Submission) => boolean,
  outcome: Outcome,
  report: PollReport,
): Submission[] {
  for (const _ of submissions.filter(isKnown)) count(report, outcome)
  return submissions.filter((submission) => !isKnown(submission))
}

/** Splits the submissions into calls of the allowed size. */
export function inParts(submissions: readonly Submission[]): Submission[][] {
  const parts: Submission[][] = []
  let bytes = 0
  for (const submission of submissions) {
    const size = submission.body.byteLength
    const last = parts.at(-1)
    if (last && last.length < CALL_ORDERS && bytes + size <= CALL_BYTES) {
      last.push(submission)
      bytes += size
    } else {
      parts.push([submission])
      bytes = size
    }
  }
  return parts
}
