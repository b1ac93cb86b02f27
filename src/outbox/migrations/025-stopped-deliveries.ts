import { NEVER } from '../schema.ts'
import type { Migration } from './migration.ts'

const isStopped = (row: string): string => `${row}.state IN ('held', 'refused') AND ${row}.next_at IS NOT NULL`
const placeOf = (row: string, from: string): string =>
  `SELECT ${row}.state, coalesce(v.cut_off, ${NEVER}), o.seq, ${row}.version, ${row}.route FROM ${from}`
const ofRow = (row: string): string =>
  placeOf(
    row,
    `orders o CROSS JOIN versions v WHERE o.id = ${row}.order_id AND v.order_id = ${row}.order_id AND v.version = ${row}.version`,
  )
const ADD = `INSERT OR REPLACE INTO stopped_deliveries (state, cut_off, seq, version, route) ${ofRow('new')};`
const REMOVE = `DELETE FROM stopped_deliveries WHERE (state, cut_off, seq, version, route) IN (${ofRow('old')});`

/**
 * `stopped_deliveries`: the open held and refused deliveries by cut-off and by order, so that a first page reads no more
 * than the deliveries that it shows. Triggers follow each delivery. Only a held or a refused delivery costs more rows.
 */
export const stoppedDeliveries: Migration = {
  version: 25,
  name: 'stopped deliveries',
  up: (sql) => {
    sql.all(`CREATE TABLE stopped_deliveries (
      state TEXT NOT NULL, cut_off INTEGER NOT NULL, seq INTEGER NOT NULL, version INTEGER NOT NULL, route TEXT NOT NULL,
      PRIMARY KEY (state, cut_off, seq, version, route)) WITHOUT ROWID`)
    sql.all('CREATE INDEX stopped_by_order ON stopped_deliveries (state, seq)')
    sql.all(`INSERT INTO stopped_deliveries (state, cut_off, seq, version, route)
      ${placeOf('d', 'deliveries d JOIN orders o ON o.id = d.order_id JOIN versions v ON v.order_id = d.order_id AND v.version = d.version')}
      WHERE ${isStopped('d')}`)
    sql.all(`CREATE TRIGGER stopped_added AFTER INSERT ON deliveries WHEN ${isStopped('new')} BEGIN ${ADD} END`)
    sql.all(`CREATE TRIGGER stopped_begun AFTER UPDATE OF state, next_at ON deliveries
      WHEN ${isStopped('new')} AND NOT (${isStopped('old')} AND old.state = new.state) BEGIN ${ADD} END`)
    sql.all(`CREATE TRIGGER stopped_ended AFTER UPDATE OF state, next_at ON deliveries
      WHEN ${isStopped('old')} AND NOT (${isStopped('new')} AND old.state = new.state) BEGIN ${REMOVE} END`)
    sql.all(`CREATE TRIGGER stopped_moved AFTER UPDATE OF seq ON orders WHEN old.seq <> new.seq
      BEGIN UPDATE stopped_deliveries SET seq = new.seq WHERE state IN ('held', 'refused') AND seq = old.seq; END`)
  },
}
