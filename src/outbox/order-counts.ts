import type { OrderState } from '../model/delivery-state.ts'
import { countHeld, countOpen, MOST_COUNTED } from './open-deliveries.ts'
import { STATE_FILTER, UNSETTLED } from './order-list.ts'
import { progressOf, SEARCHED_ORDERS } from './search/search-index.ts'
import type { Sql } from './sql.ts'

export type OrderCounts = Readonly<Record<OrderState | 'all', number>>

/** The number of orders in each state; at most `MOST_COUNTED` that are held, and as many that are pending. */
export function countOrders(sql: Sql): OrderCounts {
  const countOf = (orders: string): number => sql.all<{ n: number }>(`SELECT count(*) AS n FROM (${orders})`)[0]?.n ?? 0
  const count = (where: string): number => countOf(`SELECT 1 FROM orders o WHERE ${where}`)
  const held = countHeld(sql)
  const open = countOf(`SELECT DISTINCT order_id FROM (${UNSETTLED} LIMIT ${MOST_COUNTED})`)
  const pending = countOpen(sql) === MOST_COUNTED ? open : open - held
  const [refused, discarded] = [count(STATE_FILTER.refused), count(STATE_FILTER.discarded)]
  const { entries, through } = progressOf(sql, SEARCHED_ORDERS)
  const all = entries + count(`o.seq > ${through}`)
  return { all, refused, held, pending, settled: all - refused - held - pending - discarded, discarded }
}
