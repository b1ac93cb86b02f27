import { type DeliveryFact, isStanding } from '../model/delivery-state.ts'
import type { DeliveryKey } from './due.ts'
import { keyValues } from './key-values.ts'
import { NEVER } from './schema.ts'
import type { Sql } from './sql.ts'

/** `at`: when the delivery is sent without a confirmation; null when a person must release the delivery. */
export function holdUnconfirmed(sql: Sql, key: DeliveryKey, at: number | null, lateAfter: number): void {
  sql.all(
    `UPDATE deliveries SET state = 'held', hold_reason = 'unconfirmed', next_at = ?1, late_alert_at = ?2,
     due_since = iif(?1 = ${NEVER}, due_since, ?1)
     WHERE order_id = ?3 AND version = ?4 AND route = ?5`,
    at ?? NEVER,
    at === null ? null : at + lateAfter,
    ...keyValues(key),
  )
}

/** An unconfirmed change is never sent without a release, because the version before the change goes on. */
export const isChange = (deliveries: readonly DeliveryFact[], version: number): boolean =>
  deliveries.some((delivery) => delivery.version < version && isStanding(delivery))
