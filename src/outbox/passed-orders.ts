import type { Days } from '../model/desk-days.ts'
import { utcTime } from '../model/local-time.ts'
import type { CopyRanks } from '../profile/copy-routes.ts'
import { DAYS_READ, needsPerson, needsPersonValues } from './needs-person.ts'
import { rankOf } from './receiver-deliveries.ts'
import { noLaterCounts, REFUSED_BEFORE, TAKEN_OVER } from './refused-before.ts'
import type { Sql } from './sql.ts'

/** An order that a receiver refused or never took, and that a fallback route brought. Times are ISO 8601, UTC. */
export interface PassedOrder {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly customer: string | null
  readonly version: number
  /** The route whose receiver did not take the order. */
  readonly route: string
  /**
   * `lacks`: a mail to people brought the order, because the route never did. `perhaps`: the same, and the route may have
   * brought the order too.
   */
  readonly why: 'refused' | 'lacks' | 'perhaps'
  /** The receiver that refused the order has no version, so a person may discard the order there. */
  readonly canDiscard: boolean
  /** The fallback route that brought the order. */
  readonly broughtBy: string
  readonly deliveryDate: string | null
  readonly cutOff: string | null
}

/** Deliveries that a look at the page reads, of each kind. The list of orders marks older orders too. */
const MOST_READ = 500
/** An ERP that refuses every order must not fill the page. */
const MOST = 200

type Row = Omit<PassedOrder, 'cutOff' | 'canDiscard'> & {
  readonly canDiscard: 0 | 1
  readonly cutOff: number | null
}

/**
 * The newest of these orders, until a person reports that the ERP has the order, or the delivery day is over. The fallback
 * route of a refused order may lead to people, who key the order, or to another system. `ranks`: of the routes that may be copies.
 */
export function passedOrders(sql: Sql, days: Days, ranks: CopyRanks): PassedOrder[] {
  const rows = sql.all<Row>(
    `SELECT r.order_id AS orderId, o.number AS orderNumber, o.customer, r.version, r.route, h.route AS broughtBy,
       CASE WHEN r.isRefused = 1 THEN 'refused' WHEN r.reached = 'no' THEN 'lacks' ELSE 'perhaps' END AS why,
       r.isRefused = 1 AND NOT EXISTS (
         SELECT 1 FROM deliveries e WHERE e.order_id = r.order_id AND e.route = r.route AND e.reached <> 'no') AS canDiscard,
       v.delivery_date AS deliveryDate, v.cut_off AS cutOff
     FROM (SELECT * FROM (${newest('refused_before', REFUSED_BEFORE)}) UNION ALL SELECT * FROM (${newest('taken_over', TAKEN_OVER)})) r
       CROSS JOIN orders o CROSS JOIN versions v CROSS JOIN deliveries h
     WHERE o.id = r.order_id AND ${noLaterCounts('r')} AND v.order_id = r.order_id AND v.version = r.version
       AND ${needsPerson('v.delivery_date', 'r.due_since', 1)}
       AND h.order_id = r.order_id AND h.version = r.version AND h.primary_route = r.route AND h.state IN ('delivered', 'done')
       AND (r.isRefused = 1 OR ${rankOf('h', 'route', RANKS)} > ${rankOf('r', 'route', RANKS)})
     LIMIT ${MOST}`,
    ...[...needsPersonValues(days), JSON.stringify(ranks)],
  )
  return rows.map((row) => ({
    ...row,
    canDiscard: row.canDiscard === 1,
    cutOff: row.cutOff === null ? null : utcTime(row.cutOff),
  }))
}

const RANKS = `?${DAYS_READ + 1}`

const newest = (index: string, condition: string): string =>
  `SELECT order_id, version, route, primary_route, reached, due_since, ${index === 'refused_before' ? 1 : 0} AS isRefused FROM deliveries d INDEXED BY ${index}
   WHERE ${condition} ORDER BY due_since DESC LIMIT ${MOST_READ}`
