import { type DeliveryFact, isSettled, isUnsent, mayHaveReached, sharesChain } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { bodyForRow, readBody } from '../bodies.ts'
import { deliveriesOf, type PurposedDelivery, supersede } from '../deliveries.ts'
import { keyValues } from '../key-values.ts'
import type { Sql } from '../sql.ts'
import { type ActionResult, type Actor, DONE, ORDER_NOT_FOUND, type Start, wrongState } from './action.ts'
import { recordEvent } from './actions.ts'
import { keptBy } from './kept-by.ts'
import { endCutAttempts } from './under-way.ts'

/** Why a route may not send a cancellation, whatever the person wants; null when it may. */
export type MayCancel = (route: string) => string | null

/**
 * Cancels an order that was sent, or may have been: a separate document says not to deliver the order. The cancellation
 * is stored as a version after the last version. The cancellation therefore has its own number, idempotency key and
 * file name, and waits for attempts under way. An unsent order needs no cancellation.
 */
export function cancel(
  sql: Sql,
  orderId: string,
  route: string,
  actor: Actor,
  mayCancel: MayCancel,
  { now, lateAt }: Start,
): ActionResult {
  return sql.atomically(() => {
    endCutAttempts(sql, orderId, now)
    return cancelOn(sql, orderId, route, actor, { mayCancel, start: { now, lateAt }, endsOthers: false })
  })
}

/**
 * Cancels an order on each route that brought the order, or may have, in the sequence of `routes`. Ends what else of the
 * order is open, because a change or a copy must not follow the cancellation. Leaves out routes that cannot cancel.
 */
export function cancelOrder(
  sql: Sql,
  orderId: string,
  routes: readonly string[],
  actor: Actor,
  mayCancel: MayCancel,
  start: Start,
): ActionResult {
  return sql.atomically(() => {
    endCutAttempts(sql, orderId, start.now)
    const all = deliveriesOf(sql, orderId)
    if (all.length === 0) return ORDER_NOT_FOUND
    const brought = keptBy(all).sort((a, b) => routes.indexOf(a) - routes.indexOf(b))
    const able = brought.filter((route) => mayCancel(route) === null)
    const [first] = able
    if (first === undefined) {
      const [unable] = brought
      const isCancelled = unable === undefined && all.some(mayHaveReached)
      return wrongState(
        (unable && mayCancel(unable)) ?? findingNote(isCancelled ? 'cancelled-there' : 'cancel-never-left'),
      )
    }
    const underWay = all.find(({ state }) => state === 'sending')
    if (underWay) return wrongState(findingNote('try-under-way-by', { route: underWay.route }))
    for (const route of able) {
      const result = cancelOn(sql, orderId, route, actor, { mayCancel, start, endsOthers: true })
      if (!result.ok) return result
    }
    return DONE
  })
}

interface Cancelling {
  readonly mayCancel: MayCancel
  readonly start: Start
  /** The cancellation ends every open delivery of the order, on other routes too. */
  readonly endsOthers: boolean
}

function cancelOn(
  sql: Sql,
  orderId: string,
  route: string,
  actor: Actor,
  { mayCancel, start: { now, lateAt }, endsOthers }: Cancelling,
): ActionResult {
  const all = deliveriesOf(sql, orderId).filter(
    (delivery) => delivery.route === route || delivery.purpose !== 'cancellation',
  )
  const current = newestThatLeft(all, route)
  const obstacles = endsOthers ? ownObstacle : obstacle
  const why = current ? (obstacles(current, all) ?? mayCancel(route)) : null
  if (why !== null) return wrongState(why)
  if (!current) return neverLeft(all, route)
  const version = cancellingVersion(sql, orderId, current, all, now)
  if (version === null) return wrongState(findingNote('content-purged-unwritable'))
  for (const open of all.filter(
    (delivery) => (endsOthers || delivery.route === route) && delivery.state !== 'sent' && !isSettled(delivery.state),
  ))
    supersede(sql, orderId, open.version, open.route, version, now)
  sql.all(
    // Sent separately on a route with batches: the truck may be loaded before the next interchange is sent.
    `INSERT INTO deliveries (order_id, version, route, state, purpose, next_at, due_since, late_alert_at, primary_route, interchange)
       VALUES (?, ?, ?, 'waiting', 'cancellation', ?, ?, ?, ?, 0)`,
    ...keyValues({ orderId, version, route }),
    now,
    now,
    lateAt,
    current.primaryRoute,
  )
  recordEvent(sql, 'cancel', actor, orderId, route, now)
  return DONE
}

/**
 * A superseded delivery may also have arrived. A person may cancel again after a cancellation that was discarded or
 * superseded.
 */
export const newestThatLeft = (all: readonly PurposedDelivery[], route: string): PurposedDelivery | undefined =>
  all.findLast(
    (delivery) =>
      delivery.route === route &&
      mayHaveReached(delivery) &&
      !(delivery.purpose === 'cancellation' && (delivery.state === 'discarded' || delivery.state === 'superseded')),
  )

/** The reason why this route sends no cancellation of its own. */
function ownObstacle({ version, route, purpose }: PurposedDelivery, all: readonly PurposedDelivery[]): string | null {
  if (
    all.some(
      (delivery) =>
        delivery.route === route &&
        delivery.version > version &&
        !isSettled(delivery.state) &&
        delivery.purpose === 'cancellation',
    )
  )
    return findingNote('cancelled-there')
  return purpose === 'cancellation' ? findingNote('cancellation-left') : null
}

function obstacle(current: PurposedDelivery, all: readonly PurposedDelivery[]): string | null {
  const { version, route } = current
  const same = all.filter((delivery) => sharesChain(delivery, current))
  const own = ownObstacle(current, all)
  if (own !== null && current.purpose !== 'cancellation') return own
  const underWay = same.find(({ state }) => state === 'sending')
  if (underWay) return findingNote('try-under-way-by', { route: underWay.route })
  // The receiver would still get this delivery, after the cancellation or in place of it.
  const unsent = same.find((delivery) => isUnsent(delivery) && (delivery.version > version || delivery.route !== route))
  if (unsent)
    return findingNote('cancel-unsent', { version: String(unsent.version), route: unsent.route, state: unsent.state })
  const open = same.find(
    (delivery) => delivery.route !== route && delivery.state !== 'sent' && !isSettled(delivery.state),
  )
  if (open) return findingNote('cancel-open', { route: open.route, state: open.state })
  return own
}

function neverLeft(all: readonly DeliveryFact[], route: string): ActionResult {
  if (!all.some((delivery) => delivery.route === route)) return ORDER_NOT_FOUND
  return wrongState(findingNote('cancel-never-left'))
}

/** The version that cancels `current`: an existing version or a new version. Null when the content was purged. */
export function cancellingVersion(
  sql: Sql,
  orderId: string,
  current: DeliveryFact,
  all: readonly DeliveryFact[],
  now: number,
): number | null {
  const [last] = sql.all<{ version: number; cancels: number | null }>(
    `SELECT version, CASE status WHEN 'cancelled' THEN json_extract(metadata, '$.cancels') END AS cancels FROM versions
     WHERE order_id = ? ORDER BY version DESC LIMIT 1`,
    orderId,
  )
  if (!last) return null
  const isFree = !all.some((delivery) => delivery.version === last.version && delivery.route === current.route)
  if (last.cancels === current.version && isFree) return last.version
  const version = last.version + 1
  const body = readBody(sql, orderId, current.version)
  if (body === null) return null
  // The digest is that of the cancelled content, so a poll that still lists the order finds no new content.
  sql.all(
    `INSERT INTO versions (order_id, version, digest, delivery_date, cut_off, accepted_at, source, first_request, requests, status, metadata, former_number, body)
     SELECT order_id, ?1, digest, delivery_date, cut_off, ?2, 'desk', 'cancellation ' || ?1, '[]', 'cancelled',
       json_object('cancels', version), former_number, ?5 FROM versions WHERE order_id = ?3 AND version = ?4`,
    version,
    now,
    orderId,
    current.version,
    bodyForRow(sql, orderId, version, body),
  )
  return version
}
