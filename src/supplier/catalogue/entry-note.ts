import { remarked } from '../../model/finding.ts'
import type { CatalogueChange } from '../../profile/catalogue.ts'

/** The list of actions shows the beginning of a row. The page of the number shows each cell. */
const MOST_LETTERS = 300

/** An entry as the list of actions shows it, such as `article 3105 → 3106 × 6`. */
export function entryNote(change: CatalogueChange, remark: string | undefined): string {
  const { kind, key } = change
  if (change.row === null) return remarked(`entry-${kind}`, { key }, remark)
  if (change.kind === 'customer')
    return remarked('entry-customer-row', { key, cells: cellsOf(change.row) ?? key }, remark)
  const { article: _, factor, unit, ...own } = change.row
  const cells = cellsOf({ erpArticle: key, ...own }) ?? key
  if (!factor && !unit) return remarked('entry-article-row', { key, cells }, remark)
  const amount = [factor || '1', unit].filter(Boolean).join(' ')
  return remarked('entry-article-factor', { key, cells, factor: amount }, remark)
}

/** Null for a row without another cell than the number. */
function cellsOf({ customer: _, ...cells }: Readonly<Record<string, unknown>>): string | null {
  const texts = Object.values(cells).filter((cell) => typeof cell === 'string' && cell !== '')
  return [...new Set(texts)].join(', ').slice(0, MOST_LETTERS) || null
}
