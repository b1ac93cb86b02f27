import type { DeliveryState } from '../../model/delivery-state.ts'
import type { Mailed } from '../../web/delivery-token.ts'
import { supersedeIfOvertaken } from '../deliveries.ts'
import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import { AT_ONCE, NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { NAMED_BY, shownId } from '../storage-id.ts'
import { addTimelineEntry } from '../timeline.ts'
import { afterAnswer } from './rejection.ts'

/**
 * `refused`: a person must act. `replaced`: a person is alerted, although another delivery replaced the mail. `noted`:
 * nothing changes. `unknown`: no such mail is known.
 */
export type BounceEffect = 'refused' | 'replaced' | 'noted' | 'unknown'

/**
 * Stores a bounce: a mail server gave up on these addresses, so the mail has not reached them, whatever was recorded.
 */
export function applyBounce(
  sql: Sql,
  route: string,
  { orderId, version, documentRevision, storageId }: Mailed,
  addresses: readonly string[],
  why: string,
  now: number,
): BounceEffect {
  const at = [orderId, version, route] as const
  const [found] = sql.all<{
    state: DeliveryState
    documentRevision: number
    storageId: string
    note: string | null
    progress: string | null
    confirmed: number
    purged: number
  }>(
    `SELECT state, document_revision AS documentRevision, ${NAMED_BY} AS storageId, note, transport_state AS progress, EXISTS (SELECT 1 FROM timeline t WHERE t.order_id = d.order_id
       AND t.version = d.version AND t.route = d.route AND t.event = 'confirmed') AS confirmed,
       EXISTS (SELECT 1 FROM orders o WHERE o.id = d.order_id AND o.purged_at IS NOT NULL) AS purged
     FROM deliveries d WHERE order_id = ? AND version = ? AND route = ?`,
    ...at,
  )
  if (!found) return 'unknown'
  // A purge deletes the note. A person was alerted about the first bounce.
  if (found.state === 'refused' && (found.note === why || found.purged === 1)) return 'noted'
  const isCurrent = found.documentRevision === documentRevision && shownId(found.storageId) === storageId
  const effect = effectOf(sql, { orderId, version, route }, { ...found, isCurrent, why }, now)
  if (effect === 'refused') {
    sql.all(
      `UPDATE deliveries SET ${afterAnswer("'refused'")}, next_at = ?, late_alert_at = NULL, note = ?, phase = 'receipt', transport_state = ?,
       fallback_check_at = ${AT_ONCE}
       WHERE order_id = ? AND version = ? AND route = ?`,
      NEVER,
      why,
      withoutThese(found.progress, addresses),
      ...at,
    )
  }
  addTimelineEntry(sql, orderId, { at: now, event: 'bounced', version, route, text: why })
  return effect
}

interface Found {
  readonly state: DeliveryState
  readonly confirmed: number
  /** The mail holds the current document. */
  readonly isCurrent: boolean
  readonly why: string
}

/** After a person's confirmation, a bounce for another address is only recorded. */
function effectOf(sql: Sql, key: DeliveryKey, { state, confirmed, isCurrent, why }: Found, now: number): BounceEffect {
  if (state === 'done' || confirmed === 1 || !isCurrent) return 'noted'
  const isReplaced = state === 'superseded' || state === 'discarded' || supersedeIfOvertaken(sql, key, now)
  if (!isReplaced) return 'refused'
  return isNoted(sql, key, 'bounced', why) ? 'noted' : 'replaced'
}

/** Mail servers repeat bounces. */
const isNoted = (sql: Sql, { orderId, version, route }: DeliveryKey, event: string, text: string): boolean =>
  sql.all(
    'SELECT 1 FROM timeline WHERE order_id = ? AND version = ? AND route = ? AND event = ? AND text = ?',
    ...keyValues({ orderId, version, route }),
    event,
    text,
  ).length > 0

/** Stores a delay notice: the mail server goes on trying. */
export function delayed(sql: Sql, route: string, { orderId, version }: Mailed, why: string, now: number): BounceEffect {
  const at = [orderId, version, route] as const
  const found = sql.all('SELECT 1 FROM deliveries WHERE order_id = ? AND version = ? AND route = ?', ...at)
  if (found.length === 0) return 'unknown'
  if (!isNoted(sql, { orderId, version, route }, 'delayed', why))
    addTimelineEntry(sql, orderId, { at: now, event: 'delayed', version, route, text: why })
  return 'noted'
}

/** Removes the bounced addresses from the accepted addresses: a retry then sends to these addresses only. */
function withoutThese(progress: string | null, addresses: readonly string[]): string | null {
  const kept: unknown = progress === null ? null : JSON.parse(progress)
  const accepted: unknown = kept === null ? null : Reflect.get(Object(kept), 'accepted')
  if (!Array.isArray(accepted)) return progress
  const lost = new Set(addresses.map((address) => address.toLowerCase()))
  return JSON.stringify({
    ...Object(kept),
    accepted: accepted.filter((address) => !lost.has(String(address).toLowerCase())),
  })
}
