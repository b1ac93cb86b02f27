import type { Reached } from '../model/attempt-result.ts'
import type { HoldReason } from '../model/delivery-state.ts'
import { findingNote } from '../model/finding.ts'
import { keyValues } from './key-values.ts'
import { NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import { addTimelineEntry } from './timeline.ts'

export interface DeliveryKey {
  readonly orderId: string
  readonly version: number
  readonly route: string
}

/** Facts that decide whether a delivery may still be sent. */
export interface DueFacts extends Pick<DeliveryKey, 'orderId'> {
  /** Time of acceptance, or of a person's release. */
  readonly dueSince: number
  readonly deliveryDate: string | null
  readonly cutOff: number | null
}

export interface AgeRules {
  readonly maxAgeMs: number
  /** The local date at a moment where the customer of the order is, `YYYY-MM-DD`. */
  readonly dateAt: (moment: number, orderId: string) => string
}

/**
 * A delivery is stale when its date, cut-off or maximum age passed since the delivery became due. A person's release
 * starts all three again.
 */
export function staleReason(
  { orderId, dueSince, deliveryDate, cutOff }: DueFacts,
  rules: AgeRules,
  now: number,
): 'stale' | null {
  if (now - dueSince > rules.maxAgeMs) return 'stale'
  if (cutOff !== null && dueSince <= cutOff && cutOff < now) return 'stale'
  if (deliveryDate === null || deliveryDate >= rules.dateAt(now, orderId)) return null
  return deliveryDate >= rules.dateAt(dueSince, orderId) ? 'stale' : null
}

/**
 * The last moment at which a delivery that is not yet stale may be sent. Time zones change the date at a full minute, so
 * the search for the end of the day takes minutes.
 */
export function lastInTime(facts: DueFacts, rules: AgeRules): number {
  const { orderId, dueSince, deliveryDate, cutOff } = facts
  const ageEnd = dueSince + rules.maxAgeMs
  const end = cutOff !== null && dueSince <= cutOff ? Math.min(ageEnd, cutOff) : ageEnd
  const isPast = (moment: number): boolean => deliveryDate !== null && deliveryDate < rules.dateAt(moment, orderId)
  if (!isPast(end) || isPast(dueSince)) return end
  let [before, after] = [Math.floor(dueSince / MINUTE), Math.ceil(end / MINUTE)]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (isPast(middle * MINUTE)) after = middle
    else before = middle
  }
  return after * MINUTE - 1
}

const MINUTE = 60_000

export const raiseReached = (reached: Reached): Reached => (reached === 'no' ? 'maybe' : reached)

/** The Durable Object stopped, or the attempt passed its time limit: the document may have arrived. */
export function expireLease(
  sql: Sql,
  {
    orderId,
    version,
    route,
    reached,
    attempts,
  }: DeliveryKey & { readonly reached: Reached; readonly attempts: number },
  now: number,
): void {
  sql.all(
    `UPDATE deliveries SET state = 'uncertain', reached = ? WHERE order_id = ? AND version = ? AND route = ?`,
    raiseReached(reached),
    ...keyValues({ orderId, version, route }),
  )
  const text = findingNote('try-cut', { number: String(attempts) })
  addTimelineEntry(sql, orderId, { at: now, event: 'uncertain', version, route, text })
}

export function holdDelivery(
  sql: Sql,
  { orderId, version, route }: DeliveryKey,
  reason: HoldReason,
  now: number,
): void {
  sql.all(
    `UPDATE deliveries SET state = 'held', hold_reason = ?, next_at = ${NEVER}, late_alert_at = NULL
     WHERE order_id = ? AND version = ? AND route = ?`,
    reason,
    ...keyValues({ orderId, version, route }),
  )
  addTimelineEntry(sql, orderId, { at: now, event: 'held', version, route, text: reason })
}
