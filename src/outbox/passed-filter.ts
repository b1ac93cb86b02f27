import type { Days } from '../model/desk-days.ts'
import { DAYS_READ, needsPerson, needsPersonValues } from './needs-person.ts'
import { noLaterCounts, REFUSED_BEFORE } from './refused-before.ts'
import type { Sql, SqlValue } from './sql.ts'

/** Only orders that a receiver refused, and that a fallback route brought, until a person reports the order there. */
export interface PassedFilter {
  /** The primary route that refused the order; `*` for any route. */
  readonly refusedBefore: string
  /** The fallback route that brought the order; null for any route. */
  readonly broughtBy: string | null
  /** Only orders for this delivery day or later: `YYYY-MM-DD`. Orders without a day count by the acceptance. */
  readonly dueFrom: string | null
  /** The day `dueFrom` on the supplier's clock; null or absent without `dueFrom`. */
  readonly days?: Days | null
}

/** Refused deliveries that one call reads, as Today does. */
const MOST_READ = 500

/** The ids of the orders with the newest refused deliveries. */
export const NEWEST_PASSED = `SELECT DISTINCT order_id FROM (SELECT order_id FROM deliveries d INDEXED BY refused_before
  WHERE ${REFUSED_BEFORE} ORDER BY due_since DESC LIMIT ${MOST_READ})`

/** Whether `NEWEST_PASSED` leaves out orders that a list must have. Today leaves out the same orders, so a list from a day on does too. */
export const leavesOutPassed = (sql: Sql, { dueFrom }: PassedFilter): boolean =>
  dueFrom === null &&
  sql.all(`SELECT 1 FROM deliveries d INDEXED BY refused_before WHERE ${REFUSED_BEFORE} LIMIT 1 OFFSET ${MOST_READ}`)
    .length > 0

/** Condition of an order `o`, as Today decides. The values of `passedValues` begin at `?first`. */
export const passedCondition = (first: number): string => `EXISTS (
    SELECT 1 FROM deliveries d CROSS JOIN deliveries h CROSS JOIN versions v
    WHERE d.order_id = o.id AND ${REFUSED_BEFORE} AND ${noLaterCounts()} AND (?${first} = '*' OR d.route = ?${first})
      AND h.order_id = d.order_id AND h.version = d.version AND h.primary_route = d.route
      AND h.state IN ('delivered', 'done') AND (?${first + 1} IS NULL OR h.route = ?${first + 1})
      AND v.order_id = d.order_id AND v.version = d.version
      AND (?${first + 2} IS NULL OR ${needsPerson('v.delivery_date', 'd.due_since', first + 2)}))`

export const passedValues = ({ refusedBefore, broughtBy, days }: PassedFilter): SqlValue[] => [
  ...[refusedBefore, broughtBy],
  ...(days ? needsPersonValues(days) : Array.from({ length: DAYS_READ }, () => null)),
]
