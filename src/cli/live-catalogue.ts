import { tableFitMistakes } from '../config/table-fit-check.ts'
import { formats } from '../documents/registry.ts'
import {
  type CatalogueChange,
  type CatalogueKind,
  EMPTY_CATALOGUE,
  withCatalogue,
  withChanges,
} from '../profile/catalogue.ts'
import type { Gateway, Supplier } from '../profile/supplier.ts'
import type { CatalogueRowView } from '../supplier/catalogue/catalogue-views.ts'
import { transports } from '../transports/registry.ts'
import type { AdminClient } from './admin-client.ts'

const TABLES: readonly (readonly [string, CatalogueKind])[] = [
  ['articles', 'article'],
  ['customers', 'customer'],
]

/** The supplier with the entries that people made in a running gateway. */
export async function withLiveEntries(name: string, supplier: Supplier, client: AdminClient): Promise<Supplier> {
  const changes: CatalogueChange[] = []
  for (const [table, kind] of TABLES)
    for await (const { key, effective, entry } of rowsOf(
      `/suppliers/${encodeURIComponent(name)}/catalogue/${table}`,
      client,
    ))
      if (entry) changes.push({ kind, key, row: effective } as CatalogueChange)
  return withCatalogue(supplier, withChanges(EMPTY_CATALOGUE, { catalogueVersion: 1, since: null, changes }))
}

const ON_A_PAGE = 1_000

async function* rowsOf(path: string, client: AdminClient): AsyncGenerator<CatalogueRowView> {
  for (let after = ''; ; ) {
    const page = await client.ask(`${path}?limit=${ON_A_PAGE}&after=${encodeURIComponent(after)}`)
    const rows = page.rows as CatalogueRowView[]
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < ON_A_PAGE) return
    after = last.key
  }
}

/** Entries of a running gateway that a route of this configuration cannot write. */
export async function liveWarnings({ suppliers }: Gateway, client: AdminClient): Promise<string[]> {
  const warnings: string[] = []
  for (const [name, supplier] of Object.entries(suppliers)) {
    const live = await withLiveEntries(name, supplier, client)
    for (const { message } of tableFitMistakes(name, live, { formats, transports }))
      warnings.push(`suppliers.${name}, entered in the running gateway: ${message}`)
  }
  return warnings
}
