import { DAY_MS } from '../model/day.ts'
import { utcTime } from '../model/local-time.ts'
import type { Sql } from './sql.ts'

const KEPT_MS = 7 * DAY_MS

interface Refused {
  readonly orderId: string
  readonly customer: string | null
  readonly deliveryDate?: string | null
}

/** A new refusal ends the call of a person: the chef met another problem. */
export const noteRefusal = (sql: Sql, order: Refused, now: number): void => note(sql, order, 1, now)

/** The desk calls about a discarded order too. The chef did not try again, so the attempts count from 0. */
export const noteDiscarded = (sql: Sql, order: Refused, now: number): void => note(sql, order, 0, now)

function note(sql: Sql, { orderId, customer, deliveryDate = null }: Refused, attempts: 0 | 1, now: number): void {
  sql.all(
    'DELETE FROM refusals WHERE refused_at < ? AND coalesce(delivery_date < ?, 1)',
    now - KEPT_MS,
    utcTime(now - KEPT_MS).slice(0, 10),
  )
  sql.all(
    `INSERT INTO refusals (order_id, customer, delivery_date, attempts, refused_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (order_id) DO UPDATE SET customer = excluded.customer, delivery_date = excluded.delivery_date,
     attempts = iif(excluded.attempts = 0 OR refused_at < ?, excluded.attempts, attempts + 1),
     refused_at = excluded.refused_at, called_at = NULL, called_by = NULL`,
    ...[orderId, customer, deliveryDate, attempts, now, now - DAY_MS],
  )
}
