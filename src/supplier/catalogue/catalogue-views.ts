import { type CatalogueEntry, historyOf, newestEntries, standingEntries } from '../../outbox/catalogue/entries.ts'
import { type HistoryPage, listHistories } from '../../outbox/catalogue/entry-history.ts'
import type { Sql } from '../../outbox/sql.ts'
import type { ArticleRow, CatalogueKind, CustomerRow } from '../../profile/catalogue.ts'
import type { LiveSupplier } from './live-supplier.ts'

type Row = CustomerRow | ArticleRow

export interface CatalogueRowView {
  readonly key: string
  /** The row that counts; null for a number that is in no table any more. */
  readonly effective: Row | null
  /** The row of the configuration; null without a row. */
  readonly configured: Row | null
  /** The entry that counts before the configuration's row; null when none does. */
  readonly entry: EntryView | null
}

export interface EntryView extends Omit<CatalogueEntry, 'at' | 'kind' | 'key'> {
  readonly at: string
}

export interface CatalogueQuery {
  /** Finds rows that contain the text in any cell. */
  readonly text: string | null
  /** The last key of the page before. */
  readonly after: string | null
  readonly limit: number
}

export interface CataloguePage {
  readonly catalogueVersion: number
  readonly rows: readonly CatalogueRowView[]
  /** The rows that match, on all pages. */
  readonly matching: number
  readonly total: number
}

const keyOf = (row: Row): string => ('article' in row ? row.article : row.customer)

export const viewEntry = ({ kind: _, key: __, at, ...entry }: CatalogueEntry): EntryView => ({
  ...entry,
  at: new Date(at).toISOString(),
})

/** The catalogue of one supplier, for people and for the Admin API. */
export function createCatalogueViews(sql: Sql, live: LiveSupplier) {
  const configuredRows = (kind: CatalogueKind): readonly Row[] =>
    (kind === 'customer' ? live.configured.customers : live.configured.articles) ?? []

  function rowsOf(kind: CatalogueKind): CatalogueRowView[] {
    const configured = new Map(configuredRows(kind).map((row) => [keyOf(row), row]))
    const entries = new Map(newestEntries(sql, kind).flatMap((entry) => (entry.row ? [[entry.key, entry]] : [])))
    const keys = [...new Set([...configured.keys(), ...entries.keys()])].sort()
    return keys.map((key) => {
      const own = configured.get(key) ?? null
      const entry = entries.get(key)
      // An undo stores the earlier row anew; the page names the person of the earlier entry.
      const standing = entry?.undoes === null ? entry : entry && standingEntries(historyOf(sql, kind, key)).at(-1)
      return { key, effective: entry?.row ?? own, configured: own, entry: standing ? viewEntry(standing) : null }
    })
  }

  return {
    catalogueRows(kind: CatalogueKind, { text, after, limit }: CatalogueQuery): CataloguePage {
      const all = rowsOf(kind)
      const wanted = text?.trim().toLowerCase() ?? ''
      const matching = wanted === '' ? all : all.filter((row) => searchText(row).includes(wanted))
      const page = after === null ? matching : matching.filter(({ key }) => key > after)
      return {
        catalogueVersion: live.version(),
        rows: page.slice(0, limit),
        matching: matching.length,
        total: all.length,
      }
    },
    /** A number with all entries, newest first. Null for a number that was in no table. */
    catalogueRow(kind: CatalogueKind, key: string) {
      const history = historyOf(sql, kind, key)
      const configured = configuredRows(kind).find((row) => keyOf(row) === key) ?? null
      if (!configured && history.length === 0) return null
      const standing = standingEntries(history).at(-1) ?? null
      return {
        ...{ key, configured, effective: standing?.row ?? configured },
        entry: standing && viewEntry(standing),
        history: history.map(viewEntry).reverse(),
      }
    },
    /** Every step of every entry, for an export. */
    entryHistories: (after: string): HistoryPage => listHistories(sql, after),
    /** Every row that counts, for a CSV file. */
    effectiveRows(kind: CatalogueKind): { readonly catalogueVersion: number; readonly rows: readonly Row[] } {
      const rows = (kind === 'customer' ? live.supplier.customers : live.supplier.articles) ?? []
      return { catalogueVersion: live.version(), rows }
    },
  }
}

const searchText = ({ key, effective }: CatalogueRowView): string =>
  [key, ...Object.values(effective ?? {}).filter((cell) => typeof cell === 'string')].join('\n').toLowerCase()
