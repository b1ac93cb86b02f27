import type { Submission, Timing } from './accept.ts'
import type { Decision, NewDelivery } from './decide.ts'
import { AT_ONCE, NEVER } from './schema.ts'
import type { Sql } from './sql.ts'

/** A row has a size limit, and every line of an order with thousands of lines can be wrong. */
export const NOTE_LENGTH = 10_000

/**
 * Stores the deliveries of a new version, and returns the time of their first check. A delivery that may start at once is
 * stored with its lease.
 */
export function insertDeliveries(
  sql: Sql,
  submission: Submission,
  { version, deliveries }: Decision,
  isChange: boolean,
  now: number,
  timing: Timing,
): number {
  const { orderId, cutOff } = submission
  let dueAt = NEVER
  for (const delivery of deliveries) {
    const at = leavesAt(delivery, cutOff, isChange, timing)
    const since = at === NEVER ? now : at
    const { route } = delivery
    const checkAt = firstFallbackCheck(delivery, timing.firstFallbackAt(route, since, cutOff))
    const mayStart = delivery.state === 'waiting' && at <= now && (checkAt === null || checkAt > now)
    const facts = { orderId, dueSince: since, deliveryDate: submission.deliveryDate, cutOff }
    const start = mayStart
      ? timing.planStart?.({ orderId, version, route, purpose: delivery.purpose, acceptedAt: now }, facts)
      : null
    const started = start === 'paused' ? null : start
    const nextAt = started?.leasedUntil ?? at
    dueAt = Math.min(dueAt, start === 'paused' ? NEVER : nextAt, checkAt ?? NEVER)
    sql.all(
      `INSERT INTO deliveries (order_id, version, route, state, hold_reason, purpose, next_at, due_since, late_alert_at, note, primary_route, fallback_check_at,
         attempts, control_number, group_number, destination)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      orderId,
      version,
      route,
      started ? 'sending' : delivery.state,
      delivery.holdReason,
      delivery.purpose,
      nextAt,
      since,
      at === NEVER ? null : at + timing.lateAfter,
      delivery.state === 'waiting' ? null : (submission.remark?.slice(0, NOTE_LENGTH).toWellFormed() ?? null),
      route,
      checkAt,
      started ? 1 : 0,
      started?.controlNumber ?? null,
      started?.groupNumber ?? null,
      started?.destination ?? null,
    )
  }
  return dueAt
}

/** An unconfirmed change is never sent without a release, so the version before the change goes on. */
function leavesAt(
  { route, state, holdReason }: NewDelivery,
  cutOff: number | null,
  isChange: boolean,
  timing: Timing,
): number {
  if (state === 'waiting') return timing.firstSendAt(route, cutOff)
  const isFree = holdReason === 'unconfirmed' && !isChange
  return (isFree ? timing.sendUnconfirmedAt(route, cutOff) : null) ?? NEVER
}

/** A route that refuses the order at the start starts its first fallback at once. */
const firstFallbackCheck = ({ state }: NewDelivery, call: number | null): number | null =>
  state === 'refused' && call !== null ? AT_ONCE : call
