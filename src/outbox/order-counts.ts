import type { OrderState } from '../model/delivery-state.ts'
import { STATE_FILTER } from './order-list.ts'
import { progressOf, SEARCHED_ORDERS } from './search/search-index.ts'
import type { Sql } from './sql.ts'

export type OrderCounts = Readonly<Record<OrderState | 'all', number>>

/** The number of orders in each state. Reads the orders in a rare state, and never the settled orders of years. */
export function countOrders(sql: Sql): OrderCounts {
  const count = (where: string): number =>
    sql.all<{ n: number }>(`SELECT count(*) AS n FROM orders o WHERE ${where}`)[0]?.n ?? 0
  const [refused, held, pending, discarded] = [
    count(STATE_FILTER.refused),
    count(STATE_FILTER.held),
    count(STATE_FILTER.pending),
    count(STATE_FILTER.discarded),
  ]
  const { entries, through } = progressOf(sql, SEARCHED_ORDERS)
  const all = entries + count(`o.seq > ${through}`)
  return { all, refused, held, pending, settled: all - refused - held - pending - discarded, discarded }
}
