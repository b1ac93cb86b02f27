import { type Catalogue, type CatalogueChanges, EMPTY_CATALOGUE, withCatalogue, withChanges } from './catalogue.ts'
import type { Supplier } from './supplier.ts'

/** A copy of one supplier's entries in the memory of an instance. May be older than the outbox. */
export interface CatalogueCopy {
  /** The version that the copy has. */
  version(): number
  catalogue(): Catalogue
  /** The supplier with the entries of this version. */
  supplier(configured: Supplier): Supplier
  learn(changes: CatalogueChanges): void
}

export function createCatalogueCopy(): CatalogueCopy {
  let catalogue: Catalogue = EMPTY_CATALOGUE
  let made: { readonly from: Supplier; readonly supplier: Supplier } | null = null
  return {
    version: () => catalogue.version,
    catalogue: () => catalogue,
    supplier(configured) {
      if (made?.from !== configured) made = { from: configured, supplier: withCatalogue(configured, catalogue) }
      return made.supplier
    },
    learn(changes) {
      catalogue = withChanges(catalogue, changes)
      made = null
    },
  }
}

/** A copy for each supplier. */
export function createCatalogueCopies(): (supplier: string) => CatalogueCopy {
  const copies = new Map<string, CatalogueCopy>()
  return (supplier) => {
    const known = copies.get(supplier)
    if (known) return known
    const copy = createCatalogueCopy()
    copies.set(supplier, copy)
    return copy
  }
}
