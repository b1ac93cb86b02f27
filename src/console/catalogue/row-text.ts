import type { ArticleRow, CatalogueKind, CustomerRow } from '../../profile/catalogue.ts'
import { colonIn } from '../../text/colon.ts'
import type { Visit } from '../frame/visit.ts'
import { cellsOf } from './row-form.ts'

/** The cells of a row in one line. */
export function rowText(kind: CatalogueKind, row: ArticleRow | CustomerRow, { words, language }: Visit): string {
  const { catalogue: text } = words
  const cells = cellsOf(kind, row).map(
    (cell) => `${text.fields[cell.name].label}${colonIn(language)} ${cell.text === 'yes' ? text.yes : cell.text}`,
  )
  return cells.join(' · ') || text.passes
}
