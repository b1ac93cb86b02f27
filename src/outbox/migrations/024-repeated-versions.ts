import type { Migration } from './migration.ts'

/**
 * `repeated_at`: when the sender last got a 2xx for a repeated content. A refusal from before that time is stored late, and
 * does not bring the customer back to the list of customers to call.
 */
export const repeatedVersions: Migration = {
  version: 24,
  name: 'repeated versions',
  up: (sql) => {
    sql.all('ALTER TABLE versions ADD COLUMN repeated_at INTEGER')
  },
}
