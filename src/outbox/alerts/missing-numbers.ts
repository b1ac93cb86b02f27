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

/** Reads the findings `g`, about numbers in no table, of orders `i` that still wait. */
const selectMissing = (columns: string, orders: string): string =>
  `SELECT ${columns} FROM ${orders} i CROSS JOIN versions v CROSS JOIN json_each(v.metadata, '$.findings') g
   WHERE i.kind = ?1 AND i.route = ?2 AND i.cause = ?3 AND v.order_id = i.order_id AND v.version = i.version
     AND json_extract(g.value, '$.code') = ?3 AND EXISTS (
       SELECT 1 FROM deliveries d WHERE d.order_id = i.order_id AND d.version = i.version
         AND d.state = 'held' AND d.hold_reason = i.cause)`

/** An order is accepted meanwhile. A missed number makes one message more. */
const MOST_COMPARED = 200
const COMPARED = `(SELECT * FROM incident_orders WHERE kind = ?1 AND route = ?2 AND cause = ?3 LIMIT ${MOST_COMPARED})`

/**
 * Whether the order waits only for numbers that other orders of the incident wait for too. A message about these
 * orders has named the numbers, or is due.
 */
export function isWaitedFor(sql: Sql, { kind, route, cause }: IncidentKey, orderId: string, version: number): boolean {
  if (kind !== 'held' || !isMissingCause(cause)) return false
  const value = VALUE_OF[cause]
  const own = sql.all<{ number: string }>(
    `SELECT json_extract(f.value, ?1) AS number FROM versions v CROSS JOIN json_each(v.metadata, '$.findings') f
     WHERE v.order_id = ?2 AND v.version = ?3 AND json_extract(f.value, '$.code') = ?4`,
    ...[value, orderId, version, cause],
  )
  if (own.length === 0) return false
  const others = sql.all<{ number: string }>(
    `${selectMissing('DISTINCT json_extract(g.value, ?4) AS number', COMPARED)} AND i.order_id <> ?5`,
    ...[kind, route, cause, value, orderId],
  )
  const known = new Set(others.map(({ number }) => number))
  return own.every(({ number }) => known.has(number))
}

const COUNTED = `json_extract(g.value, ?4) AS number, count(DISTINCT i.order_id) AS orders, count(*) OVER () AS "all"`

/** The numbers that orders of the incident wait for, the number with most orders first; null for another incident. */
export function missingNumbers(
  sql: Sql,
  { kind, route, cause }: IncidentKey,
  limit: number,
): (MissingNumbers & { readonly cause: MissingCause }) | null {
  if (kind !== 'held' || !isMissingCause(cause)) return null
  const found = sql.all<MissingNumber & { readonly all: number }>(
    `${selectMissing(COUNTED, 'incident_orders')} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?5`,
    ...[kind, route, cause, VALUE_OF[cause], limit],
  )
  const [first] = found
  if (!first) return null
  const numbers = found.map(({ number, orders }) => ({ number, orders }))
  return { cause, numbers, others: first.all - numbers.length }
}
