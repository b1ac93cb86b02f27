import type { Migration } from './migration.ts'

/** corrections: how often a person has had the document written anew, to correct one that was handed over. */
export const corrections: Migration = {
  version: 4,
  name: 'corrections',
  up: (sql) => void sql.all('ALTER TABLE deliveries ADD COLUMN corrections INTEGER NOT NULL DEFAULT 0'),
}
