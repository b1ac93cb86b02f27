import { findingNote } from '../../model/finding.ts'
import { deliveriesOf } from '../deliveries.ts'
import { keyValues } from '../key-values.ts'
import type { Sql } from '../sql.ts'
import { type ActionResult, type Actor, DONE, wrongState } from './action.ts'
import { recordEvent } from './actions.ts'
import { cancellingVersion, newestThatLeft } from './cancel.ts'
import { keptThoughCancelled } from './kept-by.ts'

/** Records that people cancelled the order by hand. The other route cancels the order, and this route cannot. Null for any other order. */
export function cancelledByHand(
  sql: Sql,
  orderId: string,
  route: string,
  actor: Actor,
  now: number,
): ActionResult | null {
  return sql.atomically(() => {
    const all = deliveriesOf(sql, orderId)
    const current = newestThatLeft(all, route)
    if (!current || !keptThoughCancelled(all).includes(route)) return null
    const version = cancellingVersion(sql, orderId, current, all, now)
    if (version === null) return wrongState(findingNote('content-purged-unwritable'))
    sql.all(
      `INSERT INTO deliveries (order_id, version, route, state, purpose, due_since, primary_route, reached)
       VALUES (?, ?, ?, 'done', 'cancellation', ?, ?, 'yes')`,
      ...keyValues({ orderId, version, route }),
      now,
      current.primaryRoute,
    )
    recordEvent(sql, 'cancelled-by-hand', actor, orderId, route, now)
    return DONE
  })
}
