import { readMoment } from '../local-time.ts'
import { contentDigest } from '../order/identity.ts'
import { memberOf } from '../order/member.ts'
import { submissionOf, unreadSubmission } from '../order/submission.ts'
import type { Submission } from '../outbox/accept.ts'
import type { NoticedProblems } from '../outbox/notices.ts'
import type { Problem } from '../problem.ts'
import type { OrderApi } from '../profile/order-api.ts'
import type { Supplier } from '../profile/supplier.ts'
import { checkRoutes, RULE_FAULT } from '../steps/rehearse.ts'
import { validate } from '../steps/validate.ts'
import { utf8 } from '../text/utf8.ts'

/** The outbox refuses to commit what comes to it later. */
const COMMIT_DEADLINE_MS = 20_000

/** One order of the list, read: when it was placed decides whether it is taken at all. */
export interface ListedOrder {
  /** Its id, or its text when it has none: what tells orders of one run apart. */
  readonly key: string
  /** Null when the date can't be read: only a date that says "before" keeps an order out. */
  readonly placedAt: number | null
  /** The list says another status than ORDERED: the order is not placed yet, or is over. */
  readonly isOtherStatus: boolean
  readonly text: string
}

export function listedOrder(text: string, supplier: Supplier): ListedOrder {
  const order: unknown = JSON.parse(text)
  const [id, placed, status] = ['id', 'ordered_on', 'status'].map((name) => memberOf(order, name))
  const moment = typeof placed === 'string' ? readMoment(placed, supplier.source.zone) : null
  // Of a bare date the day's end, so that an order of the day on which `since` falls is taken.
  const placedAt = moment && (moment.instant ?? Date.parse(`${moment.date}T23:59:59Z`))
  // A status that only looks different must lose no order: it is read, and held as invalid.
  const isOtherStatus = typeof status === 'string' && !/^\s*ORDERED\s*$/i.test(status)
  return { key: typeof id === 'string' ? id : text, placedAt, isOtherStatus, text }
}

/** A bare date begins at midnight where the supplier is. */
export function sinceInstant({ since }: Pick<OrderApi, 'since'>, { timeZone }: Pick<Supplier, 'timeZone'>): number {
  const moment = readMoment(/^\d{4}-\d{2}-\d{2}$/.test(since) ? `${since}T00:00:00` : since, timeZone)
  if (moment?.instant == null) throw new Error('The setting "since" is no date.')
  return moment.instant
}

/** More problems than anybody reads in a notice. */
const NOTICED = 50

const noticedOf = (problems: readonly Problem[]): NoticedProblems => ({
  problems: problems.slice(0, NOTICED),
  count: problems.length,
})

/** As the outbox takes it. Nobody is there to be refused, so what is wrong with it is kept and held; null without a usable id or order number. */
export async function submissionFrom(
  { text, key }: ListedOrder,
  supplier: Supplier,
  now: number,
): Promise<Submission | null> {
  const body = utf8(text)
  const arrived = { source: 'poll', body, verified: null, withinMs: COMMIT_DEADLINE_MS } as const
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
    const rehearsal = checkRoutes(order, supplier, now, 'nobody')
    if (rehearsal.refused.length === 0) {
      const submission = await submissionOf(order, rehearsal, remarks, arrived)
      return { ...submission, noticed: noticedOf(rehearsal.findings) }
    }
    const named = { id: order.id, number: order.number, customer: order.customer }
    const held = await unreadSubmission(named, 'invalid', rehearsal.refused, supplier, arrived)
    const noticed = noticedOf(rehearsal.refused)
    return { ...held, deliveryDate: order.deliveryDate, digest: await contentDigest(order), noticed }
  } catch {
    // One order that we stumble over must not keep the others from being read.
    return unreadSubmission({ id: key, number: null, customer: null }, 'fault', [RULE_FAULT], supplier, arrived)
  }
}
