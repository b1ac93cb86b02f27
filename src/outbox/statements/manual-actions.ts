import type { CopyRank } from '../../model/erp-holding.ts'
import type { Sql } from '../sql.ts'
import { statesOf } from './count-orders.ts'
import type { ManualAction } from './statement.ts'

/**
 * The first manual actions that settled deliveries since an event. An order may outlast a discard. The index of actions
 * would read every action.
 */
export function manualActionsSince(sql: Sql, event: number, limit: number, rankOf: CopyRank): ManualAction[] {
  const rows = sql.all<Omit<ManualAction, 'at'> & { readonly at: number }>(
    `SELECT e.order_id AS orderId, o.number AS orderNumber, e.action, e.route, e.by, e.note, e.at
     FROM events e JOIN orders o ON o.id = e.order_id
     WHERE e.seq > ? AND +e.action IN ('done', 'has-it', 'copy-done', 'cancelled-by-hand', 'discard', 'discard-delivery', 'cancel')
     ORDER BY e.seq LIMIT ?`,
    event,
    limit,
  )
  const discarded = rows.flatMap(({ action, orderId }) => (action === 'discard' ? [orderId] : []))
  const standing = new Set(
    statesOf(sql, discarded, rankOf).flatMap(({ orderId, state }) => (state === 'discarded' ? [] : [orderId])),
  )
  return rows.map(({ at, action, ...row }) => ({
    ...row,
    action: action === 'discard' && standing.has(row.orderId) ? 'discard-part' : action,
    at: new Date(at).toISOString(),
  }))
}
