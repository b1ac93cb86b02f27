import type { Migration } from './migration.ts'

/**
 * `destination`: the transport and address of the last attempt. Null before the first attempt. Older storage stores the
 * destinations of routes. An open delivery gets the destination of its route.
 */
const KNOWN_FROM_ROUTES = `
  UPDATE deliveries SET destination = (
    SELECT json_extract(r.value, '$.kind') || ' ' || json_extract(r.value, '$.destination')
    FROM facts f, json_each(f.value) r WHERE f.name = 'transports' AND r.key = deliveries.route AND r.type = 'object')
  WHERE next_at IS NOT NULL AND attempts > 0`

export const destination: Migration = {
  version: 5,
  name: 'destination of a delivery',
  up: (sql) => {
    sql.all('ALTER TABLE deliveries ADD COLUMN destination TEXT')
    sql.all(KNOWN_FROM_ROUTES)
  },
}
