import type { HoldReason } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { INTERCHANGE, storeBlob } from '../blobs.ts'
import { holdDelivery, staleReason } from '../due.ts'
import { DUE_ROW, type DueRow, IS_AHEAD, MAY_START, STARTED_ALONE } from '../due-row.ts'
import { keyValues } from '../key-values.ts'
import { replacesNothing } from '../nothing-to-replace.ts'
import { allocateNumbers, type DocumentNumbers, indexNumbers } from '../numbers.ts'
import {
  type BatchRules,
  type HeldDelivery,
  type LeaseResult,
  type LeaseRules,
  leaseDelivery,
  recordStart,
} from '../queue.ts'
import { markBroughtBeside } from '../route/brought-beside.ts'
import { reserveSlot } from '../route/pace.ts'
import { NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'
import { createInterchangeLease } from './retry-interchange.ts'

/** Content of one interchange document. */
export interface Gathered {
  /** In document order. */
  readonly members: readonly DueRow[]
  readonly numbers: DocumentNumbers
  readonly bytes: Uint8Array
  /** JSON, stored with the document. */
  readonly metadata: string
}

/** A member that cannot be written, whatever the other members are. */
export interface UnwritableMember {
  readonly member: DueRow
  readonly reason: 'fault' | 'unwritable'
  readonly why: string
}

/**
 * Writes a document of as many members as it can hold, in their order. `first` has waited longest and decides the kind
 * of document. `gathered` is null when no member can be written.
 */
export type WriteInterchange = (
  members: readonly DueRow[],
  first: DueRow,
  draw: () => DocumentNumbers,
) => { readonly gathered: Gathered | null; readonly unfit: readonly UnwritableMember[] }

type Gathering = LeaseRules & { readonly batch: BatchRules }

/**
 * Leases due work of a route with batches. An existing interchange is sent again unchanged. Else the waiting
 * deliveries become an interchange at the time of the batch. One transaction fixes the members, number, name and bytes
 * before the first attempt. No crash and no arrival changes the interchange.
 */
export function leaseInterchange(sql: Sql, rules: Gathering, write: WriteInterchange, now: number): LeaseResult {
  return sql.atomically(() => {
    const again = leaseDelivery(sql, rules, now)
    if (again.lease) return again
    const held = [...again.held]
    for (;;) {
      const members = findDueMembers(sql, rules, now)
      const stale = members.filter((member) => staleReason(member, rules, now) !== null)
      for (const member of stale) holdMember(sql, member, 'stale', held, now)
      if (stale.length > 0) continue
      const changed = members.filter(
        (member) => replacesNothing(sql, member) || markBroughtBeside(sql, member, rules.substitutes, now),
      )
      if (changed.length > 0) continue
      const [head] = members
      if (!head) return { lease: null, held }
      const first = members.find((member) => rules.batch.batchDeadline(member) <= now) ?? head
      const { gathered, unfit } = write(members, first, () => allocateNumbers(sql, rules.ranges))
      for (const { member, reason, why } of unfit) holdMember(sql, member, reason, held, now, why)
      if (gathered) return { lease: storeInterchange(sql, gathered, rules, now), held }
      if (unfit.length === 0) throw new Error('Nothing of what was gathered could be written, for no reason.')
    }
  })
}

/**
 * Members of the next interchange; empty while they must wait. A delivery that a person sends separately is alone. A
 * delivery blocked by another stays due, so that it is checked once the block ends.
 */
function findDueMembers(sql: Sql, { route, batch, inSequence }: Gathering, now: number): readonly DueRow[] {
  const rows = (which: string, sequence = inSequence): readonly DueRow[] =>
    sql.all<DueRow>(`${WAITING} AND ${which}`, route, sequence ? 1 : 0, now)
  const alone = rows('d.interchange = 0 AND d.next_at <= ?3 ORDER BY d.next_at LIMIT 1', false)
  if (alone.length > 0) return alone
  const due = rows('d.interchange IS NULL AND d.next_at <= ?3')
  const isTime = (row: DueRow): boolean => batch.batchDeadline(row) <= now
  if (due.length === 0) return []
  if (due.some(isTime) || countWaiting(sql, route) >= batch.most) {
    const free = rows('d.interchange IS NULL ORDER BY o.seq')
    if (free.some(isTime) || free.length >= batch.most) return free.slice(0, batch.most)
  }
  for (const row of due) waitOn(sql, row, batch.batchDeadline(row))
  return []
}

/**
 * Deliveries that may be sent since `due_since`; `held` when the configuration sends an unconfirmed delivery. The usual
 * blocks apply, except earlier orders of the same customer in the same document.
 */
const WAITING = `
  ${DUE_ROW} JOIN orders o ON o.id = d.order_id
  WHERE d.route = ?1 AND d.state IN ('waiting', 'held') AND d.next_at < ${NEVER} AND d.due_since <= ?3 AND NOT ${STARTED_ALONE}
    AND ${MAY_START}
    AND (?2 = 0 OR NOT EXISTS (
      SELECT 1 FROM customer_sequence q CROSS JOIN deliveries b
      WHERE q.route = d.route AND q.customer = o.customer AND q.seq < o.seq
        AND b.order_id = q.order_id AND b.version = q.version AND b.route = q.route AND ${IS_AHEAD}
        AND (b.state NOT IN ('waiting', 'held') OR b.interchange IS NOT NULL OR b.due_since > ?3)))`

/** An upper limit of the deliveries that may be sent. */
const countWaiting = (sql: Sql, route: string): number =>
  sql.all<{ n: number }>(
    `SELECT count(*) AS n FROM deliveries
     WHERE route = ? AND next_at < ${NEVER} AND state IN ('waiting', 'held') AND interchange IS NULL`,
    route,
  )[0]?.n ?? 0

/** Moves the next check and the `late` alert to the batch deadline. */
function waitOn(sql: Sql, { orderId, version, route }: DueRow, until: number): void {
  sql.all(
    `UPDATE deliveries SET next_at = ?1, late_alert_at = late_alert_at + ?1 - next_at WHERE order_id = ?2 AND version = ?3 AND route = ?4`,
    until,
    ...keyValues({ orderId, version, route }),
  )
}

function holdMember(
  sql: Sql,
  member: DueRow,
  reason: HoldReason,
  held: HeldDelivery[],
  now: number,
  why?: string,
): void {
  holdDelivery(sql, member, reason, now)
  const { orderId, version, route } = member
  if (why !== undefined)
    sql.all(
      'UPDATE deliveries SET note = ? WHERE order_id = ? AND version = ? AND route = ?',
      why,
      ...keyValues({ orderId, version, route }),
    )
  held.push({ orderId, version, reason, ...(why === undefined ? {} : { why }) })
}

function storeInterchange(sql: Sql, { members, numbers, bytes, metadata }: Gathered, rules: LeaseRules, now: number) {
  const { route } = rules
  if (rules.perMinute !== undefined) reserveSlot(sql, route, rules.perMinute, now)
  const [row] = sql.all<{ seq: number }>(
    'INSERT INTO interchanges (route, orders, created_at) VALUES (?, ?, ?) RETURNING seq',
    route,
    members.length,
    now,
  )
  if (!row) throw new Error('An interchange was given no number.')
  const owner = { orderId: INTERCHANGE, version: row.seq, route }
  storeBlob(sql, owner, bytes, metadata)
  if (rules.acknowledged) indexNumbers(sql, { ...owner, ...numbers })
  const numbered = members.map((member) => ({ ...member, ...numbers, progress: null }))
  for (const [index, member] of numbered.entries()) {
    recordStart(sql, member, now)
    sql.all(
      `UPDATE deliveries SET state = 'sending', hold_reason = NULL, next_at = ?, attempts = attempts + 1, transport_state = NULL, interchange = ?, interchange_position = ?,
       control_number = ?, group_number = ?, destination = ? WHERE order_id = ? AND version = ? AND route = ?`,
      now + rules.leaseMs,
      row.seq,
      index + 1,
      numbers.controlNumber,
      numbers.groupNumber,
      rules.destination,
      ...keyValues({ ...member, route }),
    )
    const text = interchangeNote(numbers.controlNumber ?? row.seq, members.length - 1)
    addTimelineEntry(sql, member.orderId, { at: now, event: 'batched', version: member.version, route, text })
  }
  return createInterchangeLease(row.seq, numbered, now)
}

const interchangeNote = (number: number, others: number): string =>
  findingNote(others === 0 ? 'interchange-alone' : others === 1 ? 'interchange-with-one' : 'interchange-with', {
    interchange: String(number),
    count: String(others),
  })
