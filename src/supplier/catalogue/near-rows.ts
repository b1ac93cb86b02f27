import type { ArticleRow, CatalogueKind, CustomerRow } from '../../profile/catalogue.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { editDistance } from '../../text/suggestion.ts'

export type Row = ArticleRow | CustomerRow

const MOST = 3
/** Two numbers of one or two letters are always near, so a short number has no neighbours. */
const SHORTEST = 3

/**
 * The rows whose numbers differ from a number by one typing error, or only in leading zeros, spaces and signs. A person
 * decides, because a neighbour may be another article.
 */
export function nearRows(kind: CatalogueKind, key: string, supplier: Pick<Supplier, 'articles' | 'customers'>): Row[] {
  const wanted = simplify(key)
  const near: { readonly row: Row; readonly distance: number }[] = []
  for (const row of (kind === 'article' ? supplier.articles : supplier.customers) ?? []) {
    const distance = distanceOf(wanted, simplify(keyOf(row)))
    if (distance <= 1) near.push({ row, distance })
  }
  return near
    .sort((a, b) => a.distance - b.distance || (keyOf(a.row) < keyOf(b.row) ? -1 : 1))
    .slice(0, MOST)
    .map(({ row }) => row)
}

export const keyOf = (row: Row): string => ('article' in row ? row.article : row.customer)

function distanceOf(wanted: string, other: string): number {
  if (wanted === other && wanted !== '') return 0
  const isFar = Math.abs(wanted.length - other.length) > 1 || Math.min(wanted.length, other.length) < SHORTEST
  return isFar ? Number.POSITIVE_INFINITY : editDistance(wanted, other)
}

const simplify = (number: string): string =>
  number
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+(?=.)/, '')
