import type { Reached } from '../../model/attempt-result.ts'
import type { DeliveryState, HoldReason } from '../../model/delivery-state.ts'
import type { Purpose } from '../../model/document.ts'
import type { CopyRanks } from '../../profile/copy-routes.ts'
import { FOR_RECEIVER } from '../receiver-deliveries.ts'
import { noLaterCounts, REFUSED_BEFORE } from '../refused-before.ts'
import type { Sql } from '../sql.ts'

/** Position of the outbox's orders and events when a statement was made. */
export interface Mark {
  /** The last order that had been accepted when the window ended. */
  readonly boundary: number
  /** The last order, and the last event, at the time of the statement. */
  readonly order: number
  readonly event: number
}

export interface OpenDelivery {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly version: number
  readonly reached: Reached
  readonly route: string
  readonly primaryRoute: string
  readonly state: DeliveryState
  readonly holdReason: HoldReason | null
  readonly note: string | null
  readonly purpose: Purpose
  /** The circuit of the route is open: the system behind the route does not answer. */
  readonly isSilent: 0 | 1
}

export const NO_MARK: Mark = { boundary: 0, order: 0, event: 0 }

export interface WaitingOrders {
  /** All orders that wait, also those that `ids` leaves out. */
  readonly count: number
  /** Held orders first, then the oldest orders. */
  readonly ids: readonly string[]
}

/**
 * Reads every open delivery by an index. A desk without the gateway works by the list, so the list must be complete.
 * `ranks`: of the routes that may be copies; absent where a statement counts each delivery.
 */
export function findWaiting(sql: Sql, limit: number, ranks: CopyRanks = {}): WaitingOrders {
  const hasCopies = Object.keys(ranks).length > 0
  const which = hasCopies ? ` AND ${FOR_RECEIVER}` : ''
  const values = hasCopies ? [JSON.stringify(ranks)] : []
  const [all] = sql.all<{ count: number }>(
    `SELECT count(DISTINCT order_id) AS count FROM deliveries d INDEXED BY open WHERE next_at IS NOT NULL${which}`,
    ...values,
  )
  const rows = sql.all<{ id: string }>(
    `SELECT d.order_id AS id FROM deliveries d INDEXED BY open JOIN orders o ON o.id = d.order_id
     WHERE d.next_at IS NOT NULL${which} GROUP BY d.order_id ORDER BY min(d.state <> 'held'), min(o.seq) LIMIT ${limit}`,
    ...values,
  )
  return { count: all?.count ?? 0, ids: rows.map(({ id }) => id) }
}

const COLUMNS = `d.order_id AS orderId, o.number AS orderNumber, d.version, d.reached, d.route, d.primary_route AS primaryRoute, d.hold_reason AS holdReason, d.note, d.purpose,
  EXISTS (SELECT 1 FROM routes p WHERE p.route = d.route AND p.circuit_opened_at IS NOT NULL) AS isSilent`

/** The open deliveries of these orders, in the order of `findWaiting`. */
export const openDeliveries = (sql: Sql, orderIds: readonly string[]): OpenDelivery[] =>
  sql.all<OpenDelivery>(
    `SELECT ${COLUMNS}, d.state FROM deliveries d JOIN orders o ON o.id = d.order_id
     WHERE d.next_at IS NOT NULL AND d.order_id IN (SELECT value FROM json_each(?))
     ORDER BY d.state <> 'held', o.seq, d.version DESC, d.route`,
    JSON.stringify(orderIds),
  )

/** The refusals among these orders that another route took over, and that nobody has reported. */
export const refusalsBefore = (sql: Sql, orderIds: readonly string[]): OpenDelivery[] =>
  sql.all<OpenDelivery>(
    `SELECT ${COLUMNS}, 'refused' AS state FROM deliveries d JOIN orders o ON o.id = d.order_id
     WHERE d.order_id IN (SELECT value FROM json_each(?)) AND ${REFUSED_BEFORE} AND d.route = d.primary_route AND ${noLaterCounts()}`,
    JSON.stringify(orderIds),
  )

/** `known`: a place that is surely before the moment. */
export function markAt(sql: Sql, to: number, known: number): Mark {
  const last = (table: string): number =>
    sql.all<{ seq: number | null }>(`SELECT max(seq) AS seq FROM ${table}`)[0]?.seq ?? 0
  return { boundary: placeBefore(sql, to, known), order: last('orders'), event: last('events') }
}

/**
 * A place such that the orders up to there were accepted before this moment, because orders stand in the order of their
 * acceptance. Reads a few orders, each in the middle of the orders that are left. A restore puts older orders behind newer
 * orders, so a place before the last restore cannot be found: `known` is the place then.
 */
export function placeBefore(sql: Sql, moment: number, known = 0): number {
  const [restore] = sql.all<{ at: number }>("SELECT at FROM events WHERE action = 'restore' ORDER BY seq DESC LIMIT 1")
  if (restore && restore.at >= moment) return known
  const [last] = sql.all<{ seq: number | null }>('SELECT max(seq) AS seq FROM orders')
  let low = known
  let high = last?.seq ?? 0
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const [order] = sql.all<{ seq: number; at: number }>(
      `SELECT o.seq, v.accepted_at AS at FROM orders o CROSS JOIN versions v ON v.order_id = o.id AND v.version = 1
       WHERE o.seq > ? AND o.seq <= ? ORDER BY o.seq DESC LIMIT 1`,
      low,
      middle,
    )
    if (!order || order.at < moment) low = middle
    else high = order.seq - 1
  }
  return low
}
