import type { Migration } from './migration.ts'

/** `former_numbers`: JSON, the numbers that an order had before its present number; null without any. */
export const formerNumbers: Migration = {
  version: 27,
  name: 'former numbers',
  up: (sql) => {
    sql.all('ALTER TABLE orders ADD COLUMN former_numbers TEXT')
  },
}
