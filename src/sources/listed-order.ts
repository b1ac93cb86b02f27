import { readMoment } from '../model/local-time.ts'
import { contentDigest } from '../model/order/identity.ts'
import { memberOf } from '../model/order/member.ts'
import type { Problem } from '../model/problem.ts'
import type { Submission } from '../outbox/accept.ts'
import type { NoticedProblems } from '../outbox/notices.ts'
import type { Clock, NewId } from '../ports.ts'
import type { OrderApi } from '../profile/order-api.ts'
import type { Supplier } from '../profile/supplier.ts'
import { checkRoutes, RULE_FAULT } from '../steps/rehearse.ts'
import { submissionOf, unreadSubmission } from '../steps/submission.ts'
import { validate } from '../steps/validate.ts'
import { utf8 } from '../text/utf8.ts'

/** The outbox refuses a submission that arrives after this time. */
const POLL_COMMIT_DEADLINE_MS = 20_000

/** An order of the list. The order time decides whether the order is imported. */
export interface ListedOrder {
  /** The order's id, or the text of an order without an id. Identifies the order within a run. */
  readonly key: string
  /** Null for an unreadable date. Only a readable earlier date excludes an order. */
  readonly placedAt: number | null
  /** The list shows another status than ORDERED: the order is not placed yet, or has ended. */
  readonly isOtherStatus: boolean
  readonly text: string
}

export function listedOrder(text: string, supplier: Supplier): ListedOrder {
  const order: unknown = JSON.parse(text)
  const [id, placed, status] = ['id', 'ordered_on', 'status'].map((name) => memberOf(order, name))
  const moment = typeof placed === 'string' ? readMoment(placed, supplier.source.zone) : null
  // A date without a time counts as the end of the day, so that orders of the day of `since` are imported.
  const placedAt = moment && (moment.instant ?? Date.parse(`${moment.date}T23:59:59Z`))
  // A misspelt status must not lose an order: the order is imported and held as invalid.
  const isOtherStatus = typeof status === 'string' && !/^\s*ORDERED\s*$/i.test(status)
  return { key: typeof id === 'string' ? id : text, placedAt, isOtherStatus, text }
}

/** A date without a time means midnight in the supplier's time zone. */
export function sinceInstant({ since }: Pick<OrderApi, 'since'>, { timeZone }: Pick<Supplier, 'timeZone'>): number {
  const moment = readMoment(/^\d{4}-\d{2}-\d{2}$/.test(since) ? `${since}T00:00:00` : since, timeZone)
  if (moment?.instant == null) throw new Error('The setting "since" is no date.')
  return moment.instant
}

/** The most problems in a customer notice. */
const NOTICED = 50

const noticedOf = (problems: readonly Problem[]): NoticedProblems => ({
  problems: problems.slice(0, NOTICED),
  count: problems.length,
})

/**
 * Converts a listed order into a submission. A poll has no sender to refuse, so an invalid order is held. Null for an
 * order without a usable id or number.
 */
export async function submissionFrom(
  { text, key }: ListedOrder,
  supplier: Supplier,
  { clock, newId }: { readonly clock: Clock; readonly newId: NewId },
): Promise<Submission | null> {
  const body = utf8(text)
  const arrived = {
    requestId: newId(),
    source: 'poll',
    body,
    verified: null,
    withinMs: POLL_COMMIT_DEADLINE_MS,
  } as const
  try {
    const validated = validate(body, supplier, null)
    if (!validated.ok) {
      const { named, refusal } = validated.error
      const id = named.id ?? named.number
      if (id === null) return null
      const held = await unreadSubmission({ ...named, id }, 'invalid', refusal.problems, supplier, arrived)
      return { ...held, noticed: noticedOf(refusal.problems) }
    }
    const { order, remarks } = validated.value
    const rehearsal = checkRoutes(order, supplier, clock.now(), 'nobody')
    if (rehearsal.refused.length === 0) {
      const submission = await submissionOf(order, rehearsal, remarks, arrived)
      return { ...submission, noticed: noticedOf(rehearsal.findings) }
    }
    const named = { id: order.id, number: order.number, customer: order.customer }
    const held = await unreadSubmission(named, 'invalid', rehearsal.refused, supplier, arrived)
    const noticed = noticedOf(rehearsal.refused)
    return { ...held, deliveryDate: order.deliveryDate, digest: await contentDigest(order), noticed }
  } catch {
    // An order that causes an internal error must not keep the other orders out.
    return unreadSubmission({ id: key, number: null, customer: null }, 'fault', [RULE_FAULT], supplier, arrived)
  }
}
