import { utcTime } from '../../model/local-time.ts'
import { NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { firstFailureAt } from './failures.ts'

/** A route's circuit breaker: an open circuit allows only probes. Times are ISO 8601, UTC. */
export type CircuitView =
  | { readonly state: 'closed' }
  | {
      readonly state: 'open' | 'half-open'
      readonly since: string
      /** The last failure. */
      readonly why: string
      /** Time of the next probe; null during a probe, and when no delivery waits. */
      readonly nextProbeAt: string | null
    }

export function circuitView(sql: Sql, route: string, now: number): CircuitView {
  const [row] = sql.all<{ since: number; why: string; probeAt: number; first: number | null; sending: number }>(
    `SELECT r.circuit_opened_at AS since, r.circuit_reason AS why, r.probe_at AS probeAt,
       (SELECT min(d.next_at) FROM deliveries d WHERE d.route = r.route AND d.next_at < ${NEVER} AND d.state <> 'sending') AS first,
       EXISTS (SELECT 1 FROM deliveries d WHERE d.route = r.route AND d.state = 'sending' AND d.next_at IS NOT NULL) AS sending
     FROM routes r WHERE r.route = ? AND r.circuit_opened_at IS NOT NULL`,
    route,
  )
  if (!row) return { state: 'closed' }
  const at = row.first === null ? null : Math.max(row.probeAt, row.first)
  const isHalfOpen = row.sending === 1 || (at !== null && at <= now)
  return {
    state: isHalfOpen ? 'half-open' : 'open',
    since: utcTime(firstFailureAt(sql, route) ?? row.since),
    why: row.why,
    nextProbeAt: isHalfOpen || at === null ? null : new Date(at).toISOString(),
  }
}
