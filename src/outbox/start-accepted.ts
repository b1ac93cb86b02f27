import { type DeliveryKey, type DueFacts, staleReason } from './due.ts'
import { type DocumentNumbers, getOrAllocateNumbers } from './numbers.ts'
import type { Lease, LeaseRules } from './queue.ts'
import type { Sql } from './sql.ts'

/** A delivery that is stored with its first lease, in place of an insert, an alarm and an update. */
export interface StartedDelivery extends DocumentNumbers {
  readonly leasedUntil: number
  readonly destination: string
}

/** A new order's delivery that may start at once. */
export interface NewStart extends DeliveryKey, Pick<Lease, 'purpose' | 'acceptedAt'> {}

/**
 * Null when the delivery must wait for the alarm, and `paused` when it must wait for a person to resume the route. Runs in
 * the transaction that stores the order.
 */
export type PlanStart = (delivery: NewStart, facts: DueFacts) => StartedDelivery | 'paused' | null

/**
 * Leases the first delivery of a new order, under the same rules as the queue. A route with rules about other orders
 * waits for the alarm, and so does a route on which another delivery is due.
 */
export function planStart(
  sql: Sql,
  { batch, inSequence, perMinute, ...rules }: LeaseRules,
  delivery: DeliveryKey,
  facts: DueFacts,
  now: number,
): StartedDelivery | 'paused' | null {
  if (batch || inSequence === true || perMinute !== undefined) return null
  if (staleReason(facts, rules, now) !== null) return null
  const obstacle = routeObstacle(sql, delivery.route, now)
  if (obstacle !== null) return obstacle === 'paused' ? obstacle : null
  const unnumbered = { ...delivery, controlNumber: null, groupNumber: null }
  const numbers = getOrAllocateNumbers(sql, unnumbered, rules.ranges, rules.acknowledged === true)
  return { ...numbers, leasedUntil: now + rules.leaseMs, destination: rules.destination }
}

/** `paused` until a person resumes the route; `busy` for a time, or while another delivery waits; null for a free route. */
function routeObstacle(sql: Sql, route: string, now: number): 'paused' | 'busy' | null {
  const [obstacle] = sql.all<{ name: 'paused' | 'busy' }>(
    `SELECT iif(paused_at IS NOT NULL AND paused_until IS NULL, 'paused', 'busy') AS name FROM routes
     WHERE route = ?1 AND (paused_at IS NOT NULL OR paused_until IS NOT NULL OR probe_at IS NOT NULL OR next_slot_at > ?2)
     UNION ALL SELECT 'busy' FROM deliveries WHERE route = ?1 AND next_at <= ?2 LIMIT 1`,
    route,
    now,
  )
  return obstacle?.name ?? null
}

/**
 * The lease of a delivery that was stored as started. Reads no row: a storage that fails after the commit must not keep
 * the attempt from beginning. The document would then count as perhaps arrived.
 */
export const startedLease = (
  delivery: NewStart,
  { dueSince }: Pick<DueFacts, 'dueSince'>,
  { controlNumber, groupNumber }: DocumentNumbers,
  now: number,
): Lease => ({
  ...delivery,
  controlNumber,
  groupNumber,
  dueSince,
  leasedAt: now,
  primaryRoute: delivery.route,
  attempt: 1,
  previousState: 'waiting',
  reached: 'no',
  possibleRepeat: 0,
  documentRevision: 1,
  resendCount: 0,
  corrections: 0,
  progress: null,
  fallbackStartedAt: null,
  storageId: null,
})
