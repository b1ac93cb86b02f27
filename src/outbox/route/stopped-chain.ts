import type { DeliveryState } from '../../model/delivery-state.ts'
import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import { isOvertaken } from '../later-version.ts'
import { AT_ONCE, NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'

/** Condition: a person holds the order of delivery `d`. */
const IS_HELD = "EXISTS (SELECT 1 FROM deliveries p WHERE p.order_id = d.order_id AND p.hold_reason = 'by-person')"

/** Condition: a person cancelled this version of delivery `d`, or a later version, at any receiver. */
const IS_CANCELLED = `EXISTS (SELECT 1 FROM deliveries c JOIN versions w ON w.order_id = c.order_id AND w.version = c.version
  WHERE c.order_id = d.order_id AND c.version > d.version AND c.purpose = 'cancellation' AND c.state NOT IN ('superseded', 'discarded')
    AND json_extract(w.metadata, '$.cancels') >= d.version)`

/** Condition: a person stopped the order of the handed-over or refused delivery `d`, by a hold or a cancellation. */
export const STOPPED_BY_PERSON = `(d.state IN ('sent', 'refused') AND (${IS_HELD} OR ${IS_CANCELLED}))`

/**
 * Whether no fallback route may take over a delivery now. A later version took its place, or a person stopped the order: a
 * document of another route is something new, also where the route has sent the order. A cancellation on one route leaves
 * the deliveries that other routes still have to send.
 */
export const isChainStopped = (sql: Sql, delivery: DeliveryKey & { readonly state: DeliveryState }): boolean =>
  isOvertaken(sql, delivery) ||
  sql.all(
    `SELECT 1 FROM deliveries d WHERE order_id = ? AND version = ? AND route = ? AND (${IS_HELD} OR ${STOPPED_BY_PERSON})`,
    ...keyValues(delivery),
  ).length > 0

/** Checks the stopped chains of an order again, after a person's decision about one of its versions. */
export const restartChains = (sql: Sql, orderId: string): void => {
  sql.all(
    `UPDATE deliveries SET fallback_check_at = ${AT_ONCE}
     WHERE order_id = ? AND state <> 'held' AND next_at IS NOT NULL AND fallback_check_at = ${NEVER}`,
    orderId,
  )
}
