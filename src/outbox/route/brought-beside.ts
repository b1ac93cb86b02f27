import type { Reached } from '../../model/attempt-result.ts'
import { findingNote } from '../../model/finding.ts'
import type { DeliveryKey } from '../due.ts'
import type { Sql } from '../sql.ts'
import { addTimelineEntry } from '../timeline.ts'
import { markRepeat } from './elsewhere.ts'

interface Delivery extends DeliveryKey {
  readonly primaryRoute: string
  readonly reached: Reached
  readonly possibleRepeat: 0 | 1
}

/**
 * Marks a delivery as a possible repeat if one of `substitutes` may have brought the order for another fallback chain. A
 * person let that route take over there, such as the warehouse in place of a mail. A document that may have arrived keeps
 * its number and its idempotency key, and the other route's document has the mark. Returns whether the delivery changed.
 */
export function markBroughtBeside(
  sql: Sql,
  { orderId, version, route, primaryRoute, reached, possibleRepeat }: Delivery,
  substitutes: readonly string[] = [],
  now: number,
): boolean {
  if (substitutes.length === 0 || possibleRepeat === 1 || reached !== 'no') return false
  const [other] = sql.all<{ route: string }>(
    `SELECT route FROM deliveries WHERE order_id = ? AND version = ? AND route IN (SELECT value FROM json_each(?))
     AND primary_route <> ? AND (reached <> 'no' OR state = 'sending') LIMIT 1`,
    orderId,
    version,
    JSON.stringify(substitutes),
    primaryRoute,
  )
  if (!other) return false
  markRepeat(sql, { orderId, version, route })
  const text = findingNote('brought-beside', { other: other.route })
  addTimelineEntry(sql, orderId, { at: now, event: 'marked-repeat', version, route, text })
  return true
}
