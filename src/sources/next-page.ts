import { findingNote } from '../model/finding.ts'
import type { Result } from '../model/result.ts'
import type { ApiFailure, ListScan } from '../outbox/order-api/poll-state.ts'
import type { OrderApi } from '../profile/order-api.ts'
import type { TakenPage } from './import-page.ts'
import { type Page, pageAfter, pageNumber, pageNumbered } from './order-list.ts'

/** A passage of a list scan, from a page to the end of the list. */
export interface Passage {
  /** The scan's position, as the outbox stores the position. */
  readonly scan: ListScan
  /** The page to read next; null at the end of the list. */
  readonly url: string | null
  /** Ends the passage early. */
  readonly failure: ApiFailure | null
  /** The pages since the passage last went back, with the page to read next. */
  readonly visited: ReadonlySet<string>
  /** The orders of the page read last; empty after the passage went back. */
  readonly before: readonly string[]
  /** The number of unreadable pages in a row. */
  readonly unreadable: number
  /** The first page not read yet, while the passage reads an earlier page again. */
  readonly unread: number | null
  /** The passage asked for a page past the end and reads the last page again. */
  readonly isPast: boolean
  /** The length of the list when the passage was past the end. */
  readonly endedAt: number | null
  readonly backs: number
  /** The most orders on a page. */
  readonly fullPage: number
}

/** A page of the list, and what the outbox did with its orders; null for an unreachable outbox. */
interface ImportedPage {
  readonly page: Page
  readonly taken: TakenPage | null
}

/** A safety limit for a list that never ends. */
const PAGES_LIMIT = 5_000
const UNREADABLE_LIMIT = 3
/**
 * The most times that a passage goes back. A list with copies of different lengths seems to become shorter at every
 * other request.
 */
const BACK_LIMIT = 10

export const passageFrom = (scan: ListScan, url: string, api: OrderApi): Passage => ({
  ...{ scan, url, failure: null, visited: new Set([url]), before: [], unreadable: 0 },
  unread: pageNumber(scan.url ?? url, scan.first, api),
  ...{ isPast: false, endedAt: null, backs: 0, fullPage: 0 },
})

/** The passage after this page: the next page to read, the end of the list, or a failure. */
export function nextPage(passage: Passage, read: Result<ImportedPage, ApiFailure>, api: OrderApi): Passage {
  const { scan, url } = passage
  if (url === null) return passage
  if (read.ok) return afterImport(passage, url, read.value, api)
  if (read.error.kind === 'page-not-found' && scan.pages > 0) return afterMissing(passage, url, api)
  const unreadable = passage.unreadable + 1
  if (read.error.kind !== 'unreadable' || unreadable >= UNREADABLE_LIMIT) return { ...passage, failure: read.error }
  const damaged = { ...scan, pages: scan.pages + 1, damage: worse(scan.damage, read.error) }
  return goOn({ ...passage, scan: damaged, unreadable }, pageAfter(url, api))
}

/** If the list became shorter, reads as many pages again as orders can have moved. */
function afterImport(passage: Passage, url: string, { page, taken }: ImportedPage, api: OrderApi): Passage {
  const { scan, backs, isPast } = passage
  if (!taken) return { ...passage, failure: UNREACHED }
  const { orders, count, next } = page
  const at = pageNumber(url, scan.first, api)
  const left = count === null ? 0 : (scan.count ?? 0) - count
  const again = at && pageOfPulledUp(passage.unread ?? at, left, Math.min(api.pageSize, orders.length))
  const mayGoBack = at !== null && backs < BACK_LIMIT
  const imported = {
    ...passage,
    scan: scanAfter(scan, page, taken, mayGoBack),
    ...{ unreadable: 0, unread: null, isPast: false, endedAt: isPast ? count : passage.endedAt },
    fullPage: Math.max(passage.fullPage, orders.length),
  }
  return again !== null && mayGoBack && again < at
    ? goOn(goBack({ ...imported, backs: backs + 1 }), pageNumbered(url, again, api))
    : goOn({ ...imported, before: orders }, next)
}

/** A missing page is past the end of the list, or the list became shorter and its orders moved up. */
function afterMissing(passage: Passage, url: string, api: OrderApi): Passage {
  const { scan, before, fullPage, endedAt } = passage
  const at = pageNumber(url, scan.first, api)
  const reached = before.length === 0 || at === null ? 0 : (at - 2) * fullPage + before.length
  const isEnd = scan.count !== null && (scan.count === endedAt || scan.count <= reached)
  if (isEnd) return { ...passage, url: null }
  if (scan.count === null || at === null || at === 1) return { ...passage, scan: { ...scan, steady: false }, url: null }
  const last = pageNumbered(url, at - 1, api)
  return { ...goBack(passage), url: last, visited: new Set([last]), isPast: true, unread: passage.unread ?? at }
}

const goBack = (passage: Passage): Passage => ({ ...passage, before: [], visited: new Set() })

function goOn(passage: Passage, url: string | null): Passage {
  const { scan, visited } = passage
  if (url !== null && (scan.pages >= PAGES_LIMIT || visited.has(url))) return { ...passage, failure: ENDLESS }
  return { ...passage, url, scan: { ...scan, url }, visited: url === null ? visited : new Set(visited).add(url) }
}

/**
 * The page that now holds the first order of `page`, after `left` orders have left the list. Null when no order has
 * left.
 */
const pageOfPulledUp = (page: number, left: number, perPage: number): number | null =>
  left <= 0 ? null : Math.max(1, page - Math.ceil(left / Math.max(1, perPage)))

function scanAfter(scan: ListScan, page: Page, { unknown, broken }: TakenPage, mayGoBack: boolean): ListScan {
  const { count, nextFailure } = page
  const damage = broken > 0 ? worse(scan.damage, BROKEN) : scan.damage
  return {
    ...scan,
    pages: scan.pages + 1,
    beyond: scan.beyond + (scan.pages === 0 ? 0 : unknown),
    steady: scan.steady && count !== null && (mayGoBack || count >= (scan.count ?? 0)),
    count,
    damage: nextFailure ? worse(damage, nextFailure) : damage,
  }
}

/** Reports a redirect to another address in preference to any other failure. */
const worse = (known: ApiFailure | null, found: ApiFailure): ApiFailure => (known?.kind === 'address' ? known : found)

const BROKEN: ApiFailure = { kind: 'failed', reason: findingNote('outbox-failed') }
export const UNREACHED: ApiFailure = { kind: 'failed', reason: findingNote('outbox-unreached') }
const ENDLESS: ApiFailure = { kind: 'failed', reason: findingNote('api-circle') }
