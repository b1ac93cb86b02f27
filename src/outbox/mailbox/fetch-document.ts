import { findingNote } from '../../model/finding.ts'
import { readDocument } from '../documents.ts'
import type { DueFacts } from '../due.ts'
import { keyValues } from '../key-values.ts'
import { pauseOf } from '../route/pause.ts'
import { NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'
import { type Caller, holdsLease } from './couriers.ts'
import {
  entry,
  type Found,
  find,
  type InTime,
  isReplaced,
  type MailboxEntry,
  type MailboxRefusal,
  type ReceiptDeadline,
} from './mailbox.ts'
import { holdStale, type TimeLimits } from './stale-documents.ts'

interface MailboxDocument extends MailboxEntry {
  /** The document was handed over for the first time. */
  readonly handedOver: boolean
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The handover of the bytes counts as reaching the supplier. */
export function fetchDocument(
  sql: Sql,
  route: string,
  id: string,
  deadline: ReceiptDeadline,
  limits: TimeLimits,
  caller: Caller | null = null,
): InTime<MailboxDocument | MailboxRefusal> {
  return sql.atomically(() => {
    const found = find(sql, route, id)
    if (typeof found === 'string') return { answer: found, stale: [] }
    const refused = whyNot(sql, found)
    if (refused) return { answer: refused, stale: [] }
    const { stale } = holdStale(sql, route, dueFactsOf(sql, found), limits)
    return { answer: stale.length > 0 ? 'absent' : handOver(sql, id, found, deadline, limits.now, caller), stale }
  })
}

function whyNot(sql: Sql, found: Found): MailboxRefusal | null {
  if (found.state === 'held') return 'absent'
  if (isReplaced(sql, found)) return 'superseded'
  if (found.state === 'done' && !wasFetched(sql, found)) return 'absent'
  if (!readDocument(sql, found)?.metadata) return 'absent'
  return found.state === 'waiting' && pauseOf(sql, found.route) ? 'paused' : null
}

function handOver(
  sql: Sql,
  id: string,
  found: Found,
  { dueAt }: ReceiptDeadline,
  now: number,
  caller: Caller | null,
): MailboxDocument | MailboxRefusal {
  const pieces = readDocument(sql, found)
  if (!pieces?.metadata) return 'absent'
  const refused = caller && take(sql, found, caller, now)
  if (refused) return refused
  if (found.state === 'waiting') {
    sql.all(
      `UPDATE deliveries SET state = 'sent', reached = 'yes', next_at = ${NEVER}, late_alert_at = ?, note = ?
       WHERE order_id = ? AND version = ? AND route = ?`,
      dueAt,
      findingNote('mailbox-fetched'),
      ...keyValues(found),
    )
    const { orderId, version, route } = found
    addTimelineEntry(sql, orderId, { at: now, event: 'fetched', version, route, text: null })
  } else if (found.reached !== 'yes') {
    // A person started another handover at the same moment, but the receiver has the bytes in any case.
    sql.all(
      `UPDATE deliveries SET reached = 'yes' WHERE order_id = ? AND version = ? AND route = ?`,
      ...keyValues(found),
    )
  }
  const handedOver = found.state === 'waiting'
  return { ...entry(id, pieces.metadata, pieces.bytes.byteLength), bytes: pieces.bytes, handedOver }
}

const dueFactsOf = (sql: Sql, { orderId, version, route, state, reached }: Found) =>
  sql
    .all<DueFacts>(
      `SELECT d.order_id AS orderId, d.due_since AS dueSince, v.delivery_date AS deliveryDate, v.cut_off AS cutOff
       FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
       WHERE d.order_id = ? AND d.version = ? AND d.route = ?`,
      ...keyValues({ orderId, version, route }),
    )
    .map((facts) => ({ ...facts, version, state, reached }))

/** A person keyed the order by hand after the system listed its document: a fetch now would bring the order twice. */
const wasFetched = (sql: Sql, { orderId, version, route }: Found): boolean =>
  sql.all(
    "SELECT 1 FROM timeline WHERE order_id = ? AND version = ? AND route = ? AND event = 'fetched'",
    ...keyValues({ orderId, version, route }),
  ).length > 0

/** A fetched document stays with its courier after the lease ends, because the file may be in the folder already. */
function take(sql: Sql, found: Found, caller: Caller, now: number): 'no-lease' | 'fetched-by-another' | null {
  if (found.fetchedBy === caller.courier) return null
  if (found.fetchedBy !== null) return 'fetched-by-another'
  if (!holdsLease(sql, found.route, caller, now)) return 'no-lease'
  sql.all(
    'UPDATE deliveries SET fetched_by = ? WHERE order_id = ? AND version = ? AND route = ?',
    caller.courier,
    ...keyValues(found),
  )
  return null
}
