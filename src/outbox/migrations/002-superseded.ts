import type { Migration } from './migration.ts'

/**
 * `superseded_by`: the version that replaced a delivery. `superseded_from`: JSON, the delivery's earlier state. Both
 * are null when another route took over, and when no version ever superseded the delivery.
 */
const COLUMNS = [
  'ALTER TABLE deliveries ADD COLUMN superseded_by INTEGER',
  'ALTER TABLE deliveries ADD COLUMN superseded_from TEXT',
]

/**
 * In older storage only the timeline names the replacing version, and no row has the delivery's earlier state. A person
 * therefore decides about a delivery that is restored. Settled orders need none of this.
 */
const KNOWN_FROM_TIMELINE = `
  UPDATE deliveries AS d SET superseded_from = '{"state":"held","holdReason":"reverted","nextAt":8640000000000000}', superseded_by = (
    SELECT CAST(substr(t.text, 9) AS INTEGER) FROM timeline t
    WHERE t.order_id = d.order_id AND t.version = d.version AND t.route = d.route AND t.event = 'superseded'
    ORDER BY t.seq DESC LIMIT 1)
  WHERE d.state = 'superseded' AND d.order_id IN (SELECT order_id FROM deliveries WHERE next_at IS NOT NULL)
    AND (SELECT t.text FROM timeline t
      WHERE t.order_id = d.order_id AND t.version = d.version AND t.route = d.route AND t.event = 'superseded'
      ORDER BY t.seq DESC LIMIT 1) GLOB 'Version [0-9]* takes its place.'`

export const superseded: Migration = {
  version: 2,
  name: 'superseded',
  up: (sql) => {
    for (const statement of [...COLUMNS, KNOWN_FROM_TIMELINE]) sql.all(statement)
  },
}
