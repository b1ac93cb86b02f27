import { daysOf } from '../../model/desk-days.ts'
import { copyRanks } from '../../profile/copy-routes.ts'
import type { StatementWindow } from '../../profile/statement-window.ts'
import { DAYS_READ, needsPerson, needsPersonValues } from '../needs-person.ts'
import { rankOf } from '../receiver-deliveries.ts'
import { noLaterCounts, REFUSED_BEFORE, TAKEN_OVER } from '../refused-before.ts'
import type { SqlValue } from '../sql.ts'
import type { CountedOrders } from './refused-between.ts'
import type { StatementBook } from './statement-due.ts'

type Book = Pick<StatementBook, 'sql' | 'supplier'>

/** The delivery `d` of a primary route that another delivery `h` brought. */
const brought = (index: string, condition: string): string =>
  `SELECT d.order_id FROM deliveries d INDEXED BY ${index} CROSS JOIN deliveries h CROSS JOIN versions v
   WHERE ${condition} AND d.route = d.primary_route AND ${noLaterCounts()}
     AND h.order_id = d.order_id AND h.version = d.version AND h.primary_route = d.route AND h.state IN ('delivered', 'done')
     AND v.order_id = d.order_id AND v.version = d.version`

/** The orders that a receiver refused, and that a fallback route brought. Also the orders that a mail took over without a refusal. */
const passedWith = (condition: string): string =>
  `${brought('refused_before', REFUSED_BEFORE)} AND ${condition}
   UNION ${brought('taken_over', TAKEN_OVER)} AND ${rankOf('h', 'route')} > ${rankOf('d', 'route')} AND ${condition}`

const isDue = (first: number): string => needsPerson('v.delivery_date', 'd.due_since', first)
const isToCall = (first: number): string => needsPerson('r.delivery_date', 'r.refused_at', first)

/** `which`: a query of ids, with the ranks as `?1`, and with the days at the end and at the start of the window after it. */
function counted({ sql, supplier }: Book, { from, to }: StatementWindow, limit: number, which: string): CountedOrders {
  const values: SqlValue[] = [to, from].flatMap((at) => needsPersonValues(daysOf(supplier.timeZone, at)))
  const orders = sql.all<CountedOrders['orders'][number] & { readonly count: number }>(
    `SELECT o.id AS orderId, o.number AS orderNumber, count(*) OVER () AS count FROM orders o
     WHERE o.purged_at IS NULL AND o.id IN (${which}) ORDER BY o.seq LIMIT ?${BEFORE + DAYS_READ}`,
    ...[JSON.stringify(copyRanks(supplier)), ...values, limit],
  )
  return {
    count: orders[0]?.count ?? 0,
    orders: orders.map(({ orderId, orderNumber }) => ({ orderId, orderNumber })),
  }
}

const AFTER = 2
const BEFORE = AFTER + DAYS_READ

/**
 * The orders that wait for a person's report at the end of the window. A person reports or discards them. An order may be
 * refused after the statement of its day. A purged order is left out.
 */
export const passedOn = (book: Book, window: StatementWindow, limit: number): CountedOrders =>
  counted(book, window, limit, passedWith(isDue(AFTER)))

/** The orders that waited for a report or a call, and whose delivery day ended in the window without one. */
export const lapsedIn = (book: Book, window: StatementWindow, limit: number): CountedOrders =>
  counted(
    book,
    window,
    limit,
    `${passedWith(`${isDue(BEFORE)} AND NOT ${isDue(AFTER)}`)}
     UNION SELECT r.order_id FROM refusals r WHERE r.called_at IS NULL AND ${isToCall(BEFORE)} AND NOT ${isToCall(AFTER)}`,
  )
