import { contentDigest } from '../identity.ts'
import { readMoment } from '../local-time.ts'
import type { Acceptance, Submission } from '../outbox/accept.ts'
import type { AcceptPorts, Wire } from '../ports.ts'
import { claim } from '../steps/claim.ts'
import { rehearse } from '../steps/rehearse.ts'
import { validate } from '../steps/validate.ts'
import { submissionOf, unreadSubmission } from '../submission.ts'
import type { Supplier } from '../supplier.ts'
import { utf8 } from '../utf8.ts'
import { type Api, type ApiMeans, fetchPage, fetchToken, firstPage } from './apicbase-api.ts'

/** What a run found. `seen` is the sum of the next five. */
export interface PollReport {
  seen: number
  accepted: number
  duplicate: number
  held: number
  /** Without a usable id, so that there is nothing to keep them under. */
  refused: number
  /** Placed before `since`, or known already. */
  skipped: number
  pages: number
  requests: number
  /** False when the run was cut short; the next one begins anew. */
  complete: boolean
  /** Why it was cut short. */
  reason?: string
}

export interface PollPorts extends AcceptPorts {
  readonly wire: Wire
  /** When the last complete run began; null before the first. */
  readonly lastRun: () => Promise<number | null>
  readonly ranAt: (moment: number) => Promise<void>
}

/** New orders shift the pages while they are read, and an order may show up late: look back this far beyond the last run. */
const OVERLAP_MS = 2 * 86_400_000
const PAGES_LIMIT = 500
const CLAIM_MS = 10_000

/** Reads the order API and hands every order that the webhook missed to the same outbox. Orders from before `since` are never taken. */
export async function poll(supplier: Supplier, ports: PollPorts): Promise<PollReport> {
  const report: PollReport = {
    seen: 0,
    accepted: 0,
    duplicate: 0,
    held: 0,
    refused: 0,
    skipped: 0,
    pages: 0,
    requests: 0,
    complete: false,
  }
  const { api } = supplier
  if (!api) return { ...report, reason: 'This supplier has no order API configured.' }
  const startedAt = ports.clock.now()
  const since = sinceInstant(api, supplier)
  const lastRun = await ports.lastRun()
  const from = Math.max(since, lastRun === null ? since : lastRun - OVERLAP_MS)
  const means: ApiMeans = ports
  report.requests++
  const token = await fetchToken(api, means)
  if (!token.ok) return { ...report, reason: token.error.reason }
  const visited = new Set<string>()
  for (let url: string | null = firstPage(api, from); url !== null; ) {
    if (visited.has(url) || visited.size >= PAGES_LIMIT)
      return { ...report, reason: 'The pages lead in a circle, or there are too many.' }
    visited.add(url)
    report.requests++
    const page = await fetchPage(url, token.value, api, means)
    if (!page.ok) return { ...report, reason: page.error.reason }
    report.pages++
    for (const order of page.value.orders) {
      const outcome = await take(order, since, supplier, ports)
      if (outcome === null) return { ...report, reason: 'The outbox could not be reached.' }
      report.seen++
      report[outcome]++
    }
    url = page.value.next
  }
  await ports.ranAt(startedAt)
  return { ...report, complete: true }
}

/** A bare date begins at midnight where the supplier is. */
export function sinceInstant({ since }: Api, { timeZone }: Supplier): number {
  const moment = readMoment(/^\d{4}-\d{2}-\d{2}$/.test(since) ? `${since}T00:00:00` : since, timeZone)
  if (moment?.instant == null) throw new Error('The setting "since" is no date.')
  return moment.instant
}

type Outcome = 'accepted' | 'duplicate' | 'held' | 'refused' | 'skipped'

/** One order of the list. Null when it could not be stored. */
async function take(text: string, since: number, supplier: Supplier, ports: PollPorts): Promise<Outcome | null> {
  if (placedBefore(text, since, supplier)) return 'skipped'
  const submission = await submit(utf8(text), supplier, ports)
  if (!submission) return 'refused'
  const seen = await ports.seen.get(submission.orderId).catch(() => null)
  if (seen?.digest === submission.digest) return 'skipped'
  const acceptance = await claim(submission, ports)
  if (acceptance?.status === 'duplicate') remember(submission, acceptance, ports)
  return acceptance && (acceptance.status === 'revised' ? 'accepted' : acceptance.status)
}

/** Unreadable orders are judged later; only a date that says "before" keeps an order out. */
function placedBefore(text: string, since: number, supplier: Supplier): boolean {
  const order: unknown = JSON.parse(text)
  const placed: unknown = typeof order === 'object' && order !== null ? Reflect.get(order, 'ordered_on') : null
  const moment = typeof placed === 'string' ? readMoment(placed, supplier.source.zone) : null
  if (!moment) return false
  return (moment.instant ?? Date.parse(`${moment.date}T23:59:59Z`)) < since
}

async function submit(body: Uint8Array<ArrayBuffer>, supplier: Supplier, ports: PollPorts): Promise<Submission | null> {
  const now = ports.clock.now()
  const arrived = { source: 'poll', body, verified: null, deadline: now + CLAIM_MS } as const
  const validated = validate(body, supplier, null)
  if (!validated.ok) {
    const { named, refusal } = validated.error
    return named.id === null
      ? null
      : unreadSubmission({ ...named, id: named.id }, 'invalid', refusal.problems, supplier, arrived)
  }
  const { order, remarks } = validated.value
  const rehearsal = rehearse(order, supplier, now)
  if (rehearsal.refused.length === 0) return submissionOf(order, rehearsal, remarks, arrived)
  const named = { id: order.id, number: order.number, customer: order.customer }
  const held = await unreadSubmission(named, 'invalid', rehearsal.refused, supplier, arrived)
  return { ...held, deliveryDate: order.deliveryDate, digest: await contentDigest(order) }
}

/** Known to the outbox but not to KV, which was wiped or late: the next run need not ask. */
const remember = ({ orderId, digest }: Submission, { version }: Acceptance, { later, seen }: PollPorts): void =>
  later(seen.put(orderId, { digest, version }))
