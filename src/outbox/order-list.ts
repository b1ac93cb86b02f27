import type { HoldReason, OrderState } from '../model/delivery-state.ts'
import { addDays } from '../model/local-time.ts'
import type { StandingRules } from '../model/order-standing.ts'
import { COUNTING_VERSION } from './counting-version.ts'
import { deliveryViews } from './delivery-views.ts'
import { IS_DISCARDED_MAIL } from './discarded-mail.ts'
import { countOpen, HELD_ORDERS, MOST_COUNTED } from './open-deliveries.ts'
import { FROM_ORDERS, ORDER_COLUMNS, type OrderRow, type OrderSummary, summaryOf } from './order-summary.ts'
import { leavesOutPassed, NEWEST_PASSED, type PassedFilter, passedCondition, passedValues } from './passed-filter.ts'
import { dayMark } from './search/day-mark.ts'
import { type Found, findRows, nextAfter } from './search/find-rows.ts'
import { ALL_PLACES, receivedBetween } from './search/received-days.ts'
import { SEARCHED_ORDERS } from './search/search-index.ts'
import { hasNeedle, wantedRows } from './search/search-terms.ts'
import type { Sql } from './sql.ts'

const UNSETTLED = 'SELECT order_id FROM deliveries WHERE next_at IS NOT NULL'
const OPEN = 'SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND d.next_at IS NOT NULL'
const HELD = `${OPEN} AND d.state = 'held'`
const LEFT = `SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND (d.reached <> 'no' OR d.state = 'sending') AND NOT ${IS_DISCARDED_MAIL}`
const DISCARDED = "SELECT order_id FROM deliveries WHERE state = 'discarded'"
const GIVEN_UP = "SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND d.state = 'discarded'"

/** `orderState` in SQL; the two agree (test/outbox/views.test.ts). */
export const STATE_FILTER: Readonly<Record<OrderState, string>> = {
  refused: 'o.version = 0',
  held: `o.id IN (${HELD_ORDERS})`,
  pending: `o.id IN (${UNSETTLED}) AND NOT EXISTS (${HELD})`,
  discarded: `o.id IN (${DISCARDED}) AND NOT EXISTS (${OPEN}) AND NOT EXISTS (${LEFT})`,
  settled: `o.version > 0 AND NOT EXISTS (${OPEN}) AND (NOT EXISTS (${GIVEN_UP}) OR EXISTS (${LEFT}))`,
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
  /** Only held orders with a delivery that waits for this reason. */
  readonly holdReason?: HoldReason | null
  readonly passed?: PassedFilter | null
}

/** With the `seq` before which the next page begins. */
export interface ListedOrder {
  readonly seq: number
  readonly order: OrderSummary
}

const IN_STATE = (state: OrderState | null): string => (state === null ? '1' : STATE_FILTER[state])
const ASKED = `(?1 = '' OR ${hasNeedle('o.search_text')} OR o.customer IN (SELECT value FROM json_each(?4)))
  AND o.first_at >= ?5 AND o.first_at < ?6 AND (?7 IS NULL OR v.delivery_date = ?7)`

/** With so many open deliveries, the newest orders fill a page of orders under way. */
const ALL_PENDING = `EXISTS (${OPEN}) AND NOT EXISTS (${HELD})`
const NEWEST = 1_500
const NEWEST_PLACE = `SELECT n.seq FROM orders n WHERE n.seq < ?2 ORDER BY n.seq DESC LIMIT 1 OFFSET ${NEWEST}`

/** Newest first. An order that was refused first counts from its acceptance. */
export function listOrders(sql: Sql, supplier: string, query: OrderQuery, rules?: StandingRules): Found<ListedOrder> {
  const { rows, next } = orderRows(sql, query)
  return {
    rows: rows.map((row) => ({
      seq: row.seq,
      order: summaryOf(sql, row, supplier, deliveryViews(sql, row.id), rules),
    })),
    next,
  }
}

function orderRows(sql: Sql, query: OrderQuery): Found<OrderRow> {
  const { state, text, customers = [], day = null, from, to, before, limit, holdReason = null, passed = null } = query
  const { needle, match } = wantedRows({ text, numbers: customers, mark: day === null ? '' : dayMark(day) })
  const isPassed = passed === null ? '' : ` AND ${passedCondition(8)}`
  const where = `${ASKED} AND ${IN_STATE(state)}${isPassed}`
  const begin = from ? Date.parse(from) : Number.MIN_SAFE_INTEGER
  const end = to ? Date.parse(addDays(to, 1)) : Number.MAX_SAFE_INTEGER
  const values = [JSON.stringify(customers), begin, end, day, ...(passed === null ? [] : passedValues(passed))]
  // Orders in a rare state are found by state and then sorted: a scan of all orders of years would take long.
  const isRare = state !== null && state !== 'settled'
  const isInPeriod = Boolean(from || to)
  if (passed !== null && !leavesOutPassed(sql, passed)) return pageOf(passedRows())
  if (passed !== null || (!isRare && (match !== null || isInPeriod || state !== null)))
    return findRows<OrderRow>(sql, {
      ...{ searched: SEARCHED_ORDERS, columns: ORDER_COLUMNS, from: FROM_ORDERS, seq: 'o.seq', where },
      ...{ needle, match, before, limit, values },
      range: isInPeriod ? receivedBetween(sql, begin, end) : ALL_PLACES,
    })
  return pageOf(state === 'held' ? heldRows() : rareRows())

  function pageOf(rows: OrderRow[]): Found<OrderRow> {
    return { rows, next: nextAfter(rows, limit) }
  }

  /** An index has the few orders that another route brought. */
  function passedRows(): OrderRow[] {
    return sql.all<OrderRow>(
      `SELECT ${ORDER_COLUMNS} FROM (${NEWEST_PASSED}) p CROSS JOIN orders o ON o.id = p.order_id
         LEFT JOIN versions v ON v.order_id = o.id AND v.version = ${COUNTING_VERSION}
       WHERE +o.seq < ?2 AND ${where} ORDER BY +o.seq DESC LIMIT ?3`,
      ...[needle, before ?? Number.MAX_SAFE_INTEGER, limit, ...values],
    )
  }

  /** The index gives held orders newest first, so a page reads no other held order. */
  function heldRows(): OrderRow[] {
    return sql.all<OrderRow>(
      `SELECT ${ORDER_COLUMNS} FROM stopped_deliveries s INDEXED BY stopped_by_order CROSS JOIN orders o ON o.seq = s.seq
         LEFT JOIN versions v ON v.order_id = o.id AND v.version = ${COUNTING_VERSION}
       WHERE s.state = 'held' AND s.seq < ?2 AND ${ASKED} AND (?8 IS NULL OR EXISTS (
         SELECT 1 FROM deliveries d WHERE d.order_id = o.id AND d.version = s.version AND d.route = s.route AND d.hold_reason = ?8))
       GROUP BY s.seq ORDER BY s.seq DESC LIMIT ?3`,
      ...[needle, before ?? Number.MAX_SAFE_INTEGER, limit, ...values, holdReason],
    )
  }

  function rareRows(): OrderRow[] {
    const newest =
      state === 'pending' && countOpen(sql) === MOST_COUNTED
        ? inPlaces('o.seq', `${ASKED} AND ${ALL_PENDING} AND o.seq >= coalesce((${NEWEST_PLACE}), 0)`)
        : []
    // The few refused orders are in an index that has them in the order of their places.
    const isSorted = state === null || state === 'refused'
    return newest.length === limit ? newest : inPlaces(isSorted ? 'o.seq' : '+o.seq', where)
  }

  function inPlaces(seq: string, condition: string): OrderRow[] {
    return sql.all<OrderRow>(
      `SELECT ${ORDER_COLUMNS} FROM ${FROM_ORDERS} WHERE ${seq} < ?2 AND ${condition} ORDER BY ${seq} DESC LIMIT ?3`,
      ...[needle, before ?? Number.MAX_SAFE_INTEGER, limit, ...values],
    )
  }
}
