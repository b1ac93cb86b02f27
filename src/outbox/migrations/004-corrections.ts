import type { Migration } from './migration.ts'

/** `corrections`: the number of corrected documents that a person requested after a handover. */
export const corrections: Migration = {
  version: 4,
  name: 'corrections',
  up: (sql) => void sql.all('ALTER TABLE deliveries ADD COLUMN corrections INTEGER NOT NULL DEFAULT 0'),
}
