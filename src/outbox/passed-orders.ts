import { utcTime } from '../model/local-time.ts'
import { noLaterCounts, REFUSED_BEFORE } from './refused-before.ts'
import type { Sql } from './sql.ts'

/** An order that a receiver refused, and that a fallback route brought. Times are ISO 8601, UTC. */
export interface PassedOrder {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly customer: string | null
  readonly version: number
  /** The route whose receiver refused the order. */
  readonly route: string
  /** The fallback route that brought the order. */
  readonly broughtBy: string
  readonly deliveryDate: string | null
  readonly cutOff: string | null
}

/** Refused deliveries that a look at the page reads. The list of orders marks older orders too. */
const MOST_READ = 500
/** An ERP that refuses every order must not fill the page. */
const MOST = 200

export interface Since {
  /** `YYYY-MM-DD` on the supplier's clock: orders for an earlier day are left out. */
  readonly date: string
  /** Orders without a delivery day that were accepted before are left out. */
  readonly yesterday: number
}

/** Condition of a version `v`: the delivery day is not over. The values are `date` and `yesterday`. */
export const dueSince = (date: string, yesterday: string): string =>
  `coalesce(v.delivery_date >= ${date}, v.accepted_at >= ${yesterday})`

/**
 * The newest of these orders, until a person reports that the ERP has the order, or the delivery day is over. The fallback
 * route may lead to people, who key the order, or to another system.
 */
export function passedOrders(sql: Sql, { date, yesterday }: Since): PassedOrder[] {
  const rows = sql.all<Omit<PassedOrder, 'cutOff'> & { readonly cutOff: number | null }>(
    `SELECT r.order_id AS orderId, o.number AS orderNumber, o.customer, r.version, r.route, h.route AS broughtBy,
       v.delivery_date AS deliveryDate, v.cut_off AS cutOff
     FROM (SELECT order_id, version, route, primary_route FROM deliveries d INDEXED BY refused_before
         WHERE ${REFUSED_BEFORE} ORDER BY due_since DESC LIMIT ${MOST_READ}) r
       CROSS JOIN orders o CROSS JOIN versions v CROSS JOIN deliveries h
     WHERE o.id = r.order_id AND ${noLaterCounts('r')} AND v.order_id = r.order_id AND v.version = r.version
       AND ${dueSince('?', '?')}
       AND h.order_id = r.order_id AND h.version = r.version AND h.primary_route = r.route AND h.state IN ('delivered', 'done')
     LIMIT ${MOST}`,
    date,
    yesterday,
  )
  return rows.map((row) => ({ ...row, cutOff: row.cutOff === null ? null : utcTime(row.cutOff) }))
}
