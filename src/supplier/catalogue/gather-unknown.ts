import type { Supplier } from '../../profile/supplier.ts'
import type { RemoteOutbox } from '../remote-outbox.ts'
import type { CatalogueRow } from './catalogue-actions.ts'
import { keyOf, nearRows, type Row } from './near-rows.ts'
import { joinUnknown, type UnknownKey } from './unknown-key.ts'
import type { EntryPreview, HeldPage } from './unknown-numbers.ts'

/** An unknown number as people see it. */
export interface UnknownNumber extends Omit<UnknownKey, 'customers'> {
  readonly customers: number
  /** Known numbers that differ by a typing error, the nearest first. */
  readonly near: readonly Row[]
  /** Names of the near articles in the newest orders, by number. */
  readonly nearNames: Readonly<Record<string, string>>
}

export interface UnknownNumbers {
  readonly unknown: readonly UnknownNumber[]
  /** Held orders that the list does not count, because there are too many. */
  readonly uncounted: number
}

/** Each order's body is read, so the number of orders is limited. */
const MOST_ORDERS = 1_000
/** A table may have tens of thousands of rows, and the page reads the table for each number. */
const WITH_NEAR = 10

/** Reads pages one after the other, so that the outbox answers other calls between two pages. */
async function readPages<Page extends HeldPage>(read: (after: number) => Promise<Page>): Promise<Page[]> {
  const pages: Page[] = []
  let count = 0
  for (let after: number | null = 0; after !== null && count < MOST_ORDERS; ) {
    const page: Page = await read(after)
    pages.push(page)
    count += page.read
    after = page.next
  }
  return pages
}

/** The numbers that held orders wait for, sorted by the number of orders. */
export async function gatherUnknown(
  outbox: Pick<RemoteOutbox, 'unknownPage' | 'articleNames'>,
  supplier: Supplier,
): Promise<UnknownNumbers> {
  const pages = await readPages((after) => outbox.unknownPage(after))
  const last = pages.at(-1)
  const read = pages.reduce((sum, page) => sum + page.read, 0)
  const found = joinUnknown(pages.flatMap(({ unknown }) => unknown))
    .sort((a, b) => b.orders - a.orders || a.key.localeCompare(b.key))
    .map((one, at) => ({
      ...one,
      customers: one.customers.length,
      near: at < WITH_NEAR && !one.hasNoRoute ? nearRows(one.kind, one.key, supplier) : [],
    }))
  const articles = found.flatMap(({ near }) => near.flatMap((row) => ('article' in row ? [row.article] : [])))
  const nearNames = articles.length === 0 ? {} : await outbox.articleNames(articles)
  const unknown = found.map((one) => ({ ...one, nearNames: namesOf(one.near, nearNames) }))
  return { unknown, uncounted: last && last.next !== null ? Math.max(0, last.held - read) : 0 }
}

const namesOf = (rows: readonly Row[], names: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    rows.flatMap((row) => {
      const name = names[keyOf(row)]
      return name === undefined ? [] : [[keyOf(row), name]]
    }),
  )

/** The effect of an entry on the held orders. */
export async function gatherPreview(
  outbox: Pick<RemoteOutbox, 'previewPage'>,
  row: CatalogueRow,
): Promise<EntryPreview> {
  const pages = await readPages((after) => outbox.previewPage(row, after))
  return { leave: pages.flatMap(({ leave }) => leave), stay: pages.flatMap(({ stay }) => stay) }
}
