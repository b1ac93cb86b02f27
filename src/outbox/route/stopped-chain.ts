import type { DeliveryState } from '../../model/delivery-state.ts'
import type { DeliveryKey } from '../due.ts'
import { isOvertaken } from '../later-version.ts'
import { AT_ONCE, NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'

/**
 * Whether no fallback route may take over a delivery now. A later version took its place, or a person holds the order: a
 * document of another route is something new, also where the route has sent the order.
 */
export const isChainStopped = (sql: Sql, delivery: DeliveryKey & { readonly state: DeliveryState }): boolean =>
  isOvertaken(sql, delivery) ||
  sql.all("SELECT 1 FROM deliveries WHERE order_id = ? AND hold_reason = 'by-person'", delivery.orderId).length > 0

/** Checks the stopped chains of an order again, after a person's decision about one of its versions. */
export const restartChains = (sql: Sql, orderId: string): void => {
  sql.all(
    `UPDATE deliveries SET fallback_check_at = ${AT_ONCE}
     WHERE order_id = ? AND state IN ('sent', 'refused') AND next_at IS NOT NULL AND fallback_check_at = ${NEVER}`,
    orderId,
  )
}
