import { refusedPost } from '../model/refused-post.ts'
import { parsedJson } from '../text/parsed-json.ts'
import { BODY, deleteBlob, storeBlob } from './blobs.ts'
import { endDoneWish } from './cancel-wish.ts'
import { endRefusalOf } from './end-refusals.ts'
import { findByFormerNumbers, keepFormerNumber } from './former-numbers.ts'
import { noteRefusal } from './note-refusal.ts'
import { checkAgain } from './purge-round.ts'
import { findByReference } from './search/erp-references.ts'
import { renumberEvents } from './search/event-text.ts'
import { searchText } from './search/search-text.ts'
import type { Sql } from './sql.ts'
import { addTimelineEntry } from './timeline.ts'

/** A verified order that the gateway refused, stored until a version of the order is accepted: the chef will call. */
export interface RefusedOrder {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly customer: string | null
  /** `YYYY-MM-DD`; null when the order has no readable day, absent for a call that an earlier gateway stored. */
  readonly deliveryDate?: string | null
  readonly body: Uint8Array
  /** JSON: the problems as in the answer to the sender. */
  readonly problems: string
  /** Milliseconds since 1970; absent for a call that an earlier gateway stored. */
  readonly refusedAt?: number
}

/** Ignores a refusal that is stored already, and a late one: the chef has had a newer answer since. */
export function keepRefused(sql: Sql, order: RefusedOrder, arrivedAt: number): void {
  const now = order.refusedAt ?? arrivedAt
  sql.atomically(() => {
    if (order.refusedAt !== undefined && (lastAnswerAt(sql, order.orderId) ?? 0) >= order.refusedAt) return
    const [known] = sql.all<{ seq: number; version: number; purgedAt: number | null }>(
      'SELECT seq, version, purged_at AS purgedAt FROM orders WHERE id = ?',
      order.orderId,
    )
    const isAccepted = known !== undefined && known.version > 0
    // The cancelled order is not delivered, so the chef needs no call.
    if (isCancelled(order.problems) && reachesNobody(sql, order.orderId)) endRefusalOf(sql, order.orderId)
    else noteRefusal(sql, order, now)
    if (isAccepted) {
      addTimelineEntry(sql, order.orderId, {
        at: now,
        event: 'refused',
        version: null,
        route: null,
        text: order.problems,
      })
      // A chef who calls names the number that was refused.
      if (order.orderNumber !== null) findByReference(sql, order.orderId, order.orderNumber)
      // The desk may read the problems until the purge checks the order again, within a day.
      if (known.purgedAt !== null) checkAgain(sql, known.seq)
      endDoneWish(sql, order.orderId)
      return
    }
    if (known) keepFormerNumber(sql, order.orderId, order.orderNumber)
    sql.all(
      `INSERT INTO orders (id, number, customer, version, first_at, search_text, problems) VALUES (?, ?, ?, 0, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET number = excluded.number, customer = excluded.customer,
       first_at = iif(purged_at IS NULL, first_at, excluded.first_at),
       search_text = excluded.search_text, problems = excluded.problems, purged_at = NULL`,
      order.orderId,
      order.orderNumber,
      order.customer,
      now,
      searchText([order.orderId, order.orderNumber, order.customer], null),
      order.problems,
    )
    renumberEvents(sql, order.orderId)
    if (known) findByFormerNumbers(sql, order.orderId)
    const owner = { orderId: order.orderId, version: 0, route: BODY }
    deleteBlob(sql, owner)
    storeBlob(sql, owner, order.body, null)
  })
}

/** The order was never accepted, or a person discarded the order before any document left. */
const reachesNobody = (sql: Sql, orderId: string): boolean =>
  sql.all(
    "SELECT 1 FROM deliveries WHERE order_id = ? AND (state NOT IN ('discarded', 'superseded') OR reached <> 'no') LIMIT 1",
    orderId,
  ).length === 0

function isCancelled(stored: string): boolean {
  const problems = parsedJson(stored)
  return Array.isArray(problems) && refusedPost(problems) === 'cancelled'
}

/** When the sender last read that the order is refused or accepted. */
function lastAnswerAt(sql: Sql, orderId: string): number | null {
  const [row] = sql.all<{ at: number | null }>(
    `SELECT max(at) AS at FROM (SELECT refused_at AS at FROM refusals WHERE order_id = ?1
       UNION ALL SELECT max(accepted_at, coalesce(repeated_at, 0)) FROM versions WHERE order_id = ?1)`,
    orderId,
  )
  return row?.at ?? null
}
