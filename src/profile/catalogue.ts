import type { Supplier } from './supplier.ts'

export type CustomerRow = NonNullable<Supplier['customers']>[number]
export type ArticleRow = NonNullable<Supplier['articles']>[number]
export type CatalogueKind = 'customer' | 'article'

/** The last entry for a number. `row` is null when people undid every entry: the configuration's row counts again. */
export type CatalogueChange =
  | { readonly kind: 'customer'; readonly key: string; readonly row: CustomerRow | null }
  | { readonly kind: 'article'; readonly key: string; readonly row: ArticleRow | null }

/** The entries that a reader of an earlier version lacks. */
export interface CatalogueChanges {
  readonly catalogueVersion: number
  /** The version of the reader; null when the changes are all entries, because the storage does not know that version. */
  readonly since: number | null
  readonly changes: readonly CatalogueChange[]
}

/** Rows of people's entries, which lie over the tables of the configuration. */
export interface Catalogue {
  /** Grows with every entry. 0 before the first entry. */
  readonly version: number
  readonly customers: ReadonlyMap<string, CustomerRow>
  readonly articles: ReadonlyMap<string, ArticleRow>
}

export const EMPTY_CATALOGUE: Catalogue = { version: 0, customers: new Map(), articles: new Map() }

/** Ignores changes for a reader of another version. */
export function withChanges(catalogue: Catalogue, { catalogueVersion, since, changes }: CatalogueChanges): Catalogue {
  if (since !== null && since !== catalogue.version) return catalogue
  const known = since === null ? EMPTY_CATALOGUE : catalogue
  const customers = new Map(known.customers)
  const articles = new Map(known.articles)
  for (const change of changes) {
    if (change.kind === 'customer') change.row ? customers.set(change.key, change.row) : customers.delete(change.key)
    else change.row ? articles.set(change.key, change.row) : articles.delete(change.key)
  }
  return { version: catalogueVersion, customers, articles }
}

/**
 * The supplier with the entries over its tables. An entry replaces the whole row of the configuration. Without a table
 * in the configuration every number passes, with entries too.
 */
export function withCatalogue(supplier: Supplier, { customers, articles }: Catalogue): Supplier {
  if (customers.size === 0 && articles.size === 0) return supplier
  const { unknown } = supplier
  return {
    ...supplier,
    customers: overlaid(supplier.customers, customers, ({ customer }) => customer),
    articles: overlaid(supplier.articles, articles, ({ article }) => article),
    unknown: {
      ...unknown,
      ...(supplier.customers ? {} : { customer: 'pass' as const }),
      ...(supplier.articles ? {} : { article: 'pass' as const }),
    },
  }
}

function overlaid<R>(
  base: R[] | undefined,
  entries: ReadonlyMap<string, R>,
  keyOf: (row: R) => string,
): R[] | undefined {
  if (entries.size === 0) return base
  const rows = base ?? []
  const keys = new Set(rows.map(keyOf))
  const added = [...entries].flatMap(([key, row]) => (keys.has(key) ? [] : [row]))
  return [...rows.map((row) => entries.get(keyOf(row)) ?? row), ...added]
}
