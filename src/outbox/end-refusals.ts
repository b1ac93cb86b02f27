import { coversLines } from '../model/order/covers-lines.ts'
import type { Problem } from '../model/problem.ts'
import { isGroup, parsedJson } from '../text/parsed-json.ts'
import { readBody } from './bodies.ts'
import type { Sql } from './sql.ts'

/** The parts of an accepted order that say which refused orders the order replaces. */
export interface Replacement {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly customer: string | null
  readonly deliveryDate: string | null
}

/**
 * An accepted order replaces refused orders with the same id or number. Refused orders of the customer for the same
 * delivery day are replaced if all lines are in the accepted order. A restaurant may order twice a day, and the second
 * order does not bring the first.
 * A held order replaces none: the customer may get nothing, so the desk still calls.
 */
export function endRefusals(sql: Sql, order: Replacement, bodyOf: () => Uint8Array | null, refusedUntil: number): void {
  const { orderId, orderNumber } = order
  sql.all(
    `DELETE FROM refusals WHERE (order_id = ?1 OR order_id IN (SELECT id FROM orders WHERE number = ?2)) AND refused_at <= ?3`,
    ...[orderId, orderNumber, refusedUntil],
  )
  const others = refusedForTheDay(sql, order, refusedUntil)
  const later = others.length === 0 ? null : contentOf(bodyOf())
  if (later === null) return
  for (const { id, problems } of others) {
    const refused = contentOf(readBody(sql, id, REFUSED))
    if (refused !== null && coversLines(later, refused, problemsIn(problems))) endRefusalOf(sql, id)
  }
}

/** The version of a body that was refused. A refused change of an accepted order has no stored body, so the change stays. */
const REFUSED = 0

/** More refused orders of one customer and day stay for the call: each costs the reading of a body. */
const MOST_COMPARED = 20

interface RefusedRow {
  readonly id: string
  readonly problems: string | null
}

const refusedForTheDay = (sql: Sql, { customer, deliveryDate }: Replacement, refusedUntil: number): RefusedRow[] =>
  customer === null || deliveryDate === null
    ? []
    : sql.all<RefusedRow>(
        `SELECT o.id, o.problems FROM refusals r JOIN orders o ON o.id = r.order_id
         WHERE r.customer = ? AND r.delivery_date = ? AND r.refused_at <= ? AND o.version = ${REFUSED}
         ORDER BY r.refused_at DESC LIMIT ${MOST_COMPARED}`,
        customer,
        deliveryDate,
        refusedUntil,
      )

/** A larger body would take as long as many orders. */
const READ_BYTES = 200_000

function contentOf(bytes: Uint8Array | null): Record<string, unknown> | null {
  const value = bytes && bytes.byteLength <= READ_BYTES ? parsedJson(bytes) : null
  return isGroup(value) ? value : null
}

function problemsIn(stored: string | null): Problem[] {
  const problems = stored === null ? [] : parsedJson(stored)
  return Array.isArray(problems) ? problems : []
}

/** The chef repeated this order, and reads that the order is accepted. */
export const endRefusalOf = (sql: Sql, orderId: string): void => {
  sql.all('DELETE FROM refusals WHERE order_id = ?', orderId)
}

/** A person decided about a version that was held: from then on the version replaces the orders refused before it. */
export function endRefusalsBefore(sql: Sql, orderId: string, version: number): void {
  const [order] = sql.all<Replacement & { readonly acceptedAt: number }>(
    `SELECT o.id AS orderId, o.number AS orderNumber, o.customer, v.delivery_date AS deliveryDate, v.accepted_at AS acceptedAt
     FROM orders o JOIN versions v ON v.order_id = o.id AND v.version = ?2
     WHERE o.id = ?1 AND v.status <> 'cancelled' AND EXISTS (SELECT 1 FROM refusals) AND NOT EXISTS (
       SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND d.version = v.version AND d.state = 'held')`,
    orderId,
    version,
  )
  if (order) endRefusals(sql, order, () => readBody(sql, orderId, version), order.acceptedAt)
}
