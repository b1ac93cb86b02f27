import { countingVersions } from '../model/counting-versions.ts'
import type { Days } from '../model/desk-days.ts'
import type { CopyRank } from '../model/erp-holding.ts'
import { utcTime } from '../model/local-time.ts'
import { readablePart } from '../model/order/readable-part.ts'
import type { Problem } from '../model/problem.ts'
import { parsedJson } from '../text/parsed-json.ts'
import { shortened } from '../text/shortened.ts'
import { isBeingCancelled } from './being-cancelled.ts'
import { readBody } from './bodies.ts'
import { countedDeliveries } from './counted-deliveries.ts'
import { IS_DISCARDED_MAIL } from './discarded-mail.ts'
import { DAYS_READ, needsPerson, needsPersonValues } from './needs-person.ts'
import type { Sql } from './sql.ts'

/** How the refusals of an order stand. Times are ISO 8601, UTC. */
export type RefusalView = Readonly<ReturnType<typeof viewOf>>

/** The last refused post of an order, and the accepted version that the refusal leaves as it is. */
export interface LaterRefusal {
  /**
   * The version that counts although the change was refused; 0 for an order that was never accepted, or that a person
   * discarded or cancelled.
   */
  readonly version: number
  /** The version waits for a person, and no receiver has a version. Else absent. */
  readonly isHeld?: true
  /** The first problems of the last refusal. */
  readonly problems: readonly Problem[]
}

/** A refused order that no order has replaced, with the reason of its last refusal. */
export interface RefusedOrder extends LaterRefusal {
  readonly orderId: string
  readonly orderNumber: string | null
  /** ISO 8601, UTC. */
  readonly refusedAt: string
  /** A person discarded the accepted order, because a system refused it. Else absent. */
  readonly isDiscarded?: true
  /** The discarded version that the chef placed again at `refusedAt`. Else absent. */
  readonly placedAgain?: number
}

/** A customer with refused orders that no accepted order has replaced. The order of the row was refused last. */
export interface CallBack extends RefusalView, RefusedOrder {
  /** The refused orders of the customer, the newest refusal first. Each may have another reason. */
  readonly orders: readonly RefusedOrder[]
  readonly customer: string | null
  /** The readable lines; null for a body that cannot be read, or that is not stored. */
  readonly lines: number | null
  /** The names of the first articles, or the numbers. */
  readonly articles: readonly string[]
}

interface RefusalRow {
  readonly attempts: number
  readonly refusedAt: number
  readonly calledAt: number | null
  readonly calledBy: string | null
}

interface CallBackRow extends RefusalRow {
  readonly orderId: string
  /** JSON: the ids of the refused orders. */
  readonly orderIds: string
  readonly customer: string | null
  /** 0 for an order that was never accepted. The body of a refused change is not stored. */
  readonly version: number
}

/** Reads the version that counts of each order; 0 for an order without such a version. A held version waits for a person. */
export function countingIn(sql: Sql, orderIds: readonly string[], rankOf: CopyRank) {
  const byOrder = Map.groupBy(countedDeliveries(sql, JSON.stringify(orderIds)), ({ orderId }) => orderId)
  return (orderId: string): { readonly version: number; readonly isHeld: boolean } => {
    const deliveries = byOrder.get(orderId) ?? []
    if (isBeingCancelled(deliveries, rankOf)) return { version: 0, isHeld: false }
    const { released, held } = countingVersions(deliveries, rankOf)
    return { version: released ?? held?.version ?? 0, isHeld: released === null && held !== null }
  }
}

const COLUMNS = 'r.attempts, r.refused_at AS refusedAt, r.called_at AS calledAt, r.called_by AS calledBy'

/** The refusals of an order. */
export interface OrderRefusal extends RefusalView, LaterRefusal {
  /** The refused orders of the customer that one call settles, this order among them; absent once a person has called. */
  readonly orders?: readonly RefusedOrder[]
}

/** Without `rankOf`, each route leads to a system. */
export function refusalOf(sql: Sql, orderId: string, rankOf: CopyRank = () => 0): OrderRefusal | null {
  const [row] = sql.all<RefusalRow & { readonly customer: string | null }>(
    `SELECT ${COLUMNS}, r.customer FROM refusals r WHERE r.order_id = ?`,
    orderId,
  )
  if (!row) return null
  const open = row.calledAt === null ? openRefusals(sql, row.customer) : []
  const orders = refusedOrders(sql, [...new Set([orderId, ...open])], rankOf)
  const { version = 0, isHeld, problems = [] } = orders.find((order) => order.orderId === orderId) ?? {}
  return {
    ...viewOf(row),
    version,
    problems,
    ...(isHeld ? { isHeld } : {}),
    ...(row.calledAt === null ? { orders } : {}),
  }
}

/** The refused orders of a customer that no person has called about. */
const openRefusals = (sql: Sql, customer: string | null): string[] =>
  sql
    .all<{ id: string }>('SELECT order_id AS id FROM refusals WHERE customer = ? AND called_at IS NULL', customer)
    .map(({ id }) => id)

const viewOf = ({ attempts, refusedAt, calledAt, calledBy }: RefusalRow) => ({
  /** Refusals within a day of each other. */
  attempts,
  refusedAt: utcTime(refusedAt),
  /** Null while no person has called since the last refusal. */
  calledAt: calledAt === null ? null : utcTime(calledAt),
  calledBy,
})

/**
 * A row for each customer: the newest refusal, with the attempts of all. A refusal of today stays after the call. SQLite takes the
 * columns from the row of `max`.
 */
const CUSTOMERS = `SELECT r.order_id AS orderId, r.customer, sum(r.attempts) AS attempts, max(r.refused_at) AS refusedAt,
  json_group_array(r.order_id) AS orderIds, count(*) AS orderCount,
  r.called_at AS calledAt, r.called_by AS calledBy FROM refusals r
  WHERE iif(r.called_at IS NULL, ${needsPerson('r.delivery_date', 'r.refused_at', 1)}, r.refused_at >= ?2)
  GROUP BY coalesce('customer ' || r.customer, 'order ' || r.order_id)`

/** A person discarded the accepted order `o`, which people have as a mail. No later version counts. A cancellation is no such version. */
export const IS_DISCARDED = `EXISTS (SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND ${IS_DISCARDED_MAIL} AND NOT EXISTS (
  SELECT 1 FROM deliveries l WHERE l.order_id = d.order_id AND l.version > d.version AND l.purpose <> 'cancellation'
    AND l.state NOT IN ('discarded', 'superseded')))`

/** The discarded version of the order `o` that the chef placed again at the time of the row `r`; else null. */
export const PLACED_AGAIN =
  "(SELECT max(t.version) FROM timeline t WHERE t.order_id = o.id AND t.event = 'placed-again' AND t.at >= r.refused_at)"

/** The content of these orders is shown: bodies cost more than rows. */
const WITH_CONTENT = 50

/** The customers to call, each once: first the customers that no person has called, the newest refusal first. */
export function callBacks(sql: Sql, days: Days, limit: number, rankOf: CopyRank): CallBack[] {
  const rows = sql.all<CallBackRow>(
    `SELECT c.*, o.version FROM (${CUSTOMERS}) c JOIN orders o ON o.id = c.orderId
     ORDER BY c.calledAt IS NOT NULL, c.refusedAt DESC LIMIT ?${DAYS_READ + 1}`,
    ...needsPersonValues(days),
    limit,
  )
  const ids = rows.map(({ orderIds }): string[] => JSON.parse(orderIds))
  const all = new Map(refusedOrders(sql, ids.flat(), rankOf).map((order, place) => [order.orderId, { order, place }]))
  return rows.map((row, at) => {
    const orders = (ids[at] ?? [])
      .flatMap((id) => all.get(id) ?? [])
      .sort((one, other) => one.place - other.place)
      .map(({ order }) => order)
    return {
      ...{ orderNumber: null, version: 0, problems: [] },
      ...orders.find(({ orderId }) => orderId === row.orderId),
      ...{ orderId: row.orderId, customer: row.customer, orders },
      ...viewOf(row),
      ...(at < WITH_CONTENT && row.version === 0 ? contentOf(sql, row.orderId) : NO_CONTENT),
    }
  })
}

/** The newest refusal first. */
function refusedOrders(sql: Sql, ids: readonly string[], rankOf: CopyRank): RefusedOrder[] {
  const rows = sql.all<RefusedOrderRow>(
    `SELECT o.id AS orderId, o.number AS orderNumber, o.version, r.refused_at AS refusedAt, ${IS_DISCARDED} AS isDiscarded, ${PROBLEMS} AS problems,
       ${PLACED_AGAIN} AS placedAgain
     FROM json_each(?) j JOIN orders o ON o.id = j.value JOIN refusals r ON r.order_id = o.id
     ORDER BY r.refused_at DESC, o.seq DESC`,
    JSON.stringify(ids),
  )
  const accepted = rows.flatMap(({ orderId, version }) => (version > 0 ? [orderId] : []))
  const counting = countingIn(sql, accepted, rankOf)
  return rows.map(({ orderId, orderNumber, refusedAt, isDiscarded, placedAgain, problems }) => ({
    ...{ orderId, orderNumber, refusedAt: utcTime(refusedAt) },
    ...(counting(orderId).isHeld ? { isHeld: true as const } : {}),
    ...{ version: counting(orderId).version, problems: placedAgain === null ? problemsIn(problems) : [] },
    ...(isDiscarded === 1 ? { isDiscarded: true as const } : {}),
    ...(placedAgain === null ? {} : { placedAgain }),
  }))
}

interface RefusedOrderRow {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly version: number
  readonly refusedAt: number
  readonly isDiscarded: 0 | 1
  readonly placedAgain: number | null
  readonly problems: string | null
}

export interface CallBackCounts {
  readonly all: number
  /** The refused orders of the customers that no person has called. */
  readonly orders: number
  /** The customers that no person has called. */
  readonly toCall: number
}

export function countCallBacks(sql: Sql, days: Days): CallBackCounts {
  const [row] = sql.all<{ all: number; orders: number | null; toCall: number | null }>(
    `SELECT count(*) AS "all", sum(iif(calledAt IS NULL, orderCount, 0)) AS orders, sum(calledAt IS NULL) AS toCall FROM (${CUSTOMERS})`,
    ...needsPersonValues(days),
  )
  return { all: row?.all ?? 0, orders: row?.orders ?? 0, toCall: row?.toCall ?? 0 }
}

const MOST_PROBLEMS = 2

/** The problems of a refused change stand in the timeline of the accepted order. */
const PROBLEMS = `coalesce(o.problems, (SELECT t.text FROM timeline t
  WHERE t.order_id = o.id AND t.event = 'refused' AND t.route IS NULL ORDER BY t.seq DESC LIMIT 1))`

function problemsIn(stored: string | null): Problem[] {
  const problems = stored ? parsedJson(stored) : []
  return Array.isArray(problems) ? problems.slice(0, MOST_PROBLEMS) : []
}

const MOST_ARTICLES = 3
const READ_BYTES = 200_000

const NO_CONTENT: Pick<CallBack, 'lines' | 'articles'> = { lines: null, articles: [] }

function contentOf(sql: Sql, orderId: string): Pick<CallBack, 'lines' | 'articles'> {
  const bytes = readBody(sql, orderId, 0)
  const value = bytes && bytes.byteLength <= READ_BYTES ? parsedJson(bytes) : null
  if (value === null) return NO_CONTENT
  const { lines } = readablePart(value, [], () => null)
  const names = lines.map(({ name, article }) => name || article).filter((name) => name !== null)
  return { lines: lines.length, articles: names.slice(0, MOST_ARTICLES).map(shortened) }
}
