import { readValue, writeValue } from '../facts.ts'
import type { Sql } from '../sql.ts'
import { UNSENT } from './incident-orders.ts'

/** An unsent delivery shortly before its cut-off. */
interface Approaching {
  readonly orderId: string
  readonly orderNumber: string | null
  readonly version: number
  readonly route: string
  /** Milliseconds since 1970. */
  readonly cutOff: number
}

/**
 * Includes held and refused deliveries, because the gateway sends none of these without a person. Includes an attempt under
 * way, because the attempt may fail.
 */
const FROM_UNSENT = `
  FROM deliveries d JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
  JOIN orders o ON o.id = d.order_id WHERE ${UNSENT}`

/** Mostly ends within a second. An order whose first attempt fails now raises a `late` alert. */
const IS_FIRST_ATTEMPT = "(d.state = 'sending' AND d.attempts = 1)"

/**
 * Takes the unsent deliveries with a cut-off at most `before` milliseconds from now. Each cut-off is checked once; an
 * order accepted after this check raises a `late` alert. Reads every open delivery.
 */
export function takeNearCutOff(sql: Sql, now: number, before: number): Approaching[] {
  const approaching = sql.all<Approaching>(
    `SELECT d.order_id AS orderId, o.number AS orderNumber, d.version, d.route, v.cut_off AS cutOff
     ${FROM_UNSENT} AND NOT ${IS_FIRST_ATTEMPT} AND v.cut_off > ? AND v.cut_off > ? AND v.cut_off <= ?
     ORDER BY v.cut_off, d.route, o.seq`,
    lookedUpTo(sql),
    now,
    now + before,
  )
  writeValue(sql, LOOKED, String(now + before))
  return approaching
}

/** When the next cut-off must be checked, or null. Reads every open delivery, so call seldom. */
export function nextApproaching(sql: Sql, before: number): number | null {
  const [row] = sql.all<{ at: number | null }>(
    `SELECT min(v.cut_off) AS at ${FROM_UNSENT} AND v.cut_off > ?`,
    lookedUpTo(sql),
  )
  return row?.at === null || row?.at === undefined ? null : row.at - before
}

const LOOKED = 'cut-offs'

const lookedUpTo = (sql: Sql): number => Number(readValue(sql, LOOKED) ?? 0)
