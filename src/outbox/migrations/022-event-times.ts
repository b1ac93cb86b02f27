import type { Migration } from './migration.ts'

/** An index of actions by their time, so that the actions of a day long ago are found without a reading of newer actions. */
export const eventTimes: Migration = {
  version: 22,
  name: 'times of actions',
  up: (sql) => {
    sql.all('CREATE INDEX events_by_time ON events (at)')
  },
}
