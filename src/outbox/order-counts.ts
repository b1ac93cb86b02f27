import type { OrderState } from '../model/delivery-state.ts'
import { HELD_ORDERS } from './open-deliveries.ts'
import { STATE_FILTER } from './order-list.ts'
import { progressOf, SEARCHED_ORDERS } from './search/search-index.ts'
import type { Sql } from './sql.ts'

export type OrderCounts = Readonly<Record<OrderState | 'all', number>>

/**
 * The number of orders in each state. `settled` is the rest of all orders, so each other count must be exact. Reads the orders
 * in a rare state, of open orders an index only, and never the settled orders of years.
 */
export function countOrders(sql: Sql): OrderCounts {
  const countOf = (orders: string): number => sql.all<{ n: number }>(`SELECT count(*) AS n FROM (${orders})`)[0]?.n ?? 0
  const count = (where: string): number => countOf(`SELECT 1 FROM orders o WHERE ${where}`)
  const distinct = (deliveries: string): number => countOf(`SELECT DISTINCT order_id FROM (${deliveries})`)
  const held = distinct(HELD_ORDERS)
  const pending = distinct(OPEN_ORDERS) - held
  const [refused, discarded] = [count(STATE_FILTER.refused), count(STATE_FILTER.discarded)]
  const { entries, through } = progressOf(sql, SEARCHED_ORDERS)
  const all = entries + count(`o.seq > ${through}`)
  return { all, refused, held, pending, settled: all - refused - held - pending - discarded, discarded }
}

const OPEN_ORDERS = 'SELECT order_id FROM deliveries INDEXED BY open WHERE next_at IS NOT NULL'
