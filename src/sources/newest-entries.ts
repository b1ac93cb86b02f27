import type { CatalogueChanges } from '../profile/catalogue.ts'
import type { CatalogueCopy } from '../profile/catalogue-copy.ts'
import type { Supplier } from '../profile/supplier.ts'

/** The supplier's outbox, for the entries of the catalogue. */
export interface EntrySource {
  /** The entries after this version of the catalogue; null when there are none. */
  catalogueSince(version: number): Promise<CatalogueChanges | null>
}

interface Ports {
  readonly catalogue: CatalogueCopy
  readonly outbox: () => EntrySource
}

/**
 * The supplier with the entries of the catalogue at the start of a run. Without an answer of the outbox the
 * copy stays old: the outbox judges orders with an unknown number again.
 */
export async function withNewestEntries(configured: Supplier, { catalogue, outbox }: Ports): Promise<Supplier> {
  const changes = await outbox()
    .catalogueSince(catalogue.version())
    .catch(() => null)
  if (changes) catalogue.learn(changes)
  return catalogue.supplier(configured)
}
