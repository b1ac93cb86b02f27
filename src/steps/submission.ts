import type { HoldReason } from '../model/delivery-state.ts'
import { deskRemark } from '../model/desk-wording.ts'
import { contentDigest, sha256 } from '../model/order/identity.ts'
import type { Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { readTraceParent, TRACE_PARENT_LENGTH } from '../model/trace-parent.ts'
import { readTraceState } from '../model/trace-state.ts'
import type { Submission } from '../outbox/accept.ts'
import { searchText } from '../outbox/search/search-text.ts'
import { primaryRoutes } from '../profile/fallbacks.ts'
import type { Supplier } from '../profile/supplier.ts'
import type { RouteCheck } from './rehearse.ts'
import type { Named } from './validate.ts'
import type { Verified } from './verify.ts'

/** The origin of the bytes: the signed webhook, or the poll. `withinMs` limits the outbox's time to commit. */
export interface Arrived {
  readonly requestId: string
  readonly source: 'webhook' | 'poll'
  readonly body: Uint8Array
  readonly verified: Verified | null
  readonly withinMs: number
  /** Headers of the request; absent for a polled order. */
  readonly traceparent?: string | null
  readonly tracestate?: string | null
}

export async function submissionOf(
  order: Order,
  rehearsal: RouteCheck,
  remarks: readonly Problem[],
  arrived: Arrived,
): Promise<Submission> {
  return {
    requestId: arrived.requestId,
    withinMs: arrived.withinMs,
    source: arrived.source,
    orderId: order.id,
    orderNumber: order.number,
    customer: order.customer,
    placedAt: placedAt(order),
    deliveryDate: order.deliveryDate,
    cutOff: rehearsal.cutOff,
    digest: await contentDigest(order),
    body: arrived.body,
    foundBy: searchText(
      [order.id, order.number, order.customer],
      order.deliveryDate,
      order.lines.map(({ article }) => article),
    ),
    routes: rehearsal.routes,
    metadata: aboutOf(arrived, remarks, rehearsal.findings),
    remark: rehearsal.remark,
    losses: rehearsal.losses,
  }
}

/** An order that the gateway can neither read nor refuse: stored, and held on every route until the desk decides. */
export async function unreadSubmission(
  named: Named & { readonly id: string },
  reason: HoldReason,
  problems: readonly Problem[],
  supplier: Supplier,
  arrived: Arrived & { readonly body: Uint8Array<ArrayBuffer> },
): Promise<Submission> {
  return {
    requestId: arrived.requestId,
    withinMs: arrived.withinMs,
    source: arrived.source,
    orderId: named.id,
    orderNumber: named.number,
    customer: named.customer,
    placedAt: null,
    deliveryDate: null,
    cutOff: null,
    digest: await sha256(arrived.body),
    body: arrived.body,
    foundBy: searchText([named.id, named.number, named.customer], null),
    routes: primaryRoutes(supplier).map(({ name, revisions }) => ({
      route: name,
      revisions: revisions ?? supplier.revisions,
      start: { state: 'held', reason },
    })),
    metadata: aboutOf(arrived, problems, problems),
    remark: deskRemark(problems, supplier.language),
  }
}

const placedAt = ({ orderedOn: { date, time, offset } }: Order): number => Date.parse(`${date}T${time}${offset}`)

/** A row holds at most 2 MB, and every line of an order of thousands can have a remark. */
const REMARKS_KEPT = 200

function aboutOf(
  { verified, traceparent = null, tracestate = null }: Arrived,
  remarks: readonly Problem[],
  findings: readonly Problem[],
): string {
  const traced = readTraceParent(traceparent) && {
    traceparent: traceparent?.slice(0, TRACE_PARENT_LENGTH),
    tracestate: readTraceState(tracestate) ?? undefined,
  }
  // The note of a delivery has these in the supplier's language only.
  const found = findings.length > 0 ? { findings: findings.slice(0, REMARKS_KEPT) } : {}
  return JSON.stringify({ verified, remarks: remarks.slice(0, REMARKS_KEPT), ...found, ...traced })
}
