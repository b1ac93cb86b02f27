import { changesSince } from '../../outbox/catalogue/entries.ts'
import type { Sql } from '../../outbox/sql.ts'
import { type CatalogueChange, withCatalogue, withChanges } from '../../profile/catalogue.ts'
import { type CatalogueCopy, createCatalogueCopy } from '../../profile/catalogue-copy.ts'
import type { Supplier } from '../../profile/supplier.ts'

export type LiveSupplier = ReturnType<typeof createLiveSupplier>

const NEXT = { catalogueVersion: Number.MAX_SAFE_INTEGER }

/** Reads the entries once, because only this object writes the entries. */
export function createLiveSupplier(configured: Supplier, sql: Sql) {
  let copy: CatalogueCopy | null = null
  function current(): CatalogueCopy {
    if (copy) return copy
    const read = createCatalogueCopy()
    read.learn(changesSince(sql, 0))
    copy = read
    return copy
  }
  const now = (): Supplier => current().supplier(configured)
  const supplier = Object.defineProperties(
    { ...configured },
    {
      customers: { get: () => now().customers, enumerable: true },
      articles: { get: () => now().articles, enumerable: true },
      unknown: { get: () => now().unknown, enumerable: true },
    },
  )
  return {
    /** The configuration with the entries of this moment: its tables change while the outbox runs. */
    supplier,
    /** The configuration alone. */
    configured,
    version: () => current().version(),
    /** The entries that a reader of this version lacks; null when the reader has the newest version. */
    changesFor: (version: number) => (version === current().version() ? null : changesSince(sql, version)),
    /** The supplier as the supplier would be with one more row. */
    with: (change: CatalogueChange) =>
      withCatalogue(
        configured,
        withChanges(current().catalogue(), { ...NEXT, since: current().version(), changes: [change] }),
      ),
    /** Call after the transaction that stored an entry. */
    entriesChanged(): void {
      copy = null
    },
  }
}
