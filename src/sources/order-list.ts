import type { ApiFailure } from '../outbox/order-api/poll-state.ts'
import type { OrderApi } from '../profile/order-api.ts'
import { err, ok, type Result } from '../result.ts'
import { itemsOf } from '../text/json-text.ts'
import type { JsonAnswer } from './api-session.ts'

/** One page: each order as it stood in the answer, and where the next page is. */
export interface Page {
  readonly orders: readonly string[]
  /** How many the whole list holds, where that is told. */
  readonly count: number | null
  readonly next: string | null
  /** Where it sent us and we won't go; `next` is then counted. */
  readonly strange: ApiFailure | null
}

const DAY_MS = 86_400_000

/**
 * Where the first page is, of the orders placed since `from`. A filter that knows days only may mean the day that follows the one
 * named, in a zone of its own, so it is asked from two days before.
 */
export function firstPage(api: OrderApi, from: number): string {
  const url = new URL(api.listPath, api.baseUrl)
  for (const [name, value] of Object.entries(api.query)) url.searchParams.set(name, value)
  if (api.dateFilter === 'date')
    url.searchParams.set(api.dateParameter, new Date(from - 2 * DAY_MS).toISOString().slice(0, 10))
  if (api.dateFilter === 'timestamp')
    url.searchParams.set(api.dateParameter, new Date(from - 1_000).toISOString().replace(/\.\d+Z$/, 'Z'))
  url.searchParams.set(api.pageSizeParameter, String(api.pageSize))
  return url.href
}

/** `visited`: the pages of this round so far, `url` among them. */
export function readPage(
  { json, text }: JsonAnswer,
  url: string,
  api: OrderApi,
  visited: ReadonlySet<string>,
): Result<Page, ApiFailure> {
  if (!Array.isArray(Reflect.get(json, 'results')))
    return err({ kind: 'unreadable', reason: 'An answer holds no list of orders.' })
  const orders = itemsOf(text, 'results')
  const told: unknown = Reflect.get(json, 'count')
  const count = Number.isSafeInteger(told) ? Number(told) : null
  const next: unknown = api.paging === 'next' ? Reflect.get(json, 'next') : undefined
  // Without a `next` pages are counted until one is empty: a page may be shorter than was asked for and not be the last.
  const counted = orders.length === 0 ? null : pageAfter(url, api)
  if (next === null) return ok({ orders, count, next: null, strange: null })
  if (next === undefined) return ok({ orders, count, next: counted, strange: null })
  const address = typeof next === 'string' ? ownAddress(next, api) : null
  if (address !== null && !visited.has(address)) return ok({ orders, count, next: address, strange: null })
  const reason =
    address === null
      ? 'A page names a next page at another address. It was not fetched.'
      : 'A page names as the next one a page that has been read. It was not fetched again.'
  return ok({ orders, count, next: counted, strange: { kind: 'address', reason } })
}

/** The token must never travel to a host that an answer named. */
function ownAddress(next: string, { baseUrl }: OrderApi): string | null {
  const [base, url] = [new URL(baseUrl), URL.parse(next, baseUrl)]
  return url && url.origin === base.origin && url.username === '' && url.password === '' ? url.href : null
}

/** Whether this is a page of the list, and of ours: who gives it to us may be anybody. */
export function isOwnPage(url: string, api: OrderApi): boolean {
  const own = ownAddress(url, api)
  return own === url && new URL(own).pathname === new URL(api.listPath, api.baseUrl).pathname
}

export function pageAfter(url: string, { pageParameter }: OrderApi): string {
  const next = new URL(url)
  const page = Number(next.searchParams.get(pageParameter) ?? '1')
  next.searchParams.set(pageParameter, String((Number.isInteger(page) ? page : 1) + 1))
  return next.href
}

/** Its number; null where its address has none, as behind a cursor. The first needs none. */
export function pageNumber(url: string, first: string, { pageParameter }: OrderApi): number | null {
  const page = Number(new URL(url).searchParams.get(pageParameter))
  return Number.isInteger(page) && page > 0 ? page : url === first ? 1 : null
}

export function pageNumbered(url: string, page: number, { pageParameter }: OrderApi): string {
  const numbered = new URL(url)
  numbered.searchParams.set(pageParameter, String(page))
  return numbered.href
}
