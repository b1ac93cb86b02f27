import type { DeliveryFact } from '../model/delivery-state.ts'
import type { Purpose } from '../model/document.ts'
import { arrivalIn, type BroughtDelivery } from '../model/erp-holding.ts'
import { utcTime } from '../model/local-time.ts'
import { REFUSED_BEFORE } from './refused-before.ts'
import type { Sql } from './sql.ts'
import { timelineOf } from './timeline.ts'

/** The deliveries of an order, each with the arrival time of the document. */
export function broughtDeliveries(sql: Sql, orderId: string): BroughtDelivery[] {
  const history = timelineOf(sql, orderId)
  return sql
    .all<DeliveryFact & { readonly purpose: Purpose; readonly refusal: string | null }>(
      `SELECT version, route, primary_route AS primaryRoute, state, reached, purpose,
         iif(${REFUSED_BEFORE}, coalesce(note, ''), NULL) AS refusal FROM deliveries d
       WHERE order_id = ? ORDER BY version, route`,
      orderId,
    )
    .map((delivery) => {
      const at = arrivalIn(history, delivery)?.at
      return { ...delivery, arrivedAt: at === undefined ? null : utcTime(at) }
    })
}
