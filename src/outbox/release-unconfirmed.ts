import { type DeliveryFact, firstReason, isStanding, sharesChain } from '../model/delivery-state.ts'
import { findingNote } from '../model/finding.ts'
import type { Submission, Timing } from './accept.ts'
import { repurpose } from './batch/rewrite.ts'
import { type Decision, decideConfirmed, type History, type NewDelivery, type RouteStart } from './decide.ts'
import { supersede } from './deliveries.ts'
import type { DueFacts } from './due.ts'
import { keyValues } from './key-values.ts'
import { isUnconfirmed } from './request-ledger.ts'
import { AT_ONCE, NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import { addTimelineEntry } from './timeline.ts'

/**
 * The sender repeated the order, or the order API lists it: releases its unconfirmed deliveries. From now on the
 * version supersedes earlier unsent versions. Returns the decision for these deliveries; null when no delivery waited
 * for a confirmation.
 */
export function releaseUnconfirmed(
  sql: Sql,
  { orderId, digest, source, routes }: Submission,
  version: number,
  history: History,
  now: number,
  timing: Timing,
): Decision | null {
  const own = history.deliveries.filter((delivery) => delivery.version === version && delivery.state !== 'superseded')
  const waiting = own.filter(({ state, holdReason }) => state === 'held' && holdReason === 'unconfirmed')
  if (waiting.length === 0 && !(own.some(isStanding) && isUnconfirmed(sql, orderId, version))) return null
  const plans = own.map(({ route, primaryRoute, ...fact }) => ({
    route,
    primaryRoute,
    revisions: routes.find((route) => route.route === primaryRoute)?.revisions ?? 'hold',
    start: startOf(fact),
  }))
  const decided = decideConfirmed(history, version, { digest, routes: plans })
  const ended = own.filter(({ state }) => state === 'discarded')
  const superseded = decided.superseded.filter((earlier) => !ended.some((one) => isBefore(one, earlier, history)))
  const decision = { ...decided, superseded }
  const text = findingNote(source === 'poll' ? 'listed' : 'placed-again')
  addTimelineEntry(sql, orderId, { at: now, event: 'confirmed', version, route: null, text })
  for (const { version: earlier, route } of decision.superseded) supersede(sql, orderId, earlier, route, version, now)
  const deliveries = decision.deliveries.filter(({ route }) => waiting.some((delivery) => delivery.route === route))
  for (const delivery of deliveries) goOn(sql, orderId, version, delivery, now, timing)
  // A fallback route may take over a delivery that the primary route refused.
  sql.all(
    `UPDATE deliveries SET fallback_check_at = ${AT_ONCE} WHERE order_id = ? AND version = ? AND state = 'refused' AND fallback_check_at = ${NEVER}`,
    orderId,
    version,
  )
  return { ...decision, deliveries, holdReason: firstReason(deliveries.map(({ holdReason }) => holdReason)) }
}

/** A version that a person discarded supersedes no earlier version on its chain. */
const isBefore = (
  ended: DeliveryFact,
  { version, route }: Decision['superseded'][number],
  { deliveries }: History,
): boolean => deliveries.some((one) => one.version === version && one.route === route && sharesChain(one, ended))

const startOf = ({ state, holdReason }: Pick<DeliveryFact, 'state' | 'holdReason'>): RouteStart => {
  if (state === 'refused' || state === 'discarded') return { state: 'refused' }
  return state === 'held' && holdReason !== null && holdReason !== 'unconfirmed'
    ? { state, reason: holdReason }
    : { state: 'waiting' }
}

/** A cut-off or a delivery date that passed meanwhile still counts, because no person agreed to a late order. */
function goOn(
  sql: Sql,
  orderId: string,
  version: number,
  { route, state, holdReason, purpose }: NewDelivery,
  now: number,
  timing: Timing,
): void {
  const key = { orderId, version, route }
  repurpose(sql, key, purpose)
  if (state === 'held') {
    sql.all(
      `UPDATE deliveries SET hold_reason = ?, next_at = ${NEVER}, late_alert_at = NULL WHERE order_id = ? AND version = ? AND route = ?`,
      holdReason,
      ...keyValues({ orderId, version, route }),
    )
    return
  }
  const [facts] = sql.all<DueFacts>(
    `SELECT d.order_id AS orderId, d.due_since AS dueSince, v.delivery_date AS deliveryDate, v.cut_off AS cutOff
     FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
     WHERE d.order_id = ? AND d.version = ? AND d.route = ?`,
    ...keyValues({ orderId, version, route }),
  )
  sql.all(
    `UPDATE deliveries SET state = 'waiting', hold_reason = NULL, next_at = ?, due_since = ?, late_alert_at = ?,
     fallback_check_at = iif(fallback_check_at IS NULL, NULL, ${AT_ONCE}) WHERE order_id = ? AND version = ? AND route = ?`,
    now,
    facts && timing.isPast(facts) ? facts.dueSince : now,
    now + timing.lateAfter,
    ...keyValues({ orderId, version, route }),
  )
}
