import type { Migration } from './migration.ts'

/**
 * `storage_id`: the storage whose id the document holds, when an export brought the delivery; null means this storage.
 */
export const storageId: Migration = {
  version: 3,
  name: 'storage id of a delivery',
  up: (sql) => {
    sql.all('ALTER TABLE deliveries ADD COLUMN storage_id TEXT')
  },
}
