import { IS_AHEAD } from '../due-row.ts'
import { NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'

/**
 * Makes the sequences of these routes complete. An unchanged configuration costs a row for each route. A route that
 * gets `order: 'customer'` later has open deliveries that no sequence holds yet.
 */
export function applySequences(sql: Sql, routes: readonly string[]): void {
  const known = sql.all<{ route: string }>('SELECT route FROM sequenced_routes').map(({ route }) => route)
  for (const route of known) {
    if (routes.includes(route)) continue
    sql.all('DELETE FROM sequenced_routes WHERE route = ?', route)
    sql.all('DELETE FROM customer_sequence WHERE route = ?', route)
  }
  for (const route of routes) {
    if (known.includes(route)) continue
    sql.all('INSERT INTO sequenced_routes (route) VALUES (?)', route)
    sql.all(
      `INSERT INTO customer_sequence (route, customer, seq, version, order_id)
       SELECT d.route, coalesce(o.customer, char(0) || o.id), o.seq, d.version, o.id
       FROM deliveries d JOIN orders o ON o.id = d.order_id WHERE d.route = ? AND d.next_at < ${NEVER}`,
      route,
    )
  }
}

/** The delivery of each customer of route `?1` that goes first: a step for each customer, however many orders wait. */
export const FIRST_OF_EACH_CUSTOMER = `
  WITH RECURSIVE customers (customer) AS (
    SELECT min(customer) FROM customer_sequence WHERE route = ?1
    UNION ALL
    SELECT (SELECT min(n.customer) FROM customer_sequence n WHERE n.route = ?1 AND n.customer > c.customer)
    FROM customers c WHERE c.customer IS NOT NULL),
  firsts (customer, seq) AS (
    SELECT c.customer, (
      SELECT q.seq FROM customer_sequence q CROSS JOIN deliveries b
      WHERE q.route = ?1 AND q.customer = c.customer AND b.order_id = q.order_id AND b.version = q.version AND b.route = q.route
        AND ${IS_AHEAD} ORDER BY q.seq LIMIT 1)
    FROM customers c WHERE c.customer IS NOT NULL)`
