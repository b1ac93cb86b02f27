import type { HoldReason } from '../model/delivery-state.ts'
import { findingNote } from '../model/finding.ts'
import type { Acceptance, Submission } from '../outbox/accept.ts'
import type { ApiFailure } from '../outbox/order-api/poll-state.ts'
import type { Standing } from '../outbox/order-api/polling.ts'
import type { NewId } from '../ports.ts'
import type { CatalogueCopy } from '../profile/catalogue-copy.ts'
import type { OrderApi } from '../profile/order-api.ts'
import type { Supplier } from '../profile/supplier.ts'
import { openSession, type SessionPorts } from './api-session.ts'
import { NO_CREDENTIALS } from './api-token.ts'
import { claimList } from './claim-list.ts'
import { accountName, keyFor } from './credentials.ts'
import { inParts, type ListTaker } from './import-page.ts'
import { listedOrder, submissionFrom } from './listed-order.ts'
import { type EntrySource, withNewestEntries } from './newest-entries.ts'
import { firstPage, isOwnPage, type Page, pageAfter, readPage } from './order-list.ts'

/** Selects orders placed from `from` on and before `to`, in milliseconds since 1970. */
export interface BackfillRequest {
  readonly from: number
  readonly to: number
  /** The page to read; null for the first page. */
  readonly page: string | null
  /** Ids of missing orders to deliver. */
  readonly deliver: ReadonlySet<string>
}

export interface BackfilledOrder {
  readonly orderId: string | null
  readonly orderNumber: string | null
  readonly customer: string | null
  readonly placedAt: string | null
  readonly deliveryDate: string | null
  /**
   * `missing`: the outbox lacks the order. `different`: the outbox has another content and keeps that content.
   * `no-id`: the order has no usable id.
   */
  readonly state: Standing | 'no-id'
  /** Why the order would be held on delivery. */
  readonly holds: HoldReason | null
  /** The outbox's answer, for a delivered order. */
  readonly delivered: Acceptance['status'] | null
}

export interface BackfillPage {
  readonly orders: readonly BackfilledOrder[]
  /** The length of the list; null when the API does not report a length. */
  readonly total: number | null
  /** The number of orders read, inside the period or not. */
  readonly read: number
  readonly next: string | null
  /** Why the page failed. The caller may ask for the same page again. */
  readonly failure: ApiFailure | null
}

interface BackfillPorts extends Omit<SessionPorts, 'hold'> {
  readonly newId: NewId
  readonly catalogue: CatalogueCopy
  /** Returns a fresh stub on every call. */
  readonly outbox: () => ListTaker & EntrySource
}

/**
 * Reads one page of the list, compares the page with the outbox, and delivers the chosen missing orders. Ignores
 * `since` and the state of the poll.
 */
export async function backfill(
  supplier: Supplier,
  request: BackfillRequest,
  ports: BackfillPorts,
): Promise<BackfillPage> {
  const { api } = supplier
  if (!api)
    return stopped(
      {
        kind: 'failed',
        reason: findingNote('no-api'),
      },
      request.page,
    )
  const key = keyFor(api, ports.secrets)
  if (!key) return stopped(NO_CREDENTIALS, request.page)
  const url = request.page ?? firstPage(api, request.from)
  if (!isOwnPage(url, api)) return stopped({ kind: 'address', reason: findingNote('other-address') }, null)
  // The account's turns keep the backfill from crowding out a poll, so no lease is needed.
  const session = openSession(api, await accountName(api, key), key, { ...ports, hold: async () => true })
  const answer = await session.get(url)
  await session.close()
  const page = answer.ok ? readPage(answer.value, url, api, new Set([url])) : answer
  if (!page.ok) return pageless(page.error, url, request, api)
  return compared(page.value, await withNewestEntries(supplier, ports), request, ports)
}

async function compared(
  page: Page,
  supplier: Supplier,
  request: BackfillRequest,
  ports: BackfillPorts,
): Promise<BackfillPage> {
  const listed = page.orders.map((text) => listedOrder(text, supplier))
  const chosen = listed.filter(
    ({ placedAt, isOtherStatus }) =>
      !isOtherStatus && placedAt !== null && placedAt >= request.from && placedAt < request.to,
  )
  const read = await Promise.all(
    chosen.map(async (order) => ({ order, submission: unmailed(await submissionFrom(order, supplier, ports)) })),
  )
  const submissions = read.flatMap(({ submission }) => (submission ? [submission] : []))
  const standings = await ports
    .outbox()
    .compareListed(submissions.map(({ orderId, digest }) => ({ orderId, digest })))
    .catch(() => null)
  if (!standings) return stopped(UNREACHED, request.page)
  const standingOf = new Map(submissions.map((submission, at) => [submission, standings[at] ?? 'missing']))
  const asked = submissions.filter(
    (submission) => standingOf.get(submission) === 'missing' && request.deliver.has(submission.orderId),
  )
  const delivered = await submitMissing(asked, ports)
  if (!delivered) return stopped(UNREACHED, request.page)
  const orders = read.map(({ order, submission }): BackfilledOrder => {
    const placedAt = order.placedAt === null ? null : new Date(order.placedAt).toISOString()
    if (!submission) return { ...NAMELESS, placedAt }
    const { orderId, orderNumber, customer, deliveryDate } = submission
    const state = standingOf.get(submission) ?? 'missing'
    const status = delivered.get(submission) ?? null
    return {
      ...{ orderId, orderNumber, customer, placedAt, deliveryDate, state },
      holds: holdOf(submission),
      delivered: status,
    }
  })
  return { orders, total: page.count, read: listed.length, next: page.next, failure: page.nextFailure }
}

/** Sends no customer notice about orders of weeks ago: the desk decides. */
const unmailed = (submission: Submission | null): Submission | null =>
  submission?.noticed ? { ...submission, noticed: { ...submission.noticed, byDesk: true } } : submission

/** Submits the oldest order first. Null for an unreachable outbox. */
async function submitMissing(
  submissions: readonly Submission[],
  { outbox }: Pick<BackfillPorts, 'outbox'>,
): Promise<Map<Submission, Acceptance['status']> | null> {
  const statuses = new Map<Submission, Acceptance['status']>()
  for (const part of inParts(submissions.toReversed())) {
    const claimed = await claimList(part, outbox)
    if (!claimed) return null
    for (const [at, submission] of part.entries()) {
      const acceptance = claimed[at]
      if (acceptance) statuses.set(submission, acceptance.status)
    }
  }
  return statuses
}

/** Handles a failed page. Skips an unreadable page; a page past the end ends the list. */
function pageless(failure: ApiFailure, url: string, { page }: BackfillRequest, api: OrderApi): BackfillPage {
  if (failure.kind === 'page-not-found' && page !== null) return { ...EMPTY, next: null, failure: null }
  return stopped(failure, failure.kind === 'unreadable' ? pageAfter(url, api) : page)
}

const EMPTY = { orders: [], total: null, read: 0 } as const
const stopped = (failure: ApiFailure, next: string | null): BackfillPage => ({ ...EMPTY, next, failure })

const UNREACHED: ApiFailure = { kind: 'failed', reason: findingNote('outbox-unreached') }

const NAMELESS = {
  ...{ orderId: null, orderNumber: null, customer: null, deliveryDate: null, holds: null, delivered: null },
  state: 'no-id',
} as const

function holdOf({ routes }: Submission): HoldReason | null {
  const reasons = routes.flatMap(({ start }) => (start.state === 'held' ? [start.reason] : []))
  return reasons[0] ?? null
}
