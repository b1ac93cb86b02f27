import type { Migration } from './migration.ts'

/**
 * The first document of a version stands in the row of the version. The purge of the document then costs no further
 * row, and body and document share a disk page. Documents that are stored already stay in `blobs`.
 */
const STATEMENTS = [
  'ALTER TABLE versions ADD COLUMN document_route TEXT',
  'ALTER TABLE versions ADD COLUMN document_metadata TEXT',
  'ALTER TABLE versions ADD COLUMN document BLOB',
]

export const documentInVersion: Migration = {
  version: 17,
  name: 'document in version',
  up: (sql) => {
    for (const statement of STATEMENTS) sql.all(statement)
  },
}
