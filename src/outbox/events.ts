import type { Sql } from './sql.ts'

/** Manual actions with their actors, newest first. */
export const listEvents = (sql: Sql, supplier: string, limit: number) =>
  sql
    .all<{
      at: number
      by: string
      action: string
      orderId: string | null
      route: string | null
      note: string | null
      erpReference: string | null
    }>(
      'SELECT at, by, action, order_id AS orderId, route, note, erp_reference AS erpReference FROM events ORDER BY seq DESC LIMIT ?',
      limit,
    )
    .map(({ at, ...event }) => ({ at: new Date(at).toISOString(), supplier, ...event }))
