import { DAY_MS } from '../model/day.ts'
import { findingNote } from '../model/finding.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { ApiFailure } from '../outbox/order-api/poll-state.ts'
import type { OrderApi } from '../profile/order-api.ts'
import { itemsOf } from '../text/json-text.ts'
import type { JsonAnswer } from './api-session.ts'

/** A page of the list: each order as its original text, and the address of the next page. */
export interface Page {
  readonly orders: readonly string[]
  /** The length of the list; null when the API does not report a length. */
  readonly count: number | null
  readonly next: string | null
  /** A next page at another address, which the gateway does not request. `next` then comes from counting. */
  readonly nextFailure: ApiFailure | null
}

/**
 * The address of the first page of orders placed since `from`. A filter by day may exclude the named day and use
 * another time zone, so the filter starts two days earlier.
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

/** `visited`: the pages of this scan so far, including `url`. */
export function readPage(
  { json, text }: JsonAnswer,
  url: string,
  api: OrderApi,
  visited: ReadonlySet<string>,
): Result<Page, ApiFailure> {
  if (!Array.isArray(Reflect.get(json, 'results')))
    return err({ kind: 'unreadable', reason: findingNote('api-no-list') })
  const orders = itemsOf(text, 'results')
  const listLength: unknown = Reflect.get(json, 'count')
  const count = Number.isSafeInteger(listLength) ? Number(listLength) : null
  const next: unknown = api.paging === 'next' ? Reflect.get(json, 'next') : undefined
  // Without `next` the scan counts pages until an empty page, because a short page need not be the last page.
  const counted = orders.length === 0 ? null : pageAfter(url, api)
  if (next === null) return ok({ orders, count, next: null, nextFailure: null })
  if (next === undefined) return ok({ orders, count, next: counted, nextFailure: null })
  const address = typeof next === 'string' ? ownAddress(next, api) : null
  if (address !== null && !visited.has(address)) return ok({ orders, count, next: address, nextFailure: null })
  const reason = address === null ? findingNote('api-next-elsewhere') : findingNote('api-next-again')
  return ok({ orders, count, next: counted, nextFailure: { kind: 'address', reason } })
}

/** The token must never be sent to a host that an answer names. */
function ownAddress(next: string, { baseUrl }: OrderApi): string | null {
  const [base, url] = [new URL(baseUrl), URL.parse(next, baseUrl)]
  return url && url.origin === base.origin && url.username === '' && url.password === '' ? url.href : null
}

/** Whether this address is a page of the supplier's list. The address may come from any caller. */
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

/** The page number; null for an address without a number, such as a cursor. The first page needs no number. */
export function pageNumber(url: string, first: string, { pageParameter }: OrderApi): number | null {
  const page = Number(new URL(url).searchParams.get(pageParameter))
  return Number.isInteger(page) && page > 0 ? page : url === first ? 1 : null
}

export function pageNumbered(url: string, page: number, { pageParameter }: OrderApi): string {
  const numbered = new URL(url)
  numbered.searchParams.set(pageParameter, String(page))
  return numbered.href
}
