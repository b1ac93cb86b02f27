import { formats } from '../../documents/registry.ts'
import { findingNote } from '../../model/finding.ts'
import { joinMessages } from '../../model/problem.ts'
import { EMPTY_CATALOGUE, withCatalogue, withChanges } from '../../profile/catalogue.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { unfitRoutes } from '../../steps/row-fit.ts'
import type { CatalogueRow } from './catalogue-actions.ts'

/**
 * Why no order with a row could be sent: a sentence for each route whose document cannot hold the row. The configuration
 * refuses such a row too. `live`: the supplier with the rows that count now.
 */
export function unfitRowNotes(rows: readonly CatalogueRow[], live: Supplier): readonly (readonly string[])[] {
  const change = { catalogueVersion: 1, since: null, changes: rows }
  const after = withCatalogue(live, withChanges(EMPTY_CATALOGUE, change))
  return rows.map((row) =>
    unfitRoutes(row, after, formats).map(
      ({ route, problems }) => `${findingNote('row-unfit', { route })} ${joinMessages(problems)}`,
    ),
  )
}
