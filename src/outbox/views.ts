import type { HoldReason } from '../model/delivery-state.ts'
import { utcTime } from '../model/local-time.ts'
import { noteProblems } from '../model/note-problems.ts'
import type { StandingRules } from '../model/order-standing.ts'
import type { Problem } from '../model/problem.ts'
import { mailedInstead } from './actions/mailed-instead.ts'
import { type AcknowledgementView, acknowledgementViews } from './answers/acknowledgements.ts'
import { type ReceiptView, receiptViews } from './answers/receipts.ts'
import { type DeliveryView, deliveryViews } from './delivery-views.ts'
import type { DeliveryKey } from './due.ts'
import { type NoticeView, noticeViews } from './notices.ts'
import { ordersWithNumber } from './number-taken.ts'
import { type MarkView, markViews } from './order-api/marks.ts'
import { FROM_ORDERS, ORDER_COLUMNS, type OrderRow, type OrderSummary, summaryOf } from './order-summary.ts'
import { type PlacedAgain, placedAgain } from './placed-again.ts'
import { sharesOpenDocument } from './purge-round.ts'
import { type OrderRefusal, refusalOf } from './refusals.ts'
import type { OutlookView } from './route/read-outlook.ts'
import type { Sql } from './sql.ts'
import { type TimelineEntry, timelineOf } from './timeline.ts'
import type { WaitsFor } from './waits-for.ts'

export interface OrderView extends OrderSummary {
  readonly problems?: unknown
  /** The refusals that no accepted order has replaced; absent when there are none. */
  readonly refusal?: OrderRefusal
  /** The chef placed a discarded version again, and no receiver has the version. `at` is ISO 8601, UTC. Else absent. */
  readonly placedAgain?: Omit<PlacedAgain, 'at'> & { readonly at: string }
  /** The earlier orders with the same number, while the order is held for that; else absent. */
  readonly sameNumber?: readonly { readonly orderId: string; readonly orderNumber: string | null }[]
  /** A discard ends the order: a system refused the order, and people have a mail instead. Else absent. */
  readonly canDiscardMailed?: true
  /** When the order's contents were purged. ISO 8601, UTC. */
  readonly purgedAt?: string
  /** The order is settled and shares a document with an open order, so the content cannot be erased; else absent. */
  readonly sharesOpenDocument?: true
  readonly versions: readonly VersionView[]
  readonly deliveries: readonly (DeliveryView & Waiting & Answers)[]
  readonly timeline: readonly TimelineView[]
  /** Notices to the customer, sent or not; absent when there are none. */
  readonly notices?: readonly NoticeView[]
  /** Marks that the gateway writes to the order API; absent when there are none. */
  readonly marks?: readonly MarkView[]
}

/** An event of an order, with its time in ISO 8601, UTC. */
export type TimelineView = Omit<TimelineEntry, 'at'> & { readonly at: string }

interface Waiting {
  /** The problems that the note names, with English sentences; empty for another note. */
  readonly problems: readonly Problem[]
  /** Null when the delivery waits for nothing, or for a person, as `holdReason` says. */
  readonly waitsFor: WaitsFor | null
  /** The next change of the delivery if no person acts; null when it is settled, under way, or handed over. */
  readonly ifNobodyActs: OutlookView | null
}

/** The parts of an order's view that need the configuration. */
interface OrderRules {
  readonly standing?: StandingRules
  readonly waitsFor: (delivery: DeliveryKey) => WaitsFor | null
  readonly outlook: (delivery: DeliveryKey) => OutlookView | null
}

const NO_RULES: OrderRules = { waitsFor: () => null, outlook: () => null }

/**
 * Acknowledgements of the receiver's system, oldest first; functional and business acknowledgements are separate
 * entries.
 */
interface Answers {
  readonly acknowledgements: readonly AcknowledgementView[]
  /** Receipts as they arrived: `GET …/receipts/:route?version=&number=`. */
  readonly receipts: readonly ReceiptView[]
}

interface VersionView {
  readonly version: number
  readonly status: string
  readonly holdReason: HoldReason | null
  readonly source: string
  readonly deliveryDate: string | null
  readonly digest: string
  readonly acceptedAt: string
}

export function viewOrder(
  sql: Sql,
  supplier: string,
  orderId: string,
  { waitsFor, outlook, standing }: OrderRules = NO_RULES,
): OrderView | null {
  const [row] = sql.all<OrderRow>(`SELECT ${ORDER_COLUMNS} FROM ${FROM_ORDERS} WHERE o.id = ?`, orderId)
  if (!row) return null
  const deliveries = deliveryViews(sql, orderId)
  const versions = versionRows(sql, orderId)
  const acknowledgements = acknowledgementViews(sql, orderId)
  const proofs = receiptViews(sql, orderId)
  const notices = noticeViews(sql, orderId)
  const marks = markViews(sql, orderId)
  const refusal = refusalOf(sql, orderId, standing?.rankOf)
  const history = timelineOf(sql, orderId)
  const again = placedAgain(sql, orderId, history, deliveries, standing?.rankOf ?? (() => 0))
  const summary = summaryOf(sql, row, supplier, deliveries, standing)
  const conflicts = deliveries.some(({ holdReason }) => holdReason === 'order-number-conflict')
  return {
    ...summary,
    ...(conflicts ? { sameNumber: ordersWithNumber(sql, orderId, summary.orderNumber) } : {}),
    ...(row.problems === null ? {} : { problems: JSON.parse(row.problems) }),
    ...(refusal ? { refusal } : {}),
    ...(again ? { placedAgain: { ...again, at: utcTime(again.at) } } : {}),
    ...(canDiscardMailed(sql, summary, deliveries, standing) ? { canDiscardMailed: true as const } : {}),
    ...(row.purgedAt === null ? {} : { purgedAt: utcTime(row.purgedAt) }),
    ...(sharesOpenDocument(sql, orderId) ? { sharesOpenDocument: true as const } : {}),
    versions: versions.map(({ metadata, acceptedAt, ...version }) => ({
      ...version,
      ...JSON.parse(metadata),
      acceptedAt: utcTime(acceptedAt),
    })),
    deliveries: deliveries.map((delivery) => ({
      ...waiting(delivery, waitsFor({ ...delivery, orderId })),
      problems: problemsOf(delivery, versions),
      ifNobodyActs: outlook({ ...delivery, orderId }),
      acknowledgements: viewsOf(acknowledgements, delivery),
      receipts: viewsOf(proofs, delivery),
    })),
    timeline: [...versions.map(arrivalEntry), ...history]
      .sort((a, b) => a.at - b.at)
      .map(({ at, ...entry }): TimelineView => ({ at: utcTime(at), ...entry })),
    ...(notices.length > 0 ? { notices } : {}),
    ...(marks.length > 0 ? { marks } : {}),
  }
}

/** A held version is discarded first, and an attempt under way ends first. */
const canDiscardMailed = (
  sql: Sql,
  { orderId, state }: OrderSummary,
  deliveries: readonly DeliveryView[],
  rules?: StandingRules,
): boolean =>
  rules !== undefined &&
  state !== 'held' &&
  deliveries.some(({ refusedBefore }) => refusedBefore) &&
  mailedInstead(sql, orderId, rules.rankOf)?.every((delivery) => delivery.state !== 'sending') === true

/** The findings of versions from before this field are absent. */
function problemsOf({ note, version }: DeliveryView, versions: readonly VersionRow[]): readonly Problem[] {
  const metadata = note && versions.find((row) => row.version === version)?.metadata
  if (!note || !metadata) return []
  const { findings = [] }: { readonly findings?: readonly Problem[] } = JSON.parse(metadata)
  return findings.length > 0 ? noteProblems(note, findings) : []
}

/** The next attempt is not before the end of the wait, and has no time when that end is not known. */
function waiting(delivery: DeliveryView, waitsFor: WaitsFor | null): DeliveryView & Pick<Waiting, 'waitsFor'> {
  if (!waitsFor) return { ...delivery, waitsFor }
  const { kind, until, text } = waitsFor
  const { nextAttemptAt } = delivery
  const isOpen = until === null && (kind === 'pause' || kind === 'earlier-version' || kind === 'customer-order')
  const isLater = until !== null && nextAttemptAt !== null && until > nextAttemptAt
  return {
    ...delivery,
    nextStep: kind === 'pause' || kind === 'earlier-version' ? text : delivery.nextStep,
    nextAttemptAt: isOpen ? null : isLater ? until : nextAttemptAt,
    waitsFor,
  }
}

const viewsOf = <V>(all: readonly { version: number; route: string; view: V }[], of: DeliveryView): V[] =>
  all.filter(({ version, route }) => version === of.version && route === of.route).map(({ view }) => view)

type VersionRow = Omit<VersionView, 'acceptedAt'> & { readonly acceptedAt: number; readonly metadata: string }

const versionRows = (sql: Sql, orderId: string): VersionRow[] =>
  sql.all<VersionRow>(
    `SELECT version, status, hold_reason AS holdReason, source, delivery_date AS deliveryDate, digest,
     accepted_at AS acceptedAt, metadata FROM versions WHERE order_id = ? ORDER BY version`,
    orderId,
  )

const arrivalEntry = ({ acceptedAt, status, version, source, holdReason }: VersionRow): TimelineEntry => ({
  at: acceptedAt,
  event: status,
  version,
  route: null,
  text: holdReason ? `by ${source}: ${holdReason}` : `by ${source}`,
})
