import { NEVER } from '../schema.ts'
import type { Migration } from './migration.ts'

const IS_SEQUENCED = 'EXISTS (SELECT 1 FROM sequenced_routes s WHERE s.route = new.route)'
/** An order without a customer waits for no other order, so the order is a sequence of its own. */
const PLACE = `SELECT new.route, coalesce(o.customer, char(0) || o.id), o.seq, new.version, o.id FROM orders o WHERE o.id = new.order_id`
const ADD = `INSERT OR REPLACE INTO customer_sequence (route, customer, seq, version, order_id) ${PLACE};`
const REMOVE = `DELETE FROM customer_sequence WHERE (route, customer, seq, version) IN (
  SELECT old.route, coalesce(o.customer, char(0) || o.id), o.seq, old.version FROM orders o WHERE o.id = old.order_id);`
const isOpen = (row: 'old' | 'new'): string => `coalesce(${row}.next_at, ${NEVER}) < ${NEVER}`

/**
 * `customer_sequence`: the open deliveries of routes with `order: 'customer'`, except held deliveries. Triggers follow each delivery, so no code that changes a delivery can forget the
 * table. `sequenced_routes` is empty until the outbox applies its configuration.
 */
export const customerSequence: Migration = {
  version: 12,
  name: 'customer sequence',
  up: (sql) => {
    sql.all('CREATE TABLE sequenced_routes (route TEXT PRIMARY KEY) WITHOUT ROWID')
    sql.all(`CREATE TABLE customer_sequence (
      route TEXT NOT NULL, customer TEXT NOT NULL, seq INTEGER NOT NULL, version INTEGER NOT NULL, order_id TEXT NOT NULL,
      PRIMARY KEY (route, customer, seq, version)) WITHOUT ROWID`)
    sql.all(`CREATE TRIGGER delivery_added AFTER INSERT ON deliveries
      WHEN ${isOpen('new')} AND ${IS_SEQUENCED} BEGIN ${ADD} END`)
    sql.all(`CREATE TRIGGER delivery_opened AFTER UPDATE OF next_at ON deliveries
      WHEN ${isOpen('new')} AND NOT (${isOpen('old')}) AND ${IS_SEQUENCED} BEGIN ${ADD} END`)
    sql.all(`CREATE TRIGGER delivery_ended AFTER UPDATE OF next_at ON deliveries
      WHEN ${isOpen('old')} AND NOT (${isOpen('new')}) AND ${IS_SEQUENCED} BEGIN ${REMOVE} END`)
    sql.all(`CREATE TRIGGER order_customer_changed AFTER UPDATE OF customer, seq ON orders
      WHEN old.customer IS NOT new.customer OR old.seq <> new.seq
      BEGIN UPDATE customer_sequence SET customer = coalesce(new.customer, char(0) || new.id), seq = new.seq
        WHERE route IN (SELECT route FROM sequenced_routes) AND customer = coalesce(old.customer, char(0) || old.id) AND seq = old.seq; END`)
  },
}
