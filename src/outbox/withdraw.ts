import { deliveriesOf } from './deliveries.ts'
import { unhear } from './heard.ts'
import { NEVER } from './schema.ts'
import type { Sql } from './sql.ts'
import { note } from './timeline.ts'

/** `confirmed`: another request with the same content stands, and its sender has our word. */
export type Withdrawal = 'absent' | 'confirmed' | 'held' | 'left'

/**
 * The sender was told that its order failed, yet it may have been stored. What has not left is held until the same content
 * comes again; answers what was found.
 */
export function withdraw(sql: Sql, orderId: string, requestId: string, now: number): Withdrawal {
  return sql.atomically(() => {
    const stored = unhear(sql, orderId, requestId)
    if (!stored) return 'absent'
    if (stored.stands) return 'confirmed'
    const { version } = stored
    const mine = deliveriesOf(sql, orderId).filter((delivery) => delivery.version === version)
    sql.all(
      `UPDATE deliveries SET state = 'held', hold_reason = 'unconfirmed', next_at = ${NEVER}, late_at = NULL
       WHERE order_id = ? AND version = ? AND state IN ('waiting', 'deferred') AND reached = 'no'`,
      orderId,
      version,
    )
    note(sql, orderId, {
      at: now,
      event: 'unconfirmed',
      version,
      route: null,
      text: 'The sender was answered that it failed.',
    })
    const left = mine.some(({ state, reached }) => state === 'sending' || reached !== 'no')
    return left ? 'left' : 'held'
  })
}
