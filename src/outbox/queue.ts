import type { Reached } from '../receipt.ts'
import { supersede } from './deliveries.ts'
import { type DocumentNumbers, type NumberRanges, numbersFor } from './numbers.ts'
import { NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import type { HoldReason } from './state.ts'
import { note } from './timeline.ts'

/** A delivery taken for one attempt. Only the holder of `attempt` may settle it. */
export interface Lease extends DocumentNumbers {
  readonly orderId: string
  readonly version: number
  readonly route: string
  /** 1 for the first. Also the fence: a later attempt makes an earlier one's word void. */
  readonly attempt: number
  readonly reached: Reached
  readonly purpose: 'original' | 'replacement'
  /** 1, or more where a person has since given the version another purpose: then it is another document. */
  readonly writing: number
  /** JSON that the route's transport had kept. */
  readonly progress: string | null
  readonly acceptedAt: number
  readonly dueSince: number
  readonly takenAt: number
}

/** What the queue must know of a route to take from it. */
export interface TakeRules {
  readonly route: string
  readonly ranges: NumberRanges
  /** Acknowledgements are posted for this route: its control numbers must lead back to their deliveries. */
  readonly acknowledged?: boolean
  readonly leaseMs: number
  readonly maxAgeMs: number
  readonly whenUncertain: 'resend' | 'hold'
  /** The date at the supplier, `YYYY-MM-DD`, at a moment. */
  readonly dateAt: (moment: number) => string
}

export interface Taken {
  readonly lease: Lease | null
  /** Deliveries that were due and now wait for a person instead. */
  readonly held: readonly { readonly orderId: string; readonly version: number; readonly reason: HoldReason }[]
}

interface DueRow extends Omit<Lease, 'attempt' | 'takenAt'> {
  readonly state: string
  readonly attempts: number
  readonly deliveryDate: string | null
  readonly cutOff: number | null
}

/** Takes the longest-waiting due delivery of one route. Versions of one order leave in order, never side by side. */
export function take(sql: Sql, rules: TakeRules, now: number): Taken {
  return sql.atomically(() => {
    const held: { orderId: string; version: number; reason: HoldReason }[] = []
    for (;;) {
      const [due] = sql.all<DueRow>(NEXT_DUE, rules.route, now)
      if (!due) return { lease: null, held }
      const expired = due.state === 'sending'
      if (expired) tellExpired(sql, due, now)
      const reason = expired && rules.whenUncertain === 'hold' ? 'uncertain' : staleness(due, rules, now)
      if (!reason)
        return {
          lease: grant(sql, { ...due, reached: expired ? atLeastMaybe(due.reached) : due.reached }, rules, now),
          held,
        }
      hold(sql, due, reason, now)
      held.push({ orderId: due.orderId, version: due.version, reason })
    }
  })
}

/** What was refused, or has been handed over, holds up no later version: of itself it will never go out again. */
const NEXT_DUE = `
  SELECT d.order_id AS orderId, d.version, d.route, d.state, d.reached, d.purpose, d.attempts, d.writing, d.progress,
    d.control_number AS controlNumber, d.group_number AS groupNumber, d.due_since AS dueSince, v.accepted_at AS acceptedAt, v.delivery_date AS deliveryDate, v.cut_off AS cutOff
  FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
  WHERE d.route = ? AND d.next_at <= ? AND NOT EXISTS (
    SELECT 1 FROM deliveries e
    WHERE e.order_id = d.order_id AND e.route = d.route AND e.version < d.version AND e.next_at IS NOT NULL
      AND e.state NOT IN ('refused', 'sent'))
  ORDER BY d.next_at LIMIT 1`

const atLeastMaybe = (reached: Reached): Reached => (reached === 'no' ? 'maybe' : reached)

/** The object stopped, or the attempt outlived its time: the document may have landed. */
function tellExpired(sql: Sql, due: DueRow, now: number): void {
  sql.all(
    `UPDATE deliveries SET state = 'uncertain', reached = ? WHERE order_id = ? AND version = ? AND route = ?`,
    atLeastMaybe(due.reached),
    due.orderId,
    due.version,
    due.route,
  )
  note(sql, due.orderId, {
    at: now,
    event: 'uncertain',
    version: due.version,
    route: due.route,
    text: `Try ${due.attempts} was cut short on our side; the document may have arrived.`,
  })
}

/** A date or a cut-off that passed, or an age reached, since the delivery became due: a person's release starts both anew. */
function staleness(due: DueRow, rules: TakeRules, now: number): 'stale' | null {
  if (now - due.dueSince > rules.maxAgeMs) return 'stale'
  if (due.cutOff !== null && due.dueSince <= due.cutOff && due.cutOff < now) return 'stale'
  if (due.deliveryDate === null || due.deliveryDate >= rules.dateAt(now)) return null
  return due.deliveryDate >= rules.dateAt(due.dueSince) ? 'stale' : null
}

function grant(sql: Sql, due: DueRow, rules: TakeRules, now: number): Lease {
  supersedeRefused(sql, due, now)
  const numbers = numbersFor(sql, due, rules.ranges, rules.acknowledged === true)
  sql.all(
    `UPDATE deliveries SET state = 'sending', next_at = ?, attempts = attempts + 1, control_number = ?, group_number = ?
     WHERE order_id = ? AND version = ? AND route = ?`,
    now + rules.leaseMs,
    numbers.controlNumber,
    numbers.groupNumber,
    due.orderId,
    due.version,
    due.route,
  )
  const { state: _, attempts, deliveryDate: __, cutOff: ___, ...kept } = due
  return { ...kept, ...numbers, attempt: attempts + 1, takenAt: now }
}

/** Once a later version is on its way, a retry must not bring back the earlier one. */
function supersedeRefused(sql: Sql, { orderId, route, version }: DueRow, now: number): void {
  const refused = sql.all<{ version: number }>(
    `SELECT version FROM deliveries WHERE order_id = ? AND route = ? AND version < ? AND state = 'refused'`,
    orderId,
    route,
    version,
  )
  for (const earlier of refused) supersede(sql, orderId, earlier.version, route, version, now)
}

export function hold(
  sql: Sql,
  at: { orderId: string; version: number; route: string },
  reason: HoldReason,
  now: number,
): void {
  sql.all(
    `UPDATE deliveries SET state = 'held', hold_reason = ?, next_at = ${NEVER}, late_at = NULL
     WHERE order_id = ? AND version = ? AND route = ?`,
    reason,
    at.orderId,
    at.version,
    at.route,
  )
  note(sql, at.orderId, { at: now, event: 'held', version: at.version, route: at.route, text: reason })
}

/** How an attempt leaves its delivery. */
export interface Settlement {
  readonly state: 'waiting' | 'sent' | 'delivered' | 'deferred' | 'refused' | 'uncertain' | 'held'
  readonly reached: Reached
  readonly holdReason: HoldReason | null
  /** When to look again; NEVER while a person must act; null once settled. */
  readonly nextAt: number | null
  readonly note: string
  /** JSON for the route's transport to read at the next try; absent leaves what is there. */
  readonly progress?: string
  /** Of what was sent: from when the missing receipt is told. */
  readonly receiptDueAt?: number
}

/** False when a later attempt, or a person, has taken the delivery over: then nothing is written but the timeline. */
export function settle(sql: Sql, lease: Lease, settlement: Settlement, event: string, now: number): boolean {
  return sql.atomically(() => {
    const rows = sql.all(
      `UPDATE deliveries SET state = ?, hold_reason = ?, next_at = ?, note = ?, progress = coalesce(?, progress),
       late_at = CASE ? WHEN 'sent' THEN ? WHEN 'delivered' THEN NULL WHEN 'held' THEN NULL WHEN 'refused' THEN NULL ELSE late_at END,
       reached = CASE WHEN reached = 'yes' OR ? = 'no' THEN reached ELSE ? END
       WHERE order_id = ? AND version = ? AND route = ? AND attempts = ? AND state = 'sending' RETURNING route`,
      settlement.state,
      settlement.holdReason,
      settlement.nextAt,
      settlement.note,
      settlement.progress ?? null,
      settlement.state,
      settlement.receiptDueAt ?? null,
      settlement.reached,
      settlement.reached,
      lease.orderId,
      lease.version,
      lease.route,
      lease.attempt,
    )
    note(sql, lease.orderId, { at: now, event, version: lease.version, route: lease.route, text: settlement.note })
    return rows.length === 1
  })
}

/** Those of `routes` with something due, longest waiting first; paused ones left out. */
export const routesDue = (sql: Sql, routes: readonly string[], now: number): string[] =>
  sql
    .all<{ route: string }>(
      `SELECT route FROM (${FIRST_DUE}) WHERE at <= ?3 ORDER BY at`,
      JSON.stringify(routes),
      -1,
      now,
    )
    .map(({ route }) => route)

/** The earliest moment after `after` at which a delivery, an alert or an incident must be looked at, or null. */
export function wakeAt(sql: Sql, routes: readonly string[], after: number): number | null {
  const [first] = sql.all<{ at: number | null }>(
    `SELECT min(at) AS at FROM (SELECT at FROM (${FIRST_DUE})
     UNION ALL SELECT min(next_at) FROM alerts WHERE next_at > ?2
     UNION ALL SELECT min(next_at) FROM incidents WHERE next_at > ?2)`,
    JSON.stringify(routes),
    after,
  )
  return first?.at ?? null
}

/** One index look-up a route. One statement for all of them, because each costs more to call than to carry out. */
const FIRST_DUE = `
  SELECT value AS route,
    (SELECT min(next_at) FROM deliveries WHERE route = value AND next_at > ?2 AND next_at < ${NEVER}) AS at
  FROM json_each(?1) WHERE value NOT IN (SELECT route FROM routes WHERE paused_at IS NOT NULL)`
