import type { Reached } from '../../src/model/attempt-result.ts'
import { type DeliveryState, type HoldReason, isSettled } from '../../src/model/delivery-state.ts'
import { NEVER } from '../../src/outbox/schema.ts'
import type { Sql } from '../../src/outbox/sql.ts'

export const STATES: readonly DeliveryState[] = [
  ...(['waiting', 'sending', 'sent', 'delivered', 'deferred', 'refused'] as const),
  ...(['uncertain', 'held', 'superseded', 'done', 'discarded'] as const),
]

export interface Put {
  readonly state: DeliveryState
  readonly reached?: Reached
  readonly holdReason?: HoldReason
  readonly orderId?: string
  readonly version?: number
  readonly route?: string
}

/** Sets a delivery to a state as the outbox would have left the delivery, without the steps before. */
export function putInto(sql: Sql, put: Put): void {
  const { state, reached = 'no', holdReason = 'revision', orderId = 'order-1', version = 1, route = 'erp' } = put
  const waits = state === 'held' || state === 'refused' || state === 'sent'
  sql.all(
    `UPDATE deliveries SET state = ?, reached = ?, hold_reason = ?, next_at = iif(?, NULL, iif(?, ${NEVER}, due_since + 60000)),
     attempts = iif(? = 'no' AND ? <> 'sending', 0, 1) WHERE order_id = ? AND version = ? AND route = ?`,
    state,
    reached,
    state === 'held' ? holdReason : null,
    isSettled(state) ? 1 : 0,
    waits ? 1 : 0,
    reached,
    state,
    orderId,
    version,
    route,
  )
}
