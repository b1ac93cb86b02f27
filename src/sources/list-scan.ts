import type { ApiFailure, ListScan } from '../outbox/order-api/poll-state.ts'
import type { OrderApi } from '../profile/order-api.ts'
import type { Result } from '../result.ts'
import type { ApiSession } from './api-session.ts'
import type { TakenPage } from './import-page.ts'
import { firstPage, type Page, pageAfter, pageNumber, pageNumbered, readPage } from './order-list.ts'

/** What a sweep needs of the run that it is part of. */
interface SweepMeans {
  readonly api: OrderApi
  readonly session: Pick<ApiSession, 'get'>
  /** Hands a page's orders on; null when the outbox can't be reached. */
  readonly take: (orders: readonly string[]) => Promise<TakenPage | null>
  /** Writes down where the sweep stands; false when another run has taken over. */
  readonly keep: (sweep: ListScan) => Promise<boolean>
}

/** Where a sweep has come to. `damaged`: to the end, but not every page could be read. `stopped`: the next run goes on from there. */
export type Swept =
  | { readonly end: 'complete'; readonly sweep: ListScan }
  | { readonly end: 'damaged' | 'stopped'; readonly sweep: ListScan; readonly failure: ApiFailure }

/** Every list ends; this is for one that doesn't. */
const PAGES_LIMIT = 5_000
const UNREADABLE_LIMIT = 3
/** So often a run goes back: a list whose copies differ in length becomes shorter at every other look. */
const BACK_LIMIT = 10

export function newSweep(api: OrderApi, from: number, startedAt: number, audit: boolean): ListScan {
  const first = firstPage(api, from)
  return { from, startedAt, first, url: first, audit, pages: 0, beyond: 0, steady: true, count: null, damage: null }
}

/**
 * Reads the list on from where the sweep stands. It is newest first, and moves while it is read: what is placed meanwhile pushes
 * orders down, so that they are read twice; what leaves it (delivered) pulls them up, so that some would be passed over. So where
 * the list has become shorter, as many pages as that can be are read again; a sweep that found unknown orders beyond its first
 * page, on a list that doesn't tell how long it is or whose pages have no numbers, begins again; and one of several pages ends by
 * looking at the first once more.
 *
 * Admitted gaps: on a list that doesn't tell its length, an order that is pulled up past the reader in two readings running, while
 * nothing else unknown is found, is not noticed; nor, on any, one that is pulled up just when another comes behind the reader.
 * `overlapHours` looks for it again; an audit and the backfill do too.
 */
export async function continueScan(given: ListScan, means: SweepMeans): Promise<Swept> {
  let sweep = given
  let from = given.url && lastRead(given.url, given, means.api)
  for (;;) {
    // The newest orders shall not wait until the rest of a long list has been read.
    if (sweep.url !== sweep.first) {
      const failure = await readHead(sweep, means)
      if (failure) return { end: 'stopped', sweep, failure }
    }
    if (from !== null) {
      const passed = await passOn(sweep, from, means)
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

/** Between two runs orders may have left the list, and others moved up onto the page that was read last. */
function lastRead(url: string, { first }: ListScan, api: OrderApi): string {
  const page = pageNumber(url, first, api)
  return page === null || page === 1 ? url : pageNumbered(url, page - 1, api)
}

/** From this page to the end of the list. */
async function passOn(given: ListScan, from: string, means: SweepMeans): Promise<Passed> {
  const { api } = means
  const visited = new Set<string>()
  let sweep = given
  let unreadable = 0
  let before: readonly string[] = []
  /** The first page that was never read, where one before it is looked at again. */
  let unread = pageNumber(given.url ?? from, given.first, api)
  /** A page past the last one was asked for, and the last is looked at again; how long the list was then. */
  let isPast = false
  let endedAt: number | null = null
  let backs = 0
  let fullPage = 0
  for (let url: string | null = from; url !== null; ) {
    visited.add(url)
    const at = pageNumber(url, sweep.first, api)
    const page: Result<Page, ApiFailure> = await pageAt(url, visited, means)
    if (page.ok) {
      const { orders, count, next, strange } = page.value
      // A list that doesn't know our page parameter answers with its first page for ever.
      if (sameOrders(before, orders)) return { sweep, failure: repetition(sweep, api, orders) }
      const taken = await means.take(orders)
      if (!taken) return { sweep, failure: UNREACHED }
      unreadable = 0
      fullPage = Math.max(fullPage, orders.length)
      const left = count === null ? 0 : (sweep.count ?? 0) - count
      const again = at === null ? null : pageOfPulledUp(unread ?? at, left, Math.min(api.pageSize, orders.length))
      if (isPast) endedAt = count
      isPast = false
      sweep = afterPage(sweep, page.value, taken, at !== null && backs < BACK_LIMIT)
      if (strange) sweep = { ...sweep, damage: worse(sweep.damage, strange) }
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
        // A page past the last one; or the list has become shorter, and what stood there has moved up.
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
    if (!(await means.keep(sweep))) return { sweep, failure: OVERTAKEN }
  }
  return { sweep, failure: null }
}

/** Where the foremost stands now of those that followed on this page, when so many have left a list of such pages; null when none has. */
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

/** Pages from the first until one holds nothing that is new. */
async function readHead({ first }: ListScan, means: SweepMeans): Promise<ApiFailure | null> {
  const visited = new Set<string>()
  for (let url: string | null = first; url !== null && !visited.has(url); ) {
    visited.add(url)
    const page: Result<Page, ApiFailure> = await pageAt(url, visited, means)
    if (!page.ok) return page.error.kind === 'gone' || page.error.kind === 'unreadable' ? null : page.error
    const taken = await means.take(page.value.orders)
    if (!taken) return UNREACHED
    if (taken.unknown === 0) return null
    url = page.value.next
  }
  return null
}

async function pageAt(
  url: string,
  visited: ReadonlySet<string>,
  { api, session }: SweepMeans,
): Promise<Result<Page, ApiFailure>> {
  const answer = await session.get(url)
  return answer.ok ? readPage(answer.value, url, api, visited) : answer
}

/** Being sent elsewhere is told, whatever else is wrong. */
const worse = (known: ApiFailure | null, found: ApiFailure): ApiFailure => (known?.kind === 'address' ? known : found)

const sameOrders = (one: readonly string[], other: readonly string[]): boolean =>
  one.length > 0 && one.length === other.length && one.every((order, at) => order === other[at])

/** A first page that wasn't full, and is repeated, was the whole list. */
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
