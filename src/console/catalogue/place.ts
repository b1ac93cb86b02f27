import type { CatalogueKind } from '../../profile/catalogue.ts'
import { supplierNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { tableNameOf } from '../../supplier/catalogue/plan-import.ts'
import { queryOf } from '../frame/paths.ts'
import type { ConsoleContext } from '../frame/visit.ts'

/** The supplier and the table of a page. */
export interface CataloguePlace {
  readonly name: string
  readonly supplier: Supplier
  readonly kind: CatalogueKind
}

const KINDS: Readonly<Record<string, CatalogueKind>> = { articles: 'article', customers: 'customer' }

export const cataloguePath = (supplier: string): string => `/console/catalogue/${encodeURIComponent(supplier)}`

export const tablePath = (supplier: string, kind: CatalogueKind): string =>
  `${cataloguePath(supplier)}/${tableNameOf(kind)}`

/** The name of a number's place among the unknown numbers. */
export const numberId = (kind: CatalogueKind, key: string): string => `${kind}-${encodeURIComponent(key)}`

/** The place where a person enters a number that orders wait for. */
export const numberPath = (supplier: string, kind: CatalogueKind, key: string): string =>
  `${cataloguePath(supplier)}#${numberId(kind, key)}`

/** A number may be `..`, which a browser takes out of a path, so the number stands behind the question mark. */
export const rowPath = (
  supplier: string,
  kind: CatalogueKind,
  key: string,
  page: 'row' | 'enter' | 'undo' = 'row',
): string => `${tablePath(supplier, kind)}/${page}${queryOf({ key })}`

export function placeOf(c: ConsoleContext): CataloguePlace | null {
  const { supplier: name = '', table = '' } = c.req.param()
  const supplier = supplierNamed(c.env.gateway, name)
  const kind = Object.hasOwn(KINDS, table) ? KINDS[table] : undefined
  return supplier && kind ? { name, supplier, kind } : null
}
