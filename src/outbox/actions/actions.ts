import { type DeliveryFact, isSettled } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { sendSeparately, skipBatchWait } from '../batch/leave-interchange.ts'
import { deliveriesOf } from '../deliveries.ts'
import { formerNumbers } from '../former-numbers.ts'
import { findByReference } from '../search/erp-references.ts'
import { eventText } from '../search/event-text.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'
import type { Action } from '../timeline-events.ts'
import {
  type ActionResult,
  type Actor,
  DONE,
  ORDER_NOT_FOUND,
  type ReleaseRequest,
  type Start,
  settledAlready,
  wrongState,
} from './action.ts'
import { type ReleaseRules, releaseDeliveries, repeatObstacle, reschedule } from './release-deliveries.ts'

/**
 * Sends the newest held version. Supersedes earlier unsent versions on its routes, because the person chose this
 * version.
 */
export function release(
  sql: Sql,
  orderId: string,
  request: ReleaseRequest,
  rules: ReleaseRules,
  start: Start,
): ActionResult {
  return sql.atomically(() => {
    const all = deliveriesOf(sql, orderId)
    const [first, ...others] = newestHeld(all)
    if (!first) return exists(sql, orderId) ? wrongState(findingNote('nothing-held')) : ORDER_NOT_FOUND
    const result = releaseDeliveries(sql, orderId, [first, ...others], all, request, rules, start)
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
  rules: ReleaseRules,
  start: Start,
): ActionResult {
  return sql.atomically(() => {
    const all = deliveriesOf(sql, orderId)
    const current = newestDeliveryOn(all, route)
    if (!current) return noDeliveryError(all, route)
    if (isSettled(current.state)) return settledAlready(current.state)
    if (current.state === 'held' || current.state === 'refused') {
      const result = releaseDeliveries(sql, orderId, [current], all, request, rules, start)
      if (!result.ok) return result
    } else if (current.state !== 'sending') {
      const repeats = current.state === 'sent' ? rules.mayLeave(orderId, current.version, route) : null
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
