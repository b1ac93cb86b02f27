import type { Migration } from './migration.ts'

/** Earlier refusals that the list contains: the desk calls about the latest refusals only. */
const NEWEST = 200

/**
 * `refusals`: orders that the gateway refused, until the customer places an order that is accepted. `called_at`,
 * `called_by`: the call of a person since the last refusal.
 */
export const refusals: Migration = {
  version: 8,
  name: 'refusals',
  up: (sql) => {
    sql.all(`CREATE TABLE refusals (
      order_id TEXT PRIMARY KEY, customer TEXT, attempts INTEGER NOT NULL, refused_at INTEGER NOT NULL,
      called_at INTEGER, called_by TEXT) WITHOUT ROWID`)
    sql.all('CREATE INDEX refusals_by_time ON refusals (refused_at)')
    sql.all('CREATE INDEX refusals_by_customer ON refusals (customer)')
    sql.all(
      `INSERT INTO refusals (order_id, customer, attempts, refused_at)
       SELECT id, customer, 1, first_at FROM orders WHERE version = 0 AND problems IS NOT NULL ORDER BY seq DESC LIMIT ?`,
      NEWEST,
    )
  },
}
