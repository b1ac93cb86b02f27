import type { OrderBook } from './order-book.ts'
import type { FakeOrder } from './orders.ts'
import { otherwiseWritten } from './other-rendering.ts'

/** Undocumented properties of the list, which a test can vary. */
export interface ListManners {
  /** No page is longer, whatever the request says. */
  readonly maxPageSize: number
  /**
   * `next`: each page holds the next address. `count`: pages only have numbers. `bare`: a page holds only the results.
   */
  readonly envelope: 'next' | 'count' | 'bare'
  /** Whether `ordered_on__gt` compares times, or only days. */
  readonly dateFilter: 'timestamp' | 'date'
  /** How the list writes an order. The webhook may write the same order otherwise. */
  readonly rendering: 'same' | 'other'
}

export const LIST_MANNERS: ListManners = {
  maxPageSize: 200,
  envelope: 'next',
  dateFilter: 'date',
  rendering: 'same',
}

const DEFAULT_PAGE_SIZE = 10

/** A page of the orders that pass the filters of this address, newest first. */
export function listPage(url: URL, book: OrderBook, manners: ListManners): Response {
  const size = Math.min(manners.maxPageSize, Number(url.searchParams.get('page_size') ?? DEFAULT_PAGE_SIZE))
  const page = Number(url.searchParams.get('page') ?? '1')
  if (!(size > 0) || !(page > 0)) return Response.json({ detail: 'Invalid page.' }, { status: 404 })
  const orders = book.orders.filter((order) => passes(order, url.searchParams, book, manners))
  const from = (page - 1) * size
  if (page > 1 && from >= orders.length) return Response.json({ detail: 'Invalid page.' }, { status: 404 })
  const results = orders
    .slice(from, from + size)
    .map((order) => (manners.rendering === 'other' ? otherwiseWritten(order) : order))
  if (manners.envelope === 'bare') return Response.json({ results })
  const count = orders.length
  if (manners.envelope === 'count') return Response.json({ count, results })
  const at = (number: number): string => {
    const other = new URL(url)
    other.searchParams.set('page', String(number))
    return other.href
  }
  const next = from + size < count ? at(page + 1) : null
  return Response.json({ count, next, previous: page > 1 ? at(page - 1) : null, results })
}

function passes(order: FakeOrder, query: URLSearchParams, book: OrderBook, { dateFilter }: ListManners): boolean {
  const status = query.get('status')
  if (status !== null && order.status !== status) return false
  const fetched = query.get('fetched_by_supplier')
  if (fetched !== null && (book.marksOf(order.id).fetchedAt !== null) !== (fetched === 'true')) return false
  const after = query.get('ordered_on__gt')
  if (after === null) return true
  return dateFilter === 'date'
    ? order.ordered_on.slice(0, 10) > after.slice(0, 10)
    : Date.parse(order.ordered_on) > Date.parse(after)
}
