import { type DeliveryFact, isSettled, orderState } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { sendSeparately, skipBatchWait } from '../batch/leave-interchange.ts'
import { deliveriesOf, isCancellation, supersede } from '../deliveries.ts'
import { endRefusalsBefore } from '../end-refusals.ts'
import { formerNumbers } from '../former-numbers.ts'
import { keyValues } from '../key-values.ts'
import { placedAgainOn } from '../placed-again.ts'
import { restartChains } from '../route/stopped-chain.ts'
import { findByReference } from '../search/erp-references.ts'
import { eventText } from '../search/event-text.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'
import type { Action } from '../timeline-events.ts'
import {
  type ActionResult,
  type Actor,
  DONE,
  type DoneRequest,
  type MayLeave,
  ORDER_NOT_FOUND,
  type ReleaseRequest,
  type ReportRequest,
  type Start,
  settledAlready,
  wrongState,
} from './action.ts'
import { discardedInDoubt } from './in-doubt.ts'
import { passedDelivery } from './passed-delivery.ts'
import { releaseDeliveries, repeatObstacle, reschedule } from './release-deliveries.ts'
import { endCutAttempts } from './under-way.ts'

/**
 * Sends the newest held version. Supersedes earlier unsent versions on its routes, because the person chose this
 * version.
 */
export function release(
  sql: Sql,
  orderId: string,
  request: ReleaseRequest,
  mayLeave: MayLeave,
  start: Start,
): ActionResult {
  return sql.atomically(() => {
    const all = deliveriesOf(sql, orderId)
    const [first, ...others] = newestHeld(all)
    if (!first) return exists(sql, orderId) ? wrongState(findingNote('nothing-held')) : ORDER_NOT_FOUND
    const result = releaseDeliveries(sql, orderId, [first, ...others], all, request, mayLeave, start)
    if (result.ok) recordEvent(sql, 'release', request, orderId, null, start.now)
    return result
  })
}

/** Starts the next attempt now, with the same idempotency key. An attempt under way may end first. */
export function retry(
  sql: Sql,
  orderId: string,
  route: string,
  request: ReleaseRequest,
  mayLeave: MayLeave,
  start: Start,
): ActionResult {
  return sql.atomically(() => {
    const all = deliveriesOf(sql, orderId)
    const current = newestDeliveryOn(all, route)
    if (!current) return noDeliveryError(all, route)
    if (isSettled(current.state)) return settledAlready(current.state)
    if (current.state === 'held' || current.state === 'refused') {
      const result = releaseDeliveries(sql, orderId, [current], all, request, mayLeave, start)
      if (!result.ok) return result
    } else if (current.state !== 'sending') {
      const repeats = current.state === 'sent' ? mayLeave(orderId, current.version, route) : null
      const obstacle = repeatObstacle(current, all) ?? repeats
      if (obstacle !== null) return wrongState(obstacle)
      // A delivery under way in an interchange is sent again with the interchange.
      if (current.state === 'sent') sendSeparately(sql, { ...current, orderId }, true)
      skipBatchWait(sql, { ...current, orderId })
      reschedule(sql, orderId, current, start)
    }
    recordEvent(sql, 'retry', request, orderId, route, start.now)
    return DONE
  })
}

/** A person reports that the supplier's system has the order, so earlier versions must not be sent to that system. */
export function markDone(sql: Sql, orderId: string, route: string, request: ReportRequest, now: number): ActionResult {
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
    finishChain(sql, orderId, keyed, open, request, now)
    return DONE
  })
}

/**
 * A person entered the order by hand in the systems of the named routes, or of every route with something open. Another route
 * may have brought the order in place of a named route. The timeline has an event for each route. A route without a name in
 * `routes` still delivers the order. No route is done during an attempt on any of the routes.
 */
export function markOrderDone(sql: Sql, orderId: string, { routes, ...actor }: DoneRequest, now: number): ActionResult {
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
    for (const onChain of chains) {
      const current = newestDeliveryOn(all, onChain.at(-1)?.route ?? '')
      if (current) finishChain(sql, orderId, current, openUpTo(current, all), actor, now)
    }
    for (const keyed of passed) finishChain(sql, orderId, keyed, openUpTo(keyed, all), actor, now)
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
  open: readonly DeliveryFact[],
  request: ReportRequest,
  now: number,
): void {
  for (const earlier of open)
    if (earlier.version < keyed.version) supersede(sql, orderId, earlier.version, earlier.route, keyed.version, now)
  // A delivered version stays delivered; only an earlier version still awaited the receiver's answer.
  if (keyed.state !== 'delivered' && keyed.state !== 'done') finish(sql, orderId, keyed)
  restartChains(sql, orderId)
  endRefusalsBefore(sql, orderId, keyed.version)
  const keyedAs = isCancellation(sql, orderId, keyed.version) ? 'cancelled-by-hand' : 'done'
  recordEvent(sql, request.report ?? keyedAs, request, orderId, keyed.route, now)
}

export function recordEvent(
  sql: Sql,
  action: Action,
  actor: Actor,
  orderId: string | null,
  route: string | null,
  now: number,
): void {
  const { by, note = null, erpReference = null } = actor
  const [order] = sql.all<{ number: string | null; former: string | null }>(
    'SELECT number, former_numbers AS former FROM orders WHERE id = ?',
    orderId,
  )
  const orderNumber = order?.number ?? null
  const before = formerNumbers(order?.former ?? null, orderNumber)
  sql.all(
    'INSERT INTO events (at, by, action, order_id, route, note, erp_reference, search_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[now, by, action, orderId, route, note, erpReference],
    eventText({ by, orderId, orderNumber, route, note, erpReference, formerNumbers: before }),
  )
  if (orderId === null) return
  if (erpReference) findByReference(sql, orderId, erpReference)
  const parts = [`by ${by}`, note, erpReference && `ERP reference ${erpReference}`]
  const text = parts.filter(Boolean).join(': ')
  addTimelineEntry(sql, orderId, { at: now, event: action, version: null, route, text })
}

/** The held deliveries of the newest version that has any. */
export function newestHeld(deliveries: readonly DeliveryFact[]): DeliveryFact[] {
  const held = deliveries.filter(({ state }) => state === 'held')
  const newest = Math.max(0, ...held.map(({ version }) => version))
  return held.filter(({ version }) => version === newest)
}

/**
 * The newest delivery of a route. A discarded delivery counts only when the route has no other, because the earlier
 * version is still valid.
 */
export function newestDeliveryOn<D extends Pick<DeliveryFact, 'route' | 'state'>>(
  deliveries: readonly D[],
  route: string,
): D | undefined {
  const on = deliveries.filter((delivery) => delivery.route === route && delivery.state !== 'superseded')
  return on.findLast(({ state }) => state !== 'discarded') ?? on.at(-1)
}

/** The error for a delivery that the route does not have. After a fallback, names the route that took over. */
export function noDeliveryError(all: readonly DeliveryFact[], route: string): ActionResult {
  const former = all.findLast((delivery) => delivery.route === route)
  const holder = all.findLast(
    (delivery) =>
      delivery.primaryRoute === former?.primaryRoute &&
      delivery.version === former.version &&
      delivery.state !== 'superseded',
  )
  if (!holder) return ORDER_NOT_FOUND
  if (holder.state === 'discarded') return settledAlready(holder.state)
  if (isSettled(holder.state) || holder.state === 'sent')
    return wrongState(findingNote('holder-brought', { holder: holder.route, route }))
  return wrongState(findingNote('holder-took', { holder: holder.route, route }))
}

export const exists = (sql: Sql, orderId: string): boolean =>
  sql.all('SELECT 1 FROM orders WHERE id = ?', orderId).length > 0

const finish = (sql: Sql, orderId: string, { version, route }: DeliveryFact): void => {
  sql.all(
    `UPDATE deliveries SET state = 'done', hold_reason = NULL, next_at = NULL, late_alert_at = NULL, note = NULL, reached = 'yes'
     WHERE order_id = ? AND version = ? AND route = ?`,
    ...keyValues({ orderId, version, route }),
  )
}
