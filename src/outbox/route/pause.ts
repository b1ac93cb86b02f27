import type { Why } from '../../alerts/why.ts'
import { readFindings } from '../../model/finding.ts'
import type { RoutePause } from '../../profile/desk-advice.ts'
import { AT_ONCE, NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'

export interface Pause {
  readonly route: string
  readonly pausedAt: number
  /**
   * The person who paused the route; null when the gateway did, because the receiver would have refused every order.
   */
  readonly pausedBy: string | null
  readonly reason: string
  /** End of the pause; null when a person must end the pause. */
  readonly pausedUntil: number | null
}

/**
 * Pauses a route. A person's pause replaces an earlier pause; the gateway's pause applies only to a route without a
 * pause. Returns false when nothing changed.
 */
export function pause(
  sql: Sql,
  route: string,
  by: string | null,
  reason: string,
  now: number,
  until: number | null = null,
): boolean {
  return (
    sql.all(
      `INSERT INTO routes (route, paused_at, paused_by, reason, paused_until) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (route) DO UPDATE SET paused_at = excluded.paused_at, paused_by = excluded.paused_by,
       reason = excluded.reason, paused_until = excluded.paused_until
       WHERE paused_at IS NULL OR excluded.paused_by IS NOT NULL RETURNING route`,
      route,
      now,
      by,
      reason,
      until,
    ).length === 1
  )
}

export const resume = (sql: Sql, route: string, now: number): void => {
  sql.all(
    'UPDATE routes SET paused_at = NULL, paused_by = NULL, reason = NULL, paused_until = NULL, resumed_at = ? WHERE route = ?',
    now,
    route,
  )
}

/** A refused delivery keeps its time in the chain only while the gateway has paused the route: check the chain now. */
export const checkRefused = (sql: Sql, route: string): void => {
  sql.all(
    `UPDATE deliveries INDEXED BY refused_deliveries SET fallback_check_at = ${AT_ONCE} WHERE route = ? AND state = 'refused' AND next_at IS NOT NULL
     AND fallback_check_at > ${AT_ONCE} AND fallback_check_at < ${NEVER}`,
    route,
  )
}

/** Ends the pauses whose time is over; returns the routes. */
export const endPauses = (sql: Sql, now: number): string[] =>
  sql
    .all<{ route: string }>(
      `UPDATE routes SET paused_at = NULL, paused_by = NULL, reason = NULL, paused_until = NULL, resumed_at = ?1
       WHERE paused_until <= ?1 RETURNING route`,
      now,
    )
    .map(({ route }) => route)

/** An attempt from before the resume says nothing about the repaired route. */
export const resumedSince = (sql: Sql, route: string, moment: number): boolean =>
  sql.all('SELECT 1 FROM routes WHERE route = ? AND resumed_at > ?', route, moment).length > 0

/** Whether a single delivery probes the route, after a pause or while the circuit is open. */
export const isProbed = (sql: Sql, route: string): boolean =>
  sql.all('SELECT 1 FROM routes WHERE route = ? AND probe_at IS NOT NULL', route).length > 0

export const pauseOf = (sql: Sql, route: string): Pause | null =>
  sql.all<Pause>(
    `SELECT route, paused_at AS pausedAt, paused_by AS pausedBy, reason, paused_until AS pausedUntil FROM routes
     WHERE route = ? AND paused_at IS NOT NULL`,
    route,
  )[0] ?? null

/** The author of the pause; null while the route is not paused. */
export function routePause(sql: Sql, route: string): RoutePause | null {
  const paused = pauseOf(sql, route)
  return paused && (paused.pausedBy === null ? 'gateway' : 'person')
}

/** The author and the reason of a pause. Null while the route is not paused. */
export function pauseWhy(sql: Sql, route: string): Why | null {
  const paused = pauseOf(sql, route)
  if (paused === null || paused.pausedBy === null) return paused?.reason ?? null
  const isNote = readFindings(paused.reason).length === 0
  return { says: 'paused-by', by: paused.pausedBy, note: isNote ? reasonSentence(paused.reason) : '' }
}

/** A note of a person is quoted, so that the next sentence does not continue the note. */
export function reasonSentence(reason: string): string {
  if (readFindings(reason).length > 0) return reason
  return `“${reason}”${/[.!?…]$/.test(reason) ? '' : '.'}`
}
