import { type DeliveryFact, mayHaveReached } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { type AlertPorts, raiseAlert } from '../alerts/raise-alert.ts'
import { isUnknownReason } from '../catalogue/held-unknown.ts'
import { deliveriesOf } from '../deliveries.ts'
import { holdDelivery } from '../due.ts'
import { type ActionResult, type Actor, DONE, ORDER_NOT_FOUND, wrongState } from './action.ts'
import { recordEvent } from './actions.ts'
import { routeUnderWay } from './under-way.ts'

/**
 * Holds each unsent delivery of an order, until a person releases or discards the order. A delivery that may have been
 * sent keeps its state, because no action can stop the document.
 */
export function hold(ports: AlertPorts, orderId: string, actor: Actor): ActionResult {
  const { sql, clock } = ports
  return sql.atomically(() => {
    const now = clock.now()
    const all = deliveriesOf(sql, orderId)
    if (all.length === 0) return ORDER_NOT_FOUND
    const underWay = routeUnderWay(sql, orderId, null, now)
    if (underWay !== null) return wrongState(findingNote('try-under-way-by', { route: underWay }))
    const stopped = all.filter(canHold)
    if (stopped.length === 0) return wrongState(whyNone(all))
    for (const { version, route } of stopped) holdDelivery(sql, { orderId, version, route }, 'by-person', now)
    recordEvent(sql, 'hold', actor, orderId, null, now)
    // Colleagues must know of an order that leaves only when a person says so.
    for (const version of new Set(stopped.map((delivery) => delivery.version)))
      raiseAlert(ports, { kind: 'held', orderId, version, cause: 'by-person', why: '' })
    return DONE
  })
}

/** The gateway may send these held deliveries without a person, so a person can hold the deliveries too. */
export const canHold = ({ state, reached, holdReason }: Pick<DeliveryFact, 'state' | 'reached' | 'holdReason'>) =>
  !mayHaveReached({ state, reached }) &&
  (OPEN.has(state) || holdReason === 'unconfirmed' || isUnknownReason(holdReason))

const OPEN: ReadonlySet<string> = new Set(['waiting', 'deferred', 'refused'])

function whyNone(all: readonly DeliveryFact[]): string {
  const held = all.find(({ state }) => state === 'held')
  if (held) return findingNote('held-already', { because: held.holdReason ?? '' })
  return findingNote('nothing-waits')
}
