import type { Result } from '../model/result.ts'
import type { ApiFailure, ListScan } from '../outbox/order-api/poll-state.ts'
import type { OrderApi } from '../profile/order-api.ts'
import type { ApiSession } from './api-session.ts'
import type { TakenPage } from './import-page.ts'
import { firstPage, type Page, pageAfter, pageNumber, pageNumbered, readPage } from './order-list.ts'

/** The poll run, as a list scan needs it. */
interface ScanPorts {
  readonly api: OrderApi
  readonly session: Pick<ApiSession, 'get'>
  /** Submits the orders of a page; null for an unreachable outbox. */
  readonly take: (orders: readonly string[]) => Promise<TakenPage | null>
  /** Stores the scan's position; false when another run has taken over. */
  readonly keep: (sweep: ListScan) => Promise<boolean>
}

/**
 * How a scan ended. `damaged`: at the end of the list, with unreadable pages. `stopped`: the next run continues at
 * the stored position.
 */
export type ScanResult =
  | { readonly end: 'complete'; readonly sweep: ListScan }
  | { readonly end: 'damaged' | 'stopped'; readonly sweep: ListScan; readonly failure: ApiFailure }

/** A safety limit for a list that never ends. */
const PAGES_LIMIT = 5_000
const UNREADABLE_LIMIT = 3
/**
 * The most times that a run goes back. A list with copies of different lengths seems to become shorter at every other
 * request.
 */
const BACK_LIMIT = 10

export function createListScan(api: OrderApi, from: number, startedAt: number, audit: boolean): ListScan {
  const first = firstPage(api, from)
  return { from, startedAt, first, url: first, audit, pages: 0, beyond: 0, steady: true, count: null, damage: null }
}

/**
 * Continues a list scan at its stored position. The list is sorted newest first and moves during the scan. New orders
 * push the others down, so some orders are read twice. Delivered orders leave the list and pull the others up, so a
 * scan could miss some orders. The scan handles this in three ways.
 *
 * - If the list became shorter, the scan reads as many pages again as orders can have moved.
 * - A scan starts again after finding unknown orders beyond the first page, if the list reports no length or its
 *   pages have no numbers.
 * - A scan of several pages ends with another read of the first page.
 *
 * Admitted gaps: without a reported length, an order that moves up past the scan twice in a row is missed if the scan
 * finds no other unknown order. On any list, an order is missed that moves up at the moment when a new order enters
 * behind the scan. `overlapHours`, an audit and the backfill read such orders later.
 */
export async function continueScan(given: ListScan, ports: ScanPorts): Promise<ScanResult> {
  let sweep = given
  let from = given.url && lastRead(given.url, given, ports.api)
  for (;;) {
    // Read the first page first: the newest orders must not wait for the rest of a long list.
    if (sweep.url !== sweep.first) {
      const failure = await readHead(sweep, ports)
      if (failure) return { end: 'stopped', sweep, failure }
    }
    if (from !== null) {
      const passed = await passOn(sweep, from, ports)
      if (passed.failure) return { end: 'stopped', sweep: passed.sweep, failure: passed.failure }
      sweep = { ...passed.sweep, url: null }
      from = null
      if (sweep.pages > 1) continue
    }
    if (sweep.damage) return { end: 'damaged', sweep, failure: sweep.damage }
    if (sweep.steady || sweep.beyond === 0) return { end: 'complete', sweep }
    sweep = { ...sweep, url: sweep.first, pages: 0, beyond: 0, steady: true, count: null }
    from = sweep.first
  }
}

/** `failure` is null at the end of the list. */
interface Passed {
  readonly sweep: ListScan
  readonly failure: ApiFailure | null
}

/**
 * The page from which to continue. Between two runs, orders may have moved up onto the page read last, so the scan
 * reads that page again.
 */
function lastRead(url: string, { first }: ListScan, api: OrderApi): string {
  const page = pageNumber(url, first, api)
  return page === null || page === 1 ? url : pageNumbered(url, page - 1, api)
}

/** Imports from this page to the end of the list. */
async function passOn(given: ListScan, from: string, ports: ScanPorts): Promise<Passed> {
  const { api } = ports
  const visited = new Set<string>()
  let sweep = given
  let unreadable = 0
  let before: readonly string[] = []
  /** The first page not read yet, while the scan reads an earlier page again. */
  let unread = pageNumber(given.url ?? from, given.first, api)
  /**
   * The scan asked for a page past the end and reads the last page again. `endedAt` is the length of the list at that
   * time.
   */
  let isPast = false
  let endedAt: number | null = null
  let backs = 0
  let fullPage = 0
  for (let url: string | null = from; url !== null; ) {
    visited.add(url)
    const at = pageNumber(url, sweep.first, api)
    const page: Result<Page, ApiFailure> = await pageAt(url, visited, ports)
    if (page.ok) {
      const { orders, count, next, nextFailure } = page.value
      // A list that ignores the page parameter returns its first page without end.
      if (sameOrders(before, orders)) return { sweep, failure: repetition(sweep, api, orders) }
      const taken = await ports.take(orders)
      if (!taken) return { sweep, failure: UNREACHED }
      unreadable = 0
      fullPage = Math.max(fullPage, orders.length)
      const left = count === null ? 0 : (sweep.count ?? 0) - count
      const again = at === null ? null : pageOfPulledUp(unread ?? at, left, Math.min(api.pageSize, orders.length))
      if (isPast) endedAt = count
      isPast = false
      sweep = afterPage(sweep, page.value, taken, at !== null && backs < BACK_LIMIT)
      if (nextFailure) sweep = { ...sweep, damage: worse(sweep.damage, nextFailure) }
      unread = null
      if (again !== null && at !== null && again < at && backs < BACK_LIMIT) {
        backs++
        url = pageNumbered(url, again, api)
        before = []
        visited.clear()
      } else {
        url = next
        before = orders
      }
    } else {
      if (page.error.kind === 'gone' && sweep.pages > 0) {
        // Either a page past the end, or the list became shorter and its orders moved up.
        const reached = before.length === 0 || at === null ? 0 : (at - 2) * fullPage + before.length
        const isEnd = sweep.count !== null && (sweep.count === endedAt || sweep.count <= reached)
        if (isEnd || sweep.count === null || at === null || at === 1)
          return { sweep: { ...sweep, steady: sweep.steady && isEnd }, failure: null }
        isPast = true
        unread ??= at
        url = pageNumbered(url, at - 1, api)
        before = []
        visited.clear()
        continue
      }
      if (page.error.kind !== 'unreadable' || ++unreadable >= UNREADABLE_LIMIT) return { sweep, failure: page.error }
      url = pageAfter(url, api)
      sweep = { ...sweep, pages: sweep.pages + 1, damage: worse(sweep.damage, page.error) }
    }
    if (url !== null && (sweep.pages >= PAGES_LIMIT || visited.has(url))) return { sweep, failure: ENDLESS }
    sweep = { ...sweep, url }
    if (!(await ports.keep(sweep))) return { sweep, failure: OVERTAKEN }
  }
  return { sweep, failure: null }
}

/**
 * The page that now holds the first order of `page`, after `left` orders have left the list. Null when no order has
 * left.
 */
const pageOfPulledUp = (page: number, left: number, perPage: number): number | null =>
  left <= 0 ? null : Math.max(1, page - Math.ceil(left / Math.max(1, perPage)))

const afterPage = (sweep: ListScan, { count }: Page, { unknown, broken }: TakenPage, mayGoBack: boolean): ListScan => ({
  ...sweep,
  pages: sweep.pages + 1,
  beyond: sweep.beyond + (sweep.pages === 0 ? 0 : unknown),
  steady: sweep.steady && count !== null && (mayGoBack || count >= (sweep.count ?? 0)),
  count,
  damage: broken > 0 ? worse(sweep.damage, BROKEN) : sweep.damage,
})

/** Imports pages from the first until a page has no unknown order. */
async function readHead({ first }: ListScan, ports: ScanPorts): Promise<ApiFailure | null> {
  const visited = new Set<string>()
  for (let url: string | null = first; url !== null && !visited.has(url); ) {
    visited.add(url)
    const page: Result<Page, ApiFailure> = await pageAt(url, visited, ports)
    if (!page.ok) return page.error.kind === 'gone' || page.error.kind === 'unreadable' ? null : page.error
    const taken = await ports.take(page.value.orders)
    if (!taken) return UNREACHED
    if (taken.unknown === 0) return null
    url = page.value.next
  }
  return null
}

async function pageAt(
  url: string,
  visited: ReadonlySet<string>,
  { api, session }: ScanPorts,
): Promise<Result<Page, ApiFailure>> {
  const answer = await session.get(url)
  return answer.ok ? readPage(answer.value, url, api, visited) : answer
}

/** Reports a redirect to another address in preference to any other failure. */
const worse = (known: ApiFailure | null, found: ApiFailure): ApiFailure => (known?.kind === 'address' ? known : found)

const sameOrders = (one: readonly string[], other: readonly string[]): boolean =>
  one.length > 0 && one.length === other.length && one.every((order, at) => order === other[at])

/** A repeated first page that was not full is the complete list. */
function repetition(
  sweep: ListScan,
  { pageSize, pageParameter }: OrderApi,
  orders: readonly string[],
): ApiFailure | null {
  if (sweep.pages === 1 && orders.length < pageSize) return null
  const reason = `Page after page holds the same orders. Does the API call its page parameter '${pageParameter}'?`
  return { kind: 'failed', reason }
}

const BROKEN: ApiFailure = { kind: 'failed', reason: 'The outbox could not take an order; its log says more.' }
const UNREACHED: ApiFailure = { kind: 'failed', reason: 'The outbox could not be reached.' }
const ENDLESS: ApiFailure = { kind: 'failed', reason: 'The pages lead in a circle, or there are too many.' }
const OVERTAKEN: ApiFailure = { kind: 'spent', reason: 'Another run has taken over.' }
