import type { Migration } from './migration.ts'

/**
 * FTS5 merges the parts of an index by itself after some writes, and such a merge held the object for 45 ms. The gateway
 * merges a few pages after each group of rows (search-index.ts), so FTS5 merges by itself only where many parts wait.
 */
const SETTINGS = { automerge: 0, usermerge: 8, crisismerge: 32 }

export const searchMerges: Migration = {
  version: 16,
  name: 'merges of the search index',
  up: (sql) => {
    for (const index of ['order_search', 'event_search'])
      for (const [name, value] of Object.entries(SETTINGS))
        sql.all(`INSERT INTO ${index} (${index}, rank) VALUES ('${name}', ${value})`)
  },
}
