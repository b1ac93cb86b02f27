import type { HoldReason } from '../../model/delivery-state.ts'
import { IS_UNKNOWN } from '../migrations/007-catalogue.ts'
import type { Sql } from '../sql.ts'

export interface HeldOrder {
  /** The place in the order of acceptance. */
  readonly seq: number
  readonly orderId: string
}

/**
 * Orders that are held because a number is in no table, in the order of acceptance. Starts at the index of these few
 * deliveries, because a walk over all orders would take longer with every order.
 */
export const heldUnknown = (sql: Sql, after: number, limit: number): HeldOrder[] =>
  sql.all<HeldOrder>(
    `SELECT DISTINCT o.seq, o.id AS orderId FROM deliveries d INDEXED BY unknown_numbers CROSS JOIN orders o ON o.id = d.order_id
     WHERE ${IS_UNKNOWN} AND o.seq > ? ORDER BY o.seq LIMIT ?`,
    after,
    limit,
  )

/**
 * Orders that an entry may send, in the order of acceptance: a number is in no table, or a route's document cannot hold
 * what the tables say.
 */
export const heldForEntry = (sql: Sql, after: number, limit: number): HeldOrder[] =>
  sql.all<HeldOrder>(
    `SELECT DISTINCT o.seq, o.id AS orderId FROM deliveries d INDEXED BY held_deliveries CROSS JOIN orders o ON o.id = d.order_id
     WHERE d.state = 'held' AND d.hold_reason IN ('unknown-customer', 'unknown-article', 'unwritable') AND o.seq > ?
     ORDER BY o.seq LIMIT ?`,
    after,
    limit,
  )

export const countHeldUnknown = (sql: Sql): number =>
  sql.all<{ count: number }>(
    `SELECT count(DISTINCT order_id) AS count FROM deliveries INDEXED BY unknown_numbers WHERE ${IS_UNKNOWN}`,
  )[0]?.count ?? 0

export const isUnknownReason = (reason: string | null): boolean =>
  reason === 'unknown-customer' || reason === 'unknown-article'

/** Whether an entry of the catalogue may settle the reason. */
export const isEntryReason = (reason: HoldReason | null): boolean => isUnknownReason(reason) || reason === 'unwritable'

/** The place of an order in the order of acceptance. */
export const placeOf = (sql: Sql, orderId: string): number =>
  sql.all<{ seq: number }>('SELECT seq FROM orders WHERE id = ?', orderId)[0]?.seq ?? 0
