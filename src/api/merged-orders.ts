import type { OrderState } from '../model/delivery-state.ts'
import { isCalendarDate } from '../model/local-time.ts'
import type { ListedOrder, OrderQuery, OrderSummary } from '../outbox/views.ts'
import type { Gateway } from '../profile/supplier.ts'
import type { Services } from '../services.ts'

export const ORDER_STATES = ['refused', 'held', 'pending', 'settled', 'discarded'] as const satisfies OrderState[]

export const isOrderState = (text: string): text is OrderState => ORDER_STATES.some((state) => state === text)

/** A day as the listing reads it: `2026-11-24`. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDate(text)

/** The start of the next page, for each supplier. Opaque to the caller. */
export type Cursor = Readonly<Record<string, number>>

interface MergedOrders {
  readonly orders: readonly OrderSummary[]
  /** Null on the last page. */
  readonly cursor: string | null
}

type Filter = Omit<OrderQuery, 'before' | 'customers'>

/** Lists orders of these suppliers newest first. A text also finds customers by the name in the customers table. */
export async function mergedOrders(
  { gateway, outbox }: Pick<Services, 'gateway' | 'outbox'>,
  names: readonly string[],
  { limit, ...filter }: Filter,
  cursor: Cursor,
): Promise<MergedOrders> {
  const pages = await Promise.all(
    names.map(async (name) => {
      const customers = customersNamed(filter.text, gateway.suppliers[name])
      const query = { ...filter, limit: limit + 1, customers, before: cursor[name] ?? null }
      return { name, rows: await outbox(name).list(query) }
    }),
  )
  const merged = pages
    .flatMap(({ name, rows }) => rows.map((row, at) => ({ name, ...row, since: latest(rows.slice(at)) })))
    .sort((a, b) => b.since.localeCompare(a.since) || a.name.localeCompare(b.name) || b.seq - a.seq)
  const page = merged.slice(0, limit)
  const next: Cursor = { ...cursor, ...Object.fromEntries(page.map(({ name, seq }) => [name, seq])) }
  return {
    orders: page.map(({ order }) => order),
    cursor: merged.length > limit ? btoa(JSON.stringify(next)) : null,
  }
}

const MOST_CUSTOMERS = 100

function customersNamed(text: string | null, supplier: Gateway['suppliers'][string] | undefined): string[] {
  const wanted = text?.toLowerCase() ?? ''
  if (wanted === '') return []
  return (supplier?.customers ?? [])
    .filter(({ name }) => name?.toLowerCase().includes(wanted))
    .slice(0, MOST_CUSTOMERS)
    .map(({ customer }) => customer)
}

/**
 * Keeps a supplier's orders in the sequence of the outbox, because the next page starts after the last order shown.
 * An order that was refused first, or restored, has an earlier time than its neighbours.
 */
const latest = (rows: readonly ListedOrder[]): string =>
  rows
    .map(({ order }) => order.receivedAt)
    .sort()
    .at(-1) ?? ''

/** Null for a text that no answer gave. */
export function readCursor(text: string | undefined): Cursor | null {
  if (!text) return {}
  try {
    const value: unknown = JSON.parse(atob(text))
    return typeof value === 'object' && value !== null && Object.values(value).every((at) => typeof at === 'number')
      ? (value as Cursor)
      : null
  } catch {
    return null
  }
}
