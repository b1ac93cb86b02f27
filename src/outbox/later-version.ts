import type { DeliveryState } from '../model/delivery-state.ts'
import type { DeliveryKey } from './due.ts'
import { keyValues } from './key-values.ts'
import type { Sql } from './sql.ts'

/** Condition: delivery `l` holds a later version for the receiver of `d`, by the same route or fallback chain. */
const IS_LATER = `l.order_id = d.order_id AND l.version > d.version AND (l.primary_route = d.primary_route OR l.route = d.route)`
const STANDS = "l.state NOT IN ('superseded', 'discarded')"
const MAY_HAVE_LEFT = "(l.reached <> 'no' OR l.state = 'sending')"

/**
 * Condition: a later version of delivery `d` may have arrived, or cancels the order. A person who acts on `d` would bring
 * the earlier order back.
 */
export const HAS_LATER = `EXISTS (SELECT 1 FROM deliveries l
  WHERE ${IS_LATER} AND ${STANDS} AND (l.purpose = 'cancellation' OR ${MAY_HAVE_LEFT}))`

/** Condition: a later version of delivery `d` may have left, also where a person discarded that version since. */
const FOLLOWED = `EXISTS (SELECT 1 FROM deliveries l
  WHERE ${IS_LATER} AND (${MAY_HAVE_LEFT} OR (${STANDS} AND l.purpose = 'cancellation')))`

/** Condition: a later version waits for its turn, and no earlier delivery keeps it waiting. */
const WAITS_NEXT = `EXISTS (SELECT 1 FROM deliveries l
  WHERE ${IS_LATER} AND l.state IN ('waiting', 'deferred', 'uncertain'))`

/** States of a delivery that keep no later version waiting. */
const LETS_PASS: ReadonlySet<DeliveryState> = new Set(['sent', 'refused'])

/**
 * Whether a later version takes the place of a delivery at its receiver. No route may bring the earlier version without a
 * person then.
 */
export const isOvertaken = (
  sql: Sql,
  { orderId, version, route, state }: DeliveryKey & { readonly state: DeliveryState },
): boolean =>
  sql.all(
    `SELECT 1 FROM deliveries d WHERE order_id = ? AND version = ? AND route = ?
     AND (${FOLLOWED}${LETS_PASS.has(state) ? ` OR ${WAITS_NEXT}` : ''})`,
    ...keyValues({ orderId, version, route }),
  ).length > 0
