import { daysOf } from '../../model/desk-days.ts'
import { copyRanks } from '../../profile/copy-routes.ts'
import { dueSince } from '../passed-orders.ts'
import { rankOf } from '../receiver-deliveries.ts'
import { noLaterCounts, REFUSED_BEFORE, TAKEN_OVER } from '../refused-before.ts'
import type { CountedOrders } from './refused-between.ts'
import type { StatementBook } from './statement-due.ts'

/** The delivery `d` of a primary route that another delivery `h` brought. */
const brought = (index: string, condition: string): string =>
  `SELECT d.order_id FROM deliveries d INDEXED BY ${index} CROSS JOIN deliveries h
   WHERE ${condition} AND d.route = d.primary_route AND ${noLaterCounts()}
     AND h.order_id = d.order_id AND h.version = d.version AND h.primary_route = d.route AND h.state IN ('delivered', 'done')`

/**
 * The orders that a receiver refused, and that a fallback route brought. A person reports or discards them. An order may
 * be refused after the statement of its day. A purged order is left out. Also the orders that a mail took over without a refusal,
 * until their delivery day is over.
 */
export function passedOn({ sql, supplier, clock }: Omit<StatementBook, 'name'>, limit: number): CountedOrders {
  const { date, yesterday } = daysOf(supplier.timeZone, clock.now())
  const orders = sql.all<CountedOrders['orders'][number] & { readonly count: number }>(
    `SELECT o.id AS orderId, o.number AS orderNumber, count(*) OVER () AS count FROM orders o
     WHERE o.purged_at IS NULL AND o.id IN (${brought('refused_before', REFUSED_BEFORE)}
       UNION ${brought('taken_over', TAKEN_OVER)} AND ${rankOf('h', 'route')} > ${rankOf('d', 'route')}
         AND EXISTS (SELECT 1 FROM versions v WHERE v.order_id = d.order_id AND v.version = d.version
           AND ${dueSince('?2', '?3')}))
     ORDER BY o.seq LIMIT ?4`,
    ...[JSON.stringify(copyRanks(supplier)), date, yesterday, limit],
  )
  return {
    count: orders[0]?.count ?? 0,
    orders: orders.map(({ orderId, orderNumber }) => ({ orderId, orderNumber })),
  }
}
