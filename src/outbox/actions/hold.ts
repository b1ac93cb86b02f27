import { type DeliveryFact, mayHaveReached } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { type AlertPorts, raiseAlert } from '../alerts/raise-alert.ts'
import { isEntryReason } from '../catalogue/held-unknown.ts'
import { deliveriesOf } from '../deliveries.ts'
import { holdDelivery } from '../due.ts'
import { awaitingRoutes } from '../route/new-routes.ts'
import type { Sql } from '../sql.ts'
import { type ActionResult, type Actor, DONE, ORDER_NOT_FOUND, wrongState } from './action.ts'
import { recordEvent } from './actions.ts'
import { endCutAttempts, routeUnderWay } from './under-way.ts'

/**
 * Holds each delivery of an order that the gateway may still send, until a person releases or discards the order. A
 * delivery that was handed over keeps its state, because no action can stop the document.
 */
export function hold(ports: AlertPorts, orderId: string, actor: Actor): ActionResult {
  const { sql, clock } = ports
  return sql.atomically(() => {
    const now = clock.now()
    const underWay = routeUnderWay(sql, orderId, null, now)
    if (underWay !== null) return wrongState(findingNote('try-under-way-by', { route: underWay }))
    endCutAttempts(sql, orderId, now)
    const all = deliveriesOf(sql, orderId)
    if (all.length === 0) return ORDER_NOT_FOUND
    const shared = sharedOf(sql, orderId)
    const isShared = ({ version, route }: DeliveryFact): boolean =>
      shared.some((one) => one.version === version && one.route === route)
    const waiting = all.filter((delivery) => canHold(delivery, isShared(delivery)))
    // A held order sends nothing by a new route. The new route keeps its reason, so a release of the order sends both.
    const stopped = waiting.length > 0 ? waiting : awaitingRoutes(sql, orderId, now)
    if (stopped.length === 0) return wrongState(whyNone(all))
    for (const { version, route } of stopped) holdDelivery(sql, { orderId, version, route }, 'by-person', now)
    recordEvent(sql, 'hold', actor, orderId, null, now)
    // Colleagues must know of an order that leaves only when a person says so.
    for (const version of new Set(stopped.map((delivery) => delivery.version)))
      raiseAlert(ports, { kind: 'held', orderId, version, cause: 'by-person', why: '' })
    return DONE
  })
}

/**
 * Whether a hold stops a document, or the next attempts of a document that may have arrived. Stopping a shared document that
 * may have arrived would stop its other orders too.
 */
export const canHold = (
  delivery: Pick<DeliveryFact, 'state' | 'reached' | 'holdReason'>,
  isShared: boolean,
): boolean =>
  mayHaveReached(delivery)
    ? !isShared && TRIED_AGAIN.has(delivery.state)
    : OPEN.has(delivery.state) || leavesAlone(delivery.holdReason)

const OPEN: ReadonlySet<string> = new Set(['waiting', 'deferred', 'refused'])
const TRIED_AGAIN: ReadonlySet<string> = new Set(['waiting', 'deferred', 'uncertain'])

/** The gateway may send these held deliveries without a person. */
const leavesAlone = (reason: DeliveryFact['holdReason']): boolean => reason === 'unconfirmed' || isEntryReason(reason)

/** The deliveries that share a document with other orders, as version and route. */
const sharedOf = (sql: Sql, orderId: string): { readonly version: number; readonly route: string }[] =>
  sql.all('SELECT version, route FROM deliveries WHERE order_id = ? AND interchange > 0', orderId)

function whyNone(all: readonly DeliveryFact[]): string {
  const held = all.find(({ state }) => state === 'held')
  if (held) return findingNote('held-already', { because: held.holdReason ?? '' })
  return findingNote('nothing-waits')
}
