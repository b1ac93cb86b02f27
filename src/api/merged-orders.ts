import { ORDER_STATES, type OrderState } from '../model/delivery-state.ts'
import { isCalendarDate } from '../model/local-time.ts'
import type { OrderCounts } from '../outbox/order-counts.ts'
import type { OrderQuery } from '../outbox/order-list.ts'
import type { OrderSummary } from '../outbox/order-summary.ts'
import type { PassedFilter } from '../outbox/passed-filter.ts'
import type { Services } from '../services.ts'
import { type Cursor, mergePages } from './merge-pages.ts'

export const isOrderState = (text: string): text is OrderState => ORDER_STATES.some((state) => state === text)

/** A day as the listing reads it: `2026-11-24`. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDate(text)

/** The filter of orders that another route brought. A day that is none counts as absent. */
export function readPassed(query: (name: string) => string | undefined): PassedFilter | null {
  const [refusedBefore, broughtBy, dueFrom] = [query('refusedBefore'), query('broughtBy'), query('dueFrom')]
  return refusedBefore
    ? { refusedBefore, broughtBy: broughtBy || null, dueFrom: dueFrom && isDay(dueFrom) ? dueFrom : null }
    : null
}

interface MergedOrders {
  readonly orders: readonly OrderSummary[]
  /** Null on the last page. */
  readonly cursor: string | null
}

type Filter = Omit<OrderQuery, 'before' | 'customers'>

/** Lists orders of these suppliers newest first. A text also finds customers by their names in the tables. */
export async function mergedOrders(
  { outbox }: Pick<Services, 'outbox'>,
  names: readonly string[],
  { limit, ...filter }: Filter,
  cursor: Cursor,
): Promise<MergedOrders> {
  const pages = await Promise.all(
    names.map(async (name) => {
      const query = { ...filter, limit: limit + 1, before: cursor[name] ?? null }
      const { rows, next } = await outbox(name).list(query)
      return { name, next, rows: rows.map(({ seq, order }) => ({ seq, at: order.receivedAt, item: order })) }
    }),
  )
  const { items, cursor: next } = mergePages(pages, limit, cursor)
  return { orders: items, cursor: next }
}

/** The number of orders of these suppliers in each state. */
export async function mergedCounts(
  { outbox }: Pick<Services, 'outbox'>,
  names: readonly string[],
): Promise<OrderCounts> {
  const counts = await Promise.all(names.map((name) => outbox(name).orderCounts()))
  const sum = (state: keyof OrderCounts): number => counts.reduce((total, one) => total + one[state], 0)
  return {
    ...{ all: sum('all'), refused: sum('refused'), held: sum('held') },
    ...{ pending: sum('pending'), settled: sum('settled'), discarded: sum('discarded') },
  }
}
