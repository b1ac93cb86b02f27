import type { DeliveryState } from '../../model/delivery-state.ts'
import { findingNote } from '../../model/finding.ts'
import { settleLateReply } from '../answers/late-reply.ts'
import { supersedeEarlier, supersedeIfOvertaken } from '../deliveries.ts'
import { readDocumentId } from '../document-id.ts'
import { readDocument } from '../documents.ts'
import type { DeliveryKey } from '../due.ts'
import { keyValues } from '../key-values.ts'
import { AT_ONCE, NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry, HISTORY } from '../timeline.ts'
import { type Found, find, type MailboxRefusal, type ReceiptDeadline } from './mailbox.ts'

/** Status of a document that the supplier's system reports. */
export type MailboxStatus = 'collected' | 'consumed' | 'failed'

/** Details that a courier adds to the status. */
export interface CourierReport {
  /** The handover that the report is about. */
  readonly handover: number
  /** Milliseconds since the event: the connection may have been down. */
  readonly agoMs: number
}

/** The status was new, and is stored. */
export interface Noted {
  readonly orderId: string
  readonly version: number
  /** A later version had replaced the document when the failure was reported. */
  readonly replaced?: true
}

export function applyMailboxStatus(
  sql: Sql,
  route: string,
  id: string,
  status: MailboxStatus,
  why: string | null,
  { receipt, dueAt }: ReceiptDeadline,
  now: number,
  report: CourierReport | null = null,
): MailboxRefusal | 'repeated' | Noted {
  return sql.atomically(() => {
    const found = find(sql, route, id)
    if (found === 'superseded')
      return applyLateStatus(sql, route, id, { state: stateAfter(status, receipt), status, why }, now)
    if (typeof found === 'string') return found
    // A document that the receiver never fetched is not there before its release.
    if ((found.state === 'held' && found.reached === 'no') || !readDocument(sql, found)) return 'absent'
    if (report && report.handover !== found.handoverCount) return 'handed-over-again'
    const at = report ? momentOf(sql, found, now - report.agoMs, now) : now
    const text = why === null ? (report ? COURIER_TEXTS[status] : null) : saying(why)
    if (found.state === 'held') {
      // The person who decides must know. The courier repeats the status after the release.
      if (!isNoted(sql, found, status))
        addTimelineEntry(sql, found.orderId, { at, event: status, version: found.version, route, text })
      return 'held'
    }
    const state = stateAfter(status, receipt)
    const settledBefore = found.state === 'delivered' || found.state === 'done' || found.state === 'refused'
    // A collected document, or a file that left the folder, may still fail in the supplier's system.
    const isEarlyStatus = receipt === 'collected' || report !== null
    const failsLater = isEarlyStatus && status === 'failed' && found.state === 'delivered'
    const agrees =
      found.state === state || status === 'collected' || (status === 'consumed' && found.state === 'delivered')
    if (settledBefore && !failsLater) {
      const isNew = receipt === 'collected' && status === 'consumed' && agrees && !isNoted(sql, found, status)
      if (isNew) addTimelineEntry(sql, found.orderId, { at, event: status, version: found.version, route, text })
      return agrees ? 'repeated' : 'settled'
    }
    if (status === 'failed' && supersedeIfOvertaken(sql, found, now)) {
      if (isNoted(sql, found, status)) return 'repeated'
      addTimelineEntry(sql, found.orderId, {
        at,
        event: status,
        version: found.version,
        route,
        text: textOf(status, why),
      })
      return { orderId: found.orderId, version: found.version, replaced: true }
    }
    sql.all(
      `UPDATE deliveries SET state = ?, reached = 'yes', next_at = ?, collected_at = coalesce(collected_at, ?), note = ?,
       fallback_check_at = iif(fallback_check_at IS NULL, NULL, ${AT_ONCE}),
       late_alert_at = CASE WHEN ? <> 'sent' THEN NULL WHEN state = 'sent' THEN late_alert_at ELSE ? END
       WHERE order_id = ? AND version = ? AND route = ?`,
      state,
      state === 'delivered' ? null : NEVER,
      at,
      textOf(status, why),
      state,
      dueAt,
      ...keyValues({ ...found, route }),
    )
    addTimelineEntry(sql, found.orderId, { at, event: status, version: found.version, route, text })
    if (state === 'delivered') supersedeEarlier(sql, found, now)
    return { orderId: found.orderId, version: found.version }
  })
}

/** A status for a superseded or discarded document. */
function applyLateStatus(
  sql: Sql,
  route: string,
  id: string,
  late: { readonly status: MailboxStatus; readonly state: DeliveryState; readonly why: string | null },
  now: number,
): MailboxRefusal | Noted {
  const named = readDocumentId(id)
  if (!named) return 'absent'
  const { orderId, version } = named
  const text = late.why === null ? findingNote('mailbox-late') : saying(late.why)
  if (!isNoted(sql, { orderId, version, route }, late.status))
    addTimelineEntry(sql, orderId, { at: now, event: late.status, version, route, text })
  const arrived =
    late.state === 'delivered' && settleLateReply(sql, { ...named, route }, STATUS_TEXTS[late.status], now)
  return arrived ? { orderId, version } : 'superseded'
}

function stateAfter(status: MailboxStatus, receipt: ReceiptDeadline['receipt']): DeliveryState {
  switch (status) {
    case 'collected':
      return receipt === 'collected' ? 'delivered' : 'sent'
    case 'consumed':
      return receipt === 'acknowledgement' || receipt === 'person' ? 'sent' : 'delivered'
    case 'failed':
      return 'refused'
  }
}

const STATUS_TEXTS: Readonly<Record<MailboxStatus, string>> = {
  collected: findingNote('mailbox-collected'),
  consumed: findingNote('mailbox-consumed'),
  failed: findingNote('mailbox-failed'),
}

const textOf = (status: MailboxStatus, why: string | null): string =>
  why === null ? STATUS_TEXTS[status] : saying(why)

/** The reason of the supplier's system, so that a page quotes the reason. */
const saying = (why: string): string => findingNote('mailbox-failed-saying', { answer: why })

/** The courier's step behind each status. */
const COURIER_TEXTS: Readonly<Record<MailboxStatus, string | null>> = {
  collected: findingNote('courier-placed'),
  consumed: findingNote('courier-consumed'),
  failed: null,
}

/** Never before the last timeline entry, because a courier's clock may be wrong. */
function momentOf(sql: Sql, { orderId, version, route }: Found, at: number, now: number): number {
  const [last] = sql.all<{ at: number | null }>(
    `SELECT max(at) AS at FROM ${HISTORY} WHERE order_id = ? AND version = ? AND route = ?`,
    ...keyValues({ orderId, version, route }),
  )
  return Math.min(now, Math.max(at, last?.at ?? at))
}

const isNoted = (sql: Sql, { orderId, version, route }: DeliveryKey, event: string): boolean =>
  sql.all(
    'SELECT 1 FROM timeline WHERE order_id = ? AND version = ? AND route = ? AND event = ?',
    ...keyValues({ orderId, version, route }),
    event,
  ).length > 0
