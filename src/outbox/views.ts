import { firstReason, type HoldReason, type OrderState, orderState } from '../model/delivery-state.ts'
import { addDays, utcTime } from '../model/local-time.ts'
import { type AcknowledgementView, acknowledgementViews } from './answers/acknowledgements.ts'
import { type EvidenceView, evidenceViews } from './answers/receipts.ts'
import { type DeliveryView, deliveryViews } from './delivery-views.ts'
import type { DeliveryKey } from './due.ts'
import { type NoticeView, noticeViews } from './notices.ts'
import { type MarkView, markViews } from './order-api/marks.ts'
import { type RefusalView, refusalOf } from './refusals.ts'
import { findRows } from './search/find-rows.ts'
import { SEARCHED_ORDERS } from './search/search-index.ts'
import { hasNeedle, wantedRows } from './search/search-terms.ts'
import type { Sql } from './sql.ts'
import { type TimelineEntry, timelineOf } from './timeline.ts'
import type { WaitsFor } from './waits-for.ts'

/** An order in a list. Times are ISO 8601, UTC. */
export interface OrderSummary {
  readonly supplier: string
  readonly orderId: string
  readonly orderNumber: string | null
  readonly customer: string | null
  /** The name of the customer in the tables; absent without a name. */
  readonly customerName?: string
  readonly state: OrderState
  readonly holdReason?: HoldReason
  /** The latest accepted version; 0 while every content was refused. */
  readonly version: number
  readonly receivedAt: string
  /** `YYYY-MM-DD`; null without a date, and while every content was refused. */
  readonly deliveryDate: string | null
  /** When an order for the date must be sent; null without a calendar. */
  readonly cutOff: string | null
  /** Routes whose receiver did not take the order, and that no fallback replaces; absent when there are none. */
  readonly refusedBy?: readonly string[]
}

export interface OrderView extends OrderSummary {
  readonly problems?: unknown
  /** The refusals since the customer's last accepted order; absent when there are none. */
  readonly refusal?: RefusalView
  /** When the order's contents were purged. ISO 8601, UTC. */
  readonly purgedAt?: string
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
  /** Null when the delivery waits for nothing, or for a person, as `holdReason` says. */
  readonly waitsFor: WaitsFor | null
}

/**
 * Acknowledgements of the receiver's system, oldest first; functional and business acknowledgements are separate
 * entries.
 */
interface Answers {
  readonly acknowledgements: readonly AcknowledgementView[]
  /** Receipts as they arrived: `GET …/receipts/:route?version=&number=`. */
  readonly receipts: readonly EvidenceView[]
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

interface OrderRow {
  readonly seq: number
  readonly id: string
  readonly number: string | null
  readonly customer: string | null
  readonly version: number
  readonly firstAt: number
  readonly problems: string | null
  readonly purgedAt: number | null
  readonly deliveryDate: string | null
  readonly cutOff: number | null
}

const COLUMNS =
  'o.seq, o.id, o.number, o.customer, o.version, o.first_at AS firstAt, o.problems, o.purged_at AS purgedAt, v.delivery_date AS deliveryDate, v.cut_off AS cutOff'
const FROM = 'orders o LEFT JOIN versions v ON v.order_id = o.id AND v.version = o.version'
const UNSETTLED = 'SELECT order_id FROM deliveries WHERE next_at IS NOT NULL'
const LEFT = "SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND (d.reached <> 'no' OR d.state = 'sending')"
const DISCARDED = "SELECT order_id FROM deliveries WHERE state = 'discarded'"
const GIVEN_UP = "SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND d.state = 'discarded'"

/** `orderState` in SQL; the two agree (test/outbox/views.test.ts). */
export const STATE_FILTER: Readonly<Record<OrderState, string>> = {
  refused: 'o.version = 0',
  held: `o.id IN (${UNSETTLED} AND state = 'held')`,
  pending: `o.id IN (${UNSETTLED}) AND o.id NOT IN (${UNSETTLED} AND state = 'held')`,
  discarded: `o.id IN (${DISCARDED}) AND o.id NOT IN (${UNSETTLED}) AND NOT EXISTS (${LEFT})`,
  settled: `o.version > 0 AND o.id NOT IN (${UNSETTLED}) AND (NOT EXISTS (${GIVEN_UP}) OR EXISTS (${LEFT}))`,
}

export interface OrderQuery {
  readonly state: OrderState | null
  /** Part of an order id, order number, customer or article number. One or two letters are a complete number. */
  readonly text: string | null
  /** Customers that the text means too, such as those whose name has the text. */
  readonly customers?: readonly string[]
  readonly limit: number
  /** Only orders before this `seq`. */
  readonly before: number | null
  /** Only orders received from the first day to the end of the second day: `YYYY-MM-DD`, UTC. */
  readonly from?: string | null
  readonly to?: string | null
  /** Only orders for this delivery day: `YYYY-MM-DD`. */
  readonly day?: string | null
}

/** With the `seq` before which the next page begins. */
export interface ListedOrder {
  readonly seq: number
  readonly order: OrderSummary
}

const IN_STATE = (state: OrderState | null): string => (state === null ? '1' : STATE_FILTER[state])
const ASKED = `(?1 = '' OR ${hasNeedle('o.search_text')} OR o.customer IN (SELECT value FROM json_each(?4)))
  AND o.first_at >= ?5 AND o.first_at < ?6 AND (?7 IS NULL OR v.delivery_date = ?7)`

/** Newest first. An order that was refused first counts from its acceptance. */
export function listOrders(sql: Sql, supplier: string, query: OrderQuery): ListedOrder[] {
  const { state, text, customers = [], day = null, from, to, before, limit } = query
  const { needle, match } = wantedRows({ text, numbers: customers, day })
  const where = `${ASKED} AND ${IN_STATE(state)}`
  const values = [
    JSON.stringify(customers),
    from ? Date.parse(from) : Number.MIN_SAFE_INTEGER,
    to ? Date.parse(addDays(to, 1)) : Number.MAX_SAFE_INTEGER,
    day,
  ]
  // Orders in a rare state are found by state and then sorted: a scan of all orders of years would take long.
  const isRare = state !== null && state !== 'settled'
  const seq = isRare ? '+o.seq' : 'o.seq'
  const rows =
    match !== null && !isRare
      ? findRows<OrderRow>(sql, {
          ...{ searched: SEARCHED_ORDERS, columns: COLUMNS, from: FROM, seq: 'o.seq', where },
          ...{ needle, match, before, limit, values },
        })
      : sql.all<OrderRow>(
          `SELECT ${COLUMNS} FROM ${FROM} WHERE ${seq} < ?2 AND ${where} ORDER BY ${seq} DESC LIMIT ?3`,
          needle,
          before ?? Number.MAX_SAFE_INTEGER,
          limit,
          ...values,
        )
  return rows.map((row) => ({ seq: row.seq, order: summary(row, supplier, deliveryViews(sql, row.id)) }))
}

/** `waitsFor`: the reason why one delivery of the order waits now. */
export function viewOrder(
  sql: Sql,
  supplier: string,
  orderId: string,
  waitsFor: (delivery: DeliveryKey) => WaitsFor | null = () => null,
): OrderView | null {
  const [row] = sql.all<OrderRow>(`SELECT ${COLUMNS} FROM ${FROM} WHERE o.id = ?`, orderId)
  if (!row) return null
  const deliveries = deliveryViews(sql, orderId)
  const versions = versionRows(sql, orderId)
  const acknowledgements = acknowledgementViews(sql, orderId)
  const proofs = evidenceViews(sql, orderId)
  const notices = noticeViews(sql, orderId)
  const marks = markViews(sql, orderId)
  const refusal = refusalOf(sql, orderId)
  return {
    ...summary(row, supplier, deliveries),
    ...(row.problems === null ? {} : { problems: JSON.parse(row.problems) }),
    ...(refusal ? { refusal } : {}),
    ...(row.purgedAt === null ? {} : { purgedAt: utcTime(row.purgedAt) }),
    versions: versions.map(({ metadata, acceptedAt, ...version }) => ({
      ...version,
      ...JSON.parse(metadata),
      acceptedAt: utcTime(acceptedAt),
    })),
    deliveries: deliveries.map((delivery) => ({
      ...waiting(delivery, waitsFor({ ...delivery, orderId })),
      acknowledgements: viewsOf(acknowledgements, delivery),
      receipts: viewsOf(proofs, delivery),
    })),
    timeline: [...versions.map(arrivalEntry), ...timelineOf(sql, orderId)]
      .sort((a, b) => a.at - b.at)
      .map(({ at, ...entry }): TimelineView => ({ at: utcTime(at), ...entry })),
    ...(notices.length > 0 ? { notices } : {}),
    ...(marks.length > 0 ? { marks } : {}),
  }
}

/** The next attempt is not before the end of the wait, and has no time when that end is not known. */
function waiting(delivery: DeliveryView, waitsFor: WaitsFor | null): DeliveryView & Waiting {
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

function summary(row: OrderRow, supplier: string, deliveries: readonly DeliveryView[]): OrderSummary {
  const holdReason = firstReason(deliveries.map((delivery) => delivery.holdReason))
  const refusedBy = deliveries.flatMap(({ state, fallbackAt, route }) =>
    state === 'refused' && fallbackAt === null ? [route] : [],
  )
  return {
    supplier,
    orderId: row.id,
    orderNumber: row.number,
    customer: row.customer,
    state: orderState(row.version > 0, deliveries),
    ...(holdReason ? { holdReason } : {}),
    version: row.version,
    receivedAt: utcTime(row.firstAt),
    deliveryDate: row.deliveryDate,
    cutOff: row.cutOff === null ? null : utcTime(row.cutOff),
    ...(refusedBy.length > 0 ? { refusedBy } : {}),
  }
}

export const countUnsettled = (sql: Sql, route: string): number =>
  sql.all<{ n: number }>('SELECT count(*) AS n FROM deliveries WHERE route = ? AND next_at IS NOT NULL', route)[0]?.n ??
  0
