import type { Sql } from './sql.ts'

/** A delivery that is not settled though it should long be. */
export interface Late {
  readonly orderId: string
  readonly version: number
  readonly route: string
  /** Handed over: it is the receiver's word that is missing. */
  readonly sent: boolean
  /** How its last try ended. */
  readonly note: string | null
}

/** Takes the deliveries that have become late since the last look; each is told once. Reads every unsettled delivery. */
export function takeLate(sql: Sql, now: number): Late[] {
  const late = sql.all<Omit<Late, 'sent'> & { readonly state: string }>(
    `UPDATE deliveries SET late_at = NULL WHERE next_at IS NOT NULL AND late_at <= ?
     RETURNING order_id AS orderId, version, route, state, note`,
    now,
  )
  return late.map(({ state, ...one }) => ({ ...one, sent: state === 'sent' }))
}

/** When the next unsettled delivery becomes late, or null. Reads every unsettled delivery: ask seldom. */
export function nextLate(sql: Sql): number | null {
  const [row] = sql.all<{ at: number | null }>(
    'SELECT min(late_at) AS at FROM deliveries WHERE next_at IS NOT NULL AND late_at IS NOT NULL',
  )
  return row?.at ?? null
}
