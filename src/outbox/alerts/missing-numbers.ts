import type { Sql } from '../sql.ts'
import type { IncidentKey } from './incidents.ts'

/** A number in no table, and the count of waiting orders with the number. */
export interface MissingNumber {
  readonly number: string
  readonly orders: number
}

/** The first numbers, and how many more there are. */
export interface MissingNumbers {
  readonly numbers: readonly MissingNumber[]
  readonly others: number
}

/** Causes that one entry in the catalogue settles for all orders of a number, and the value that names the number. */
const VALUE_OF = { 'unknown-article': '$.values.article', 'unknown-customer': '$.values.customer' } as const

export type MissingCause = keyof typeof VALUE_OF

const isMissingCause = (cause: string): cause is MissingCause => Object.hasOwn(VALUE_OF, cause)

/** SQL: the order `i` of an incident still waits for a number. */
const WAITS = `EXISTS (
  SELECT 1 FROM deliveries d WHERE d.order_id = i.order_id AND d.version = i.version
    AND d.state = 'held' AND d.hold_reason = i.cause)`

/** An order is accepted meanwhile. A missed number makes one message more. */
const MOST_ORDERS = 200
/** An order of a supplier with an empty table lacks every article. */
const MOST_NUMBERS = 1_000

/**
 * Whether the order waits only for numbers that other orders of the incident wait for too. A message about these
 * orders has named the numbers, or is due.
 */
export function isWaitedFor(sql: Sql, { kind, route, cause }: IncidentKey, orderId: string, version: number): boolean {
  if (kind !== 'held' || !isMissingCause(cause)) return false
  const own = new Set(numbersOf(sql, { orderId, version }, cause))
  if (own.size === 0) return false
  const others = sql.all<OrderVersion>(
    `SELECT order_id AS orderId, version FROM incident_orders i
     WHERE kind = ? AND route = ? AND cause = ? AND order_id <> ? AND ${WAITS} LIMIT ${MOST_ORDERS}`,
    ...[kind, route, cause, orderId],
  )
  let compared = 0
  for (const other of others) {
    const numbers = numbersOf(sql, other, cause)
    for (const number of numbers) own.delete(number)
    if (own.size === 0) return true
    compared += numbers.length
    if (compared >= MOST_NUMBERS) return false
  }
  return false
}

interface OrderVersion {
  readonly orderId: string
  readonly version: number
}

const numbersOf = (sql: Sql, { orderId, version }: OrderVersion, cause: MissingCause): string[] =>
  sql
    .all<{ number: string }>(
      `SELECT json_extract(f.value, ?1) AS number FROM versions v CROSS JOIN json_each(v.metadata, '$.findings') f
       WHERE v.order_id = ?2 AND v.version = ?3 AND json_extract(f.value, '$.code') = ?4`,
      ...[VALUE_OF[cause], orderId, version, cause],
    )
    .map(({ number }) => number)

const COUNTED = `json_extract(g.value, ?4) AS number, count(DISTINCT i.order_id) AS orders, count(*) OVER () AS "all"`

/** The numbers that orders of the incident wait for, the number with most orders first; null for another incident. */
export function missingNumbers(
  sql: Sql,
  { kind, route, cause }: IncidentKey,
  limit: number,
): (MissingNumbers & { readonly cause: MissingCause }) | null {
  if (kind !== 'held' || !isMissingCause(cause)) return null
  const found = sql.all<MissingNumber & { readonly all: number }>(
    `SELECT ${COUNTED} FROM incident_orders i CROSS JOIN versions v CROSS JOIN json_each(v.metadata, '$.findings') g
     WHERE i.kind = ?1 AND i.route = ?2 AND i.cause = ?3 AND v.order_id = i.order_id AND v.version = i.version
       AND json_extract(g.value, '$.code') = ?3 AND ${WAITS}
     GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?5`,
    ...[kind, route, cause, VALUE_OF[cause], limit],
  )
  const [first] = found
  if (!first) return null
  const numbers = found.map(({ number, orders }) => ({ number, orders }))
  return { cause, numbers, others: first.all - numbers.length }
}
