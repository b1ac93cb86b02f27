import { type DeliveryFact, isSettled, orderState } from '../../model/delivery-state.ts'
import type { CopyRank } from '../../model/erp-holding.ts'
import { findingNote } from '../../model/finding.ts'
import { deliveriesOf, isCancellation, supersede } from '../deliveries.ts'
import { endRefusalsBefore } from '../end-refusals.ts'
import { keyValues } from '../key-values.ts'
import { placedAgainOn } from '../placed-again.ts'
import { restartChains } from '../route/stopped-chain.ts'
import type { Sql } from '../sql.ts'
import { type ActionResult, DONE, type DoneRequest, ORDER_NOT_FOUND, type ReportRequest, wrongState } from './action.ts'
import { newestDeliveryOn, noDeliveryError, recordEvent } from './actions.ts'
import { discardedInDoubt } from './in-doubt.ts'
import { passedDelivery } from './passed-delivery.ts'
import { replacedElsewhere } from './replaced-elsewhere.ts'
import { endCutAttempts } from './under-way.ts'

/** A person reports that the supplier's system has the order, so earlier versions must not be sent to that system. */
export function markDone(
  sql: Sql,
  orderId: string,
  route: string,
  request: ReportRequest,
  rankOf: CopyRank,
  now: number,
): ActionResult {
  return sql.atomically(() => {
    endCutAttempts(sql, orderId, now)
    const all = deliveriesOf(sql, orderId)
    const doubt = discardedInDoubt(all, route)
    const again = placedAgainOn(sql, orderId, all, route)
    // A person who looks in the system sees a version that a route sent.
    const isSeen = request.report !== undefined
    if (doubt && (isSeen || (again?.version ?? 0) <= doubt.version)) {
      finish(sql, orderId, doubt)
      recordEvent(sql, request.report ?? 'done', request, orderId, route, now)
      return DONE
    }
    const current = newestDeliveryOn(all, route)
    const passed = passedDelivery(all, route)
    const isAfter = current?.state === 'discarded' || (current?.version ?? 0) < (passed?.version ?? 0)
    const earlier = passed && isAfter ? passed : current
    const keyed = again && !(isSeen && earlier && earlier.state !== 'discarded') ? again : earlier
    if (!keyed) return noDeliveryError(all, route)
    // A discarded version counts nowhere, so the version must not end the delivery of another route of the chain.
    if (keyed.state === 'discarded' && keyed !== again)
      return wrongState(findingNote('settled-already', { state: 'discarded' }))
    const open = openUpTo(keyed, all)
    if (open.length === 0 && keyed !== again && keyed !== passed)
      return wrongState(findingNote('settled-already', { state: keyed.state }))
    if (open.some(({ state }) => state === 'sending')) return wrongState(findingNote('try-under-way'))
    const elsewhere = replacedElsewhere(
      sql,
      { orderId, version: keyed.version },
      all,
      new Set([keyed.primaryRoute]),
      rankOf,
    )
    finishChain(sql, orderId, keyed, [...open, ...elsewhere], request, now)
    return DONE
  })
}

/**
 * A person entered the order by hand in the systems of the named routes, or of every route with something open. Another route
 * may have brought the order in place of a named route. The timeline has an event for each route. A route without a name in
 * `routes` still delivers the order. No route is done during an attempt on any of the routes.
 */
export function markOrderDone(
  sql: Sql,
  orderId: string,
  { routes, ...actor }: DoneRequest,
  rankOf: CopyRank,
  now: number,
): ActionResult {
  return sql.atomically(() => {
    endCutAttempts(sql, orderId, now)
    const all = deliveriesOf(sql, orderId)
    if (all.length === 0) return ORDER_NOT_FOUND
    const open = all.filter(({ state }) => !isSettled(state))
    const openRoutes = [...new Set(open.map(({ route }) => route))]
    const others = routes?.filter((route) => !openRoutes.includes(route)) ?? []
    const passed = others.flatMap(
      (route) => passedDelivery(all, route) ?? placedAgainOn(sql, orderId, all, route) ?? [],
    )
    if (open.length === 0 && passed.length === 0)
      return wrongState(findingNote('settled-already', { state: orderState(true, all) }))
    const closed = others.find((route) => !passed.some((delivery) => delivery.route === route))
    if (closed !== undefined)
      return wrongState(findingNote('nothing-open-by', { route: closed, routes: openRoutes.join(', ') }))
    const chains = [...Map.groupBy(open, ({ primaryRoute }) => primaryRoute).values()].filter(
      (onChain) => !routes || onChain.some(({ route }) => routes.includes(route)),
    )
    const underWay = [...chains.flat(), ...passed.flatMap((keyed) => openUpTo(keyed, all))].find(
      ({ state }) => state === 'sending',
    )
    if (underWay) return wrongState(findingNote('try-under-way-by', { route: underWay.route }))
    const current = chains.flatMap((onChain) => newestDeliveryOn(all, onChain.at(-1)?.route ?? '') ?? [])
    const going = new Set([...current, ...passed].map(({ primaryRoute }) => primaryRoute))
    const ended = new Set<DeliveryFact>()
    for (const keyed of [...current, ...passed]) {
      const elsewhere = replacedElsewhere(sql, { orderId, version: keyed.version }, all, going, rankOf).filter(
        (old) => !ended.has(old),
      )
      for (const old of elsewhere) ended.add(old)
      finishChain(sql, orderId, keyed, [...openUpTo(keyed, all), ...elsewhere], actor, now)
    }
    return DONE
  })
}

/** The open deliveries of the chain, up to the version of the delivery. */
const openUpTo = ({ primaryRoute, version }: DeliveryFact, all: readonly DeliveryFact[]): DeliveryFact[] =>
  all.filter(
    (delivery) => delivery.primaryRoute === primaryRoute && delivery.version <= version && !isSettled(delivery.state),
  )

function finishChain(
  sql: Sql,
  orderId: string,
  keyed: DeliveryFact,
  ended: readonly DeliveryFact[],
  request: ReportRequest,
  now: number,
): void {
  for (const earlier of ended)
    if (earlier.version < keyed.version) supersede(sql, orderId, earlier.version, earlier.route, keyed.version, now)
  // A delivered version stays delivered; only an earlier version still awaited the receiver's answer.
  if (keyed.state !== 'delivered' && keyed.state !== 'done') finish(sql, orderId, keyed)
  restartChains(sql, orderId)
  endRefusalsBefore(sql, orderId, keyed.version)
  const keyedAs = isCancellation(sql, orderId, keyed.version) ? 'cancelled-by-hand' : 'done'
  recordEvent(sql, request.report ?? keyedAs, request, orderId, keyed.route, now)
}

const finish = (sql: Sql, orderId: string, { version, route }: DeliveryFact): void => {
  sql.all(
    `UPDATE deliveries SET state = 'done', hold_reason = NULL, next_at = NULL, late_alert_at = NULL, note = NULL, reached = 'yes'
     WHERE order_id = ? AND version = ? AND route = ?`,
    ...keyValues({ orderId, version, route }),
  )
}
