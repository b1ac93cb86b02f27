import type { CountedDelivery } from '../model/counting-versions.ts'
import { REFUSED_BEFORE } from './refused-before.ts'
import type { Sql } from './sql.ts'

/** The deliveries of these orders, oldest version first. `ids`: JSON. */
export const countedDeliveries = (sql: Sql, ids: string) =>
  sql.all<CountedDelivery & { readonly orderId: string }>(
    `SELECT order_id AS orderId, version, route, primary_route AS primaryRoute, state, reached, hold_reason AS holdReason, purpose,
       iif(d.state = 'refused' OR (${REFUSED_BEFORE}), coalesce(note, ''), NULL) AS refusal
     FROM deliveries d WHERE order_id IN (SELECT value FROM json_each(?1)) ORDER BY order_id, version, route`,
    ids,
  )
