import { findingNote } from '../model/finding.ts'
import { ok, type Result } from '../model/result.ts'
import type { ApiFailure, ListScan } from '../outbox/order-api/poll-state.ts'
import type { OrderApi } from '../profile/order-api.ts'
import type { ApiSession } from './api-session.ts'
import type { TakenPage } from './import-page.ts'
import { nextPage, type Passage, passageFrom, UNREACHED } from './next-page.ts'
import { firstPage, type Page, pageNumber, pageNumbered, readPage } from './order-list.ts'

/** The poll run, as a list scan needs it. */
interface ScanPorts {
  readonly api: OrderApi
  readonly session: Pick<ApiSession, 'get'>
  /** Submits the orders of a page; null for an unreachable outbox. */
  readonly take: (orders: readonly string[]) => Promise<TakenPage | null>
  /** Stores the scan's position; false when another run has taken over. */
  readonly keep: (scan: ListScan) => Promise<boolean>
}

/**
 * How a scan ended. `damaged`: at the end of the list, with unreadable pages. `stopped`: the next run continues at
 * the stored position.
 */
export type ScanResult =
  | { readonly end: 'complete'; readonly scan: ListScan }
  | { readonly end: 'damaged' | 'stopped'; readonly scan: ListScan; readonly failure: ApiFailure }

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
export async function continueScan(stored: ListScan, ports: ScanPorts): Promise<ScanResult> {
  let scan = stored
  let from = stored.url && lastRead(stored.url, stored, ports.api)
  for (;;) {
    // Read the first page first: the newest orders must not wait for the rest of a long list.
    if (scan.url !== scan.first) {
      const failure = await readHead(scan, ports)
      if (failure) return { end: 'stopped', scan, failure }
    }
    if (from !== null) {
      const { scan: passed, failure } = await passOn(scan, from, ports)
      if (failure) return { end: 'stopped', scan: passed, failure }
      scan = { ...passed, url: null }
      from = null
      if (scan.pages > 1) continue
    }
    if (scan.damage) return { end: 'damaged', scan, failure: scan.damage }
    if (scan.steady || scan.beyond === 0) return { end: 'complete', scan }
    scan = { ...scan, url: scan.first, pages: 0, beyond: 0, steady: true, count: null }
    from = scan.first
  }
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
async function passOn(scan: ListScan, from: string, ports: ScanPorts): Promise<Passage> {
  const { api } = ports
  let passage = passageFrom(scan, from, api)
  while (passage.url !== null && passage.failure === null) {
    const page = await pageAt(passage.url, passage.visited, ports)
    // A list that ignores the page parameter returns its first page without end.
    if (page.ok && sameOrders(passage.before, page.value.orders))
      return { ...passage, failure: repetition(passage.scan, api, page.value.orders) }
    const read = page.ok ? ok({ page: page.value, taken: await ports.take(page.value.orders) }) : page
    const next = nextPage(passage, read, api)
    const isMoved = next.failure === null && next.scan !== passage.scan
    if (isMoved && !(await ports.keep(next.scan))) return { ...next, failure: OVERTAKEN }
    passage = next
  }
  return passage
}

/** Imports pages from the first until a page has no unknown order. */
async function readHead({ first }: ListScan, ports: ScanPorts): Promise<ApiFailure | null> {
  const visited = new Set<string>()
  for (let url: string | null = first; url !== null && !visited.has(url); ) {
    visited.add(url)
    const page: Result<Page, ApiFailure> = await pageAt(url, visited, ports)
    if (!page.ok) return page.error.kind === 'page-not-found' || page.error.kind === 'unreadable' ? null : page.error
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

const sameOrders = (orders: readonly string[], other: readonly string[]): boolean =>
  orders.length > 0 && orders.length === other.length && orders.every((order, at) => order === other[at])

/** A repeated first page that was not full is the complete list. */
function repetition(
  scan: ListScan,
  { pageSize, pageParameter }: OrderApi,
  orders: readonly string[],
): ApiFailure | null {
  if (scan.pages === 1 && orders.length < pageSize) return null
  const reason = findingNote('api-same-page', { parameter: pageParameter })
  return { kind: 'failed', reason }
}

const OVERTAKEN: ApiFailure = { kind: 'budget-used', reason: findingNote('run-overtaken') }
