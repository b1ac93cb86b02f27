import { type DeliveryFact, isSettled, isUnsent } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { NOT_THERE } from '../../model/not-there.ts'
import { copyRankOf } from '../../profile/copy-routes.ts'
import { COUNTING_VERSION } from '../counting-version.ts'
import { deliveriesOf } from '../deliveries.ts'
import { raiseReached } from '../due.ts'
import { keyValues } from '../key-values.ts'
import { noteDiscarded } from '../note-refusal.ts'
import { type ReinstatePorts, reinstate } from '../reinstate.ts'
import { findByDeliveryDays } from '../search/delivery-days.ts'
import type { Sql } from '../sql.ts'
import { type ActionResult, type Actor, type DiscardRequest, DONE, ORDER_NOT_FOUND, wrongState } from './action.ts'
import { exists, newestDeliveryOn, newestHeld, noDeliveryError, recordEvent } from './actions.ts'
import { discardedInDoubt } from './in-doubt.ts'
import { mailedInstead } from './mailed-instead.ts'
import { endCutAttempts, routeUnderWay } from './under-way.ts'

/**
 * Discards the newest held version on every route that has not sent the version, also on routes without a hold. No
 * route sends a discarded version. Restores the deliveries that the version superseded. `mailed`: discards an order that only
 * mails brought.
 */
export function discard(ports: ReinstatePorts, orderId: string, { mailed, ...actor }: DiscardRequest): ActionResult {
  const { sql, clock } = ports
  return sql.atomically(() => {
    if (mailed) return discardMailed(ports, orderId, actor)
    const now = clock.now()
    const all = deliveriesOf(sql, orderId)
    const [held] = newestHeld(all)
    if (!held) return exists(sql, orderId) ? wrongState(findingNote('nothing-held')) : ORDER_NOT_FOUND
    const own = all.filter(({ version }) => version === held.version)
    const underWay = routeUnderWay(sql, orderId, held.version, now)
    if (underWay !== null)
      return wrongState(findingNote('try-under-way-of', { version: String(held.version), route: underWay }))
    for (const delivery of own) if (!isSettled(delivery.state) && delivery.state !== 'sent') end(sql, orderId, delivery)
    recordEvent(sql, 'discard', actor, orderId, null, now)
    reinstate(ports, orderId, held.version, 'discarded')
    endSuperseded(sql, orderId, held.version)
    findByDeliveryDays(sql, orderId)
    return DONE
  })
}

/**
 * Discards an order that a system refused, and that people have as a mail instead. Ends the open deliveries to other systems.
 * No action takes back a mail, or the order at another system, so the customer is to be called.
 */
function discardMailed({ sql, clock, supplier }: ReinstatePorts, orderId: string, actor: Actor): ActionResult {
  const now = clock.now()
  endCutAttempts(sql, orderId, now)
  const mailed = mailedInstead(sql, orderId, copyRankOf(supplier))
  if (!mailed) return exists(sql, orderId) ? wrongState(findingNote('nothing-held')) : ORDER_NOT_FOUND
  const underWay = mailed.find(({ state }) => state === 'sending')
  if (underWay) return wrongState(findingNote('try-under-way-by', { route: underWay.route }))
  // The discarded mail no longer counts, so its delivery day is read before.
  const [order] = sql.all<{ customer: string | null; deliveryDate: string | null }>(
    `SELECT o.customer, v.delivery_date AS deliveryDate FROM orders o
     JOIN versions v ON v.order_id = o.id AND v.version = ${COUNTING_VERSION} WHERE o.id = ?`,
    orderId,
  )
  for (const delivery of mailed) end(sql, orderId, delivery)
  recordEvent(sql, 'discard', actor, orderId, null, now)
  if (order) noteDiscarded(sql, { orderId, ...order }, now)
  return DONE
}

/**
 * Discards one unsent delivery; deliveries on other routes stay. Restores the deliveries that the delivery superseded. A
 * second discard of a document that may have arrived says that a person looked, and that the receiver does not have the order.
 */
export function discardOn(ports: ReinstatePorts, orderId: string, route: string, actor: Actor): ActionResult {
  const { sql, clock } = ports
  return sql.atomically(() => {
    endCutAttempts(sql, orderId, clock.now())
    const all = deliveriesOf(sql, orderId)
    if (discardedInDoubt(all, route)) {
      sql.all(
        "UPDATE deliveries SET note = ? WHERE order_id = ? AND route = ? AND state = 'discarded' AND reached <> 'no'",
        ...[NOT_THERE, orderId, route],
      )
      recordEvent(sql, 'discard-delivery', actor, orderId, route, clock.now())
      return DONE
    }
    const current = newestDeliveryOn(all, route)
    if (!current) return noDeliveryError(all, route)
    if (current.state === 'sending') return wrongState(findingNote('try-under-way'))
    if (isSettled(current.state)) return wrongState(findingNote('settled-already', { state: current.state }))
    if (!isUnsent(current) && current.state !== 'held') return wrongState(findingNote('discard-left'))
    end(sql, orderId, current)
    recordEvent(sql, 'discard-delivery', actor, orderId, route, clock.now())
    reinstate(ports, orderId, current.version, 'discarded')
    findByDeliveryDays(sql, orderId)
    return DONE
  })
}

type Ended = Pick<DeliveryFact, 'version' | 'route' | 'state' | 'reached'>

function end(sql: Sql, orderId: string, { version, route, state, reached }: Ended): void {
  sql.all(
    `UPDATE deliveries SET state = 'discarded', hold_reason = NULL, next_at = NULL, late_alert_at = NULL, reached = ?
     WHERE order_id = ? AND version = ? AND route = ?`,
    state === 'sending' ? raiseReached(reached) : reached,
    ...keyValues({ orderId, version, route }),
  )
}

/** A delivery that a later version superseded must not return when that later version is discarded too. */
const endSuperseded = (sql: Sql, orderId: string, version: number): void => {
  sql.all(
    `UPDATE deliveries SET state = 'discarded' WHERE order_id = ? AND version = ? AND state = 'superseded' AND superseded_by IS NOT NULL`,
    orderId,
    version,
  )
}
