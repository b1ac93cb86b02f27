import type { DeliveryFact, HoldReason } from '../../model/delivery-state.ts'
import type { Order } from '../../model/order/order.ts'
import type { Problem } from '../../model/problem.ts'
import { newestHeld } from '../../outbox/actions/actions.ts'
import { isEntryReason, isUnknownReason } from '../../outbox/catalogue/held-unknown.ts'
import type { RouteStart } from '../../outbox/decide.ts'
import { deliveriesOf } from '../../outbox/deliveries.ts'
import { type AgeRules, type DueFacts, staleReason } from '../../outbox/due.ts'
import { isUnconfirmed } from '../../outbox/request-ledger.ts'
import type { Sql } from '../../outbox/sql.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { readStoredOrder } from '../../steps/commit.ts'
import { checkRoutes, type UnfitRoute } from '../../steps/rehearse.ts'

/** A delivery that an entry may send, and how the delivery would start today. */
interface JudgedDelivery {
  readonly delivery: DeliveryFact
  /** Undefined when the route no longer takes the order. */
  readonly start: RouteStart | undefined
}

export interface JudgedHeld {
  readonly version: number
  readonly order: Order
  readonly all: readonly DeliveryFact[]
  readonly deliveries: readonly JudgedDelivery[]
  /** The findings in the supplier's language; null without findings. */
  readonly remark: string | null
  readonly findings: readonly Problem[]
  /** The routes that keep the order back because their document cannot hold it. */
  readonly unfit: readonly UnfitRoute[]
  /** No number of the order is unknown any more. */
  readonly isKnown: boolean
}

export interface JudgePorts {
  readonly sql: Sql
  readonly supplier: Supplier
  readonly ages: AgeRules
}

/** The newest held version of an order. Null when no reason of `isReason` keeps the version back. */
export function heldVersion(
  sql: Sql,
  supplier: Supplier,
  orderId: string,
  isReason: (reason: HoldReason | null) => boolean,
) {
  const all = deliveriesOf(sql, orderId)
  const held = newestHeld(all).filter(({ holdReason }) => isReason(holdReason))
  const [first] = held
  const order = first && readStoredOrder({ sql, supplier }, orderId, first.version)
  return order ? { version: first.version, order, held, all } : null
}

/** Judges the newest held version of an order by these tables. Null when no entry can settle what keeps it back. */
export function judgeHeld({ sql, supplier, ages }: JudgePorts, orderId: string, now: number): JudgedHeld | null {
  const found = heldVersion(sql, supplier, orderId, isEntryReason)
  if (!found) return null
  const { version, order, held, all } = found
  const { routes, refused, remark, findings, unfit } = checkRoutes(order, supplier, now, 'nobody')
  const starts = held.map(({ primaryRoute }) => routes.find(({ route }) => route === primaryRoute)?.start)
  const isKnown =
    refused.length === 0 &&
    starts.some((start) => start !== undefined) &&
    starts.every((start) => start?.state !== 'held' || !isUnknownReason(start.reason))
  const other = isKnown ? otherReason(sql, orderId, version, ages, now) : null
  const deliveries = held.map((delivery, at) => ({ delivery, start: withReason(starts[at], other) }))
  // A route that could not write the order at its acceptance is refused, not held, where another route could.
  const back = all.filter(({ version: own, state }) => own === version && (state === 'refused' || state === 'held'))
  const keeping = unfit.filter(({ route }) => back.some(({ primaryRoute }) => primaryRoute === route))
  return { version, order, all, deliveries, remark, findings, unfit: keeping, isKnown }
}

/**
 * Why the order is not sent, though each number is known. The time limits count from the acceptance: the person who
 * made the entry agreed to no late order.
 */
function otherReason(sql: Sql, orderId: string, version: number, ages: AgeRules, now: number): HoldReason | null {
  const [facts] = sql.all<DueFacts>(
    `SELECT order_id AS orderId, accepted_at AS dueSince, delivery_date AS deliveryDate, cut_off AS cutOff FROM versions
     WHERE order_id = ? AND version = ?`,
    orderId,
    version,
  )
  if (facts && staleReason(facts, ages, now) !== null) return 'stale'
  return isUnconfirmed(sql, orderId, version) ? 'unconfirmed' : null
}

function withReason(start: RouteStart | undefined, other: HoldReason | null): RouteStart | undefined {
  if (start?.state === 'refused') return { state: 'held', reason: 'unwritable' }
  return start?.state === 'waiting' && other ? { state: 'held', reason: other } : start
}
