import type { CopyRank } from '../../model/erp-holding.ts'
import { countingIn, IS_DISCARDED, PLACED_AGAIN } from '../refusals.ts'
import type { Sql } from '../sql.ts'
import type { NamedOrder } from './statement.ts'

export interface CountedOrders {
  readonly count: number
  /** The first orders. */
  readonly orders: readonly NamedOrder[]
}

export interface Refusals extends CountedOrders {
  /** The refused orders with an accepted version that still counts, and the discarded orders that the chef placed again. */
  readonly later: CountedOrders
}

/** The orders whose last refusal lies in the period, and that no order has replaced. */
export function refusedBetween(
  sql: Sql,
  { from, to }: { readonly from: number; readonly to: number },
  limit: number,
  rankOf: CopyRank,
): Refusals {
  // The statement counts a discarded order elsewhere. The row of a discard has no attempt.
  const inPeriod = `FROM refusals r JOIN orders o ON o.id = r.order_id
     WHERE r.refused_at >= ? AND r.refused_at < ? AND iif(r.attempts > 0, NOT ${IS_DISCARDED}, ${PLACED_AGAIN} IS NOT NULL)`
  const newestFirst = 'ORDER BY r.refused_at DESC, o.seq DESC'
  const [row] = sql.all<{ count: number }>(`SELECT count(*) AS count ${inPeriod}`, from, to)
  const orders = sql.all<NamedOrder>(
    `SELECT r.order_id AS orderId, o.number AS orderNumber ${inPeriod} ${newestFirst} LIMIT ?`,
    from,
    to,
    limit,
  )
  const accepted = sql.all<NamedOrder & { readonly placedAgain: number | null }>(
    `SELECT r.order_id AS orderId, o.number AS orderNumber, ${PLACED_AGAIN} AS placedAgain ${inPeriod} AND o.version > 0 ${newestFirst}`,
    from,
    to,
  )
  const counting = countingIn(
    sql,
    accepted.map(({ orderId }) => orderId),
    rankOf,
  )
  const later = accepted
    .filter(({ orderId, placedAgain }) => placedAgain !== null || counting(orderId).version > 0)
    .map(({ orderId, orderNumber }) => ({ orderId, orderNumber }))
  return { count: row?.count ?? 0, orders, later: { count: later.length, orders: later.slice(0, limit) } }
}
