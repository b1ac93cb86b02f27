import type { Migration } from './migration.ts'

/** `delivery_date`: the day that the refused order asked for, null when unreadable. An order for the same day replaces it. */
export const refusedDays: Migration = {
  version: 21,
  name: 'refused days',
  up: (sql) => {
    sql.all('ALTER TABLE refusals ADD COLUMN delivery_date TEXT')
  },
}
