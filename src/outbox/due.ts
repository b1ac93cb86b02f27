import type { Reached } from '../attempt-result.ts'
import { NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import type { HoldReason } from './state.ts'
import { addTimelineEntry } from './timeline.ts'

/** One delivery, by its key. */
export interface DeliveryKey {
  readonly orderId: string
  readonly version: number
  readonly route: string
}

/** What decides whether a delivery may still leave. */
export interface DueFacts {
  /** Acceptance, or a person's release. */
  readonly dueSince: number
  readonly deliveryDate: string | null
  readonly cutOff: number | null
}

export interface AgeRules {
  readonly maxAgeMs: number
  /** The date at the supplier, `YYYY-MM-DD`, at a moment. */
  readonly dateAt: (moment: number) => string
}

/** A date or a cut-off that passed, or an age reached, since the delivery became due: a person's release starts both anew. */
export function staleReason(
  { dueSince, deliveryDate, cutOff }: DueFacts,
  rules: AgeRules,
  now: number,
): 'stale' | null {
  if (now - dueSince > rules.maxAgeMs) return 'stale'
  if (cutOff !== null && dueSince <= cutOff && cutOff < now) return 'stale'
  if (deliveryDate === null || deliveryDate >= rules.dateAt(now)) return null
  return deliveryDate >= rules.dateAt(dueSince) ? 'stale' : null
}

export const raiseReached = (reached: Reached): Reached => (reached === 'no' ? 'maybe' : reached)

/** The object stopped, or the attempt outlived its time: the document may have landed. */
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
    orderId,
    version,
    route,
  )
  const text = `Try ${attempts} was cut short on our side; the document may have arrived.`
  addTimelineEntry(sql, orderId, { at: now, event: 'uncertain', version, route, text })
}

export function holdDelivery(
  sql: Sql,
  { orderId, version, route }: DeliveryKey,
  reason: HoldReason,
  now: number,
): void {
  sql.all(
    `UPDATE deliveries SET state = 'held', hold_reason = ?, next_at = ${NEVER}, late_at = NULL
     WHERE order_id = ? AND version = ? AND route = ?`,
    reason,
    orderId,
    version,
    route,
  )
  addTimelineEntry(sql, orderId, { at: now, event: 'held', version, route, text: reason })
}
