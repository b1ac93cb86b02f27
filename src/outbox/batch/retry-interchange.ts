import type { Reached } from '../../model/attempt-result.ts'
import type { HoldReason } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { INTERCHANGE } from '../blobs.ts'
import { expireLease, holdDelivery, raiseReached, staleReason } from '../due.ts'
import { createLease, DUE_ROW, type DueRow } from '../due-row.ts'
import type { HeldDelivery, Lease, LeaseResult, LeaseRules } from '../queue.ts'
import { reserveSlot } from '../route/pace.ts'
import { NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'

/**
 * Leases an interchange for the next attempt: the same document, with the same idempotency key. When one member must
 * not be sent any more, the document cannot be sent either. An unsent interchange is then dissolved, and the other
 * members wait for a new one; else a person must check each member.
 */
export function retryInterchange(sql: Sql, interchange: number, rules: LeaseRules, now: number): LeaseResult {
  const members = sql.all<DueRow>(`${DUE_ROW} WHERE d.interchange = ? ORDER BY d.interchange_position`, interchange)
  const open = members.filter(isOpen).map((member) => afterExpiry(sql, member, now))
  const held: HeldDelivery[] = []
  const stop = (row: DueRow, reason: HoldReason): void => {
    holdDelivery(sql, row, reason, now)
    held.push({ orderId: row.orderId, version: row.version, reason })
  }
  const cutShort = open.length > 0 && members.some(({ state }) => state === 'sending')
  if (cutShort && rules.whenUncertain === 'hold') {
    for (const row of open) stop(row, 'uncertain')
    return { lease: null, held }
  }
  const isStale = (row: DueRow): boolean => staleReason(row, rules, now) !== null
  const isWhole = open.length === ordersIn(sql, interchange)
  if (isWhole && !open.some(isStale)) return { lease: lend(sql, interchange, open, rules, now), held }
  const hasLeft = open.some(({ reached }) => reached !== 'no')
  for (const row of open) if (hasLeft || isStale(row)) stop(row, isStale(row) ? 'stale' : 'uncertain')
  if (!hasLeft) dissolveInterchange(sql, interchange, members, now)
  return { lease: null, held }
}

/** Counts members that left since, because the document still holds them. */
const ordersIn = (sql: Sql, interchange: number): number =>
  sql.all<{ orders: number }>('SELECT orders FROM interchanges WHERE seq = ?', interchange)[0]?.orders ?? 0

/** A delivery that is held again as unconfirmed is not open. */
const isOpen = ({ nextAt, state }: DueRow): boolean => nextAt !== null && nextAt < NEVER && state !== 'held'

function afterExpiry(sql: Sql, member: DueRow, now: number): DueRow {
  if (member.state !== 'sending') return member
  expireLease(sql, member, now)
  return { ...member, state: 'uncertain', reached: raiseReached(member.reached) }
}

function lend(sql: Sql, interchange: number, open: readonly DueRow[], rules: LeaseRules, now: number): Lease | null {
  if (rules.perMinute !== undefined) reserveSlot(sql, rules.route, rules.perMinute, now)
  sql.all(
    `UPDATE deliveries SET state = 'sending', next_at = ?, attempts = attempts + 1, destination = ? WHERE interchange = ?`,
    now + rules.leaseMs,
    rules.destination,
    interchange,
  )
  return createInterchangeLease(interchange, open, now)
}

export function createInterchangeLease(interchange: number, members: readonly DueRow[], now: number): Lease | null {
  const [first] = members
  if (!first) return null
  return {
    ...createLease(first, now),
    orderId: INTERCHANGE,
    version: interchange,
    storageId: null,
    documentRevision: 1,
    resendCount: 0,
    corrections: 0,
    attempt: 1 + Math.max(...members.map(({ attempts }) => attempts)),
    previousState: members.some(({ state }) => state === 'uncertain')
      ? 'uncertain'
      : createLease(first, now).previousState,
    reached: furthest(members.map(({ reached }) => reached)),
    dueSince: Math.min(...members.map(({ dueSince }) => dueSince)),
    acceptedAt: Math.min(...members.map(({ acceptedAt }) => acceptedAt)),
    possibleRepeat: members.some(({ possibleRepeat }) => possibleRepeat === 1) ? 1 : 0,
    members: members.map((member) => createLease(member, now)),
  }
}

const furthest = (all: readonly Reached[]): Reached =>
  (['yes', 'maybe'] as const).find((reached) => all.includes(reached)) ?? 'no'

/** The interchange number is not used again. */
function dissolveInterchange(sql: Sql, interchange: number, members: readonly DueRow[], now: number): void {
  sql.all(
    `UPDATE deliveries SET state = iif(next_at < ${NEVER} AND state <> 'held', 'waiting', state), next_at = iif(next_at < ${NEVER} AND state <> 'held', ?, next_at),
     interchange = NULL, interchange_position = NULL, control_number = NULL, group_number = NULL, transport_state = NULL WHERE interchange = ?`,
    now,
    interchange,
  )
  sql.all('DELETE FROM blobs WHERE order_id = ? AND version = ?', INTERCHANGE, interchange)
  const [first] = members
  for (const { orderId, version, route } of members) {
    const text = findingNote('interchange-dissolved', { interchange: String(first?.controlNumber ?? interchange) })
    addTimelineEntry(sql, orderId, { at: now, event: 'interchange-dissolved', version, route, text })
  }
}
