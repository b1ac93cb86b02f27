import { type Catalogue, type CatalogueChanges, EMPTY_CATALOGUE, withCatalogue, withChanges } from './catalogue.ts'
import type { Gateway, Supplier } from './supplier.ts'

/** A copy of one supplier's entries in the memory of an instance. May be older than the outbox. */
export type CatalogueCopy = ReturnType<typeof createCatalogueCopy>

export function createCatalogueCopy() {
  let catalogue: Catalogue = EMPTY_CATALOGUE
  let made: { readonly from: Supplier; readonly supplier: Supplier } | null = null
  return {
    /** The version that the copy has. */
    version: () => catalogue.version,
    catalogue: () => catalogue,
    /** The supplier with the entries of this version. */
    supplier(configured: Supplier): Supplier {
      if (made?.from !== configured) made = { from: configured, supplier: withCatalogue(configured, catalogue) }
      return made.supplier
    },
    learn(changes: CatalogueChanges): void {
      catalogue = withChanges(catalogue, changes)
      made = null
    },
  }
}

/**
 * A copy for each supplier of the configuration. Anybody can post to any name, so a copy for another name is not kept:
 * such names would fill the memory.
 */
export function createCatalogueCopies(suppliers: Gateway['suppliers']): (supplier: string) => CatalogueCopy {
  const copies = new Map<string, CatalogueCopy>()
  return (supplier) => {
    const known = copies.get(supplier)
    if (known) return known
    const copy = createCatalogueCopy()
    if (Object.hasOwn(suppliers, supplier)) copies.set(supplier, copy)
    return copy
  }
}
