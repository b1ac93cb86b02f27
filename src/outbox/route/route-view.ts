import { routeNamed } from '../../profile/route-named.ts'
import { type CourierView, courierView } from '../mailbox/couriers.ts'
import type { Sql } from '../sql.ts'
import { countUnsettled } from '../views.ts'
import { routeWaitsFor, type WaitRules, type WaitsFor } from '../waits-for.ts'
import { type CircuitView, circuitView } from './circuit-breaker.ts'
import { type Pause, pauseOf } from './pause.ts'

/** A route in the Admin API. */
export interface RouteView {
  readonly route: string
  /** `gone`: the configuration no longer has the route, but open deliveries use it. */
  readonly state: 'open' | 'paused' | 'gone'
  readonly paused:
    | (Pick<Pause, 'pausedBy' | 'reason'> & { readonly pausedAt: string; readonly pausedUntil?: string })
    | null
  readonly unsettled: number
  /** The format of new documents; absent when the configuration no longer has the route. */
  readonly format?: string
  /** Open deliveries that were not handed over: with a stored document, and without one. */
  readonly unsent: { readonly written: number; readonly unwritten: number }
  /** Why the route sends no delivery now; absent when it sends. */
  readonly waitsFor?: WaitsFor
  /** Whether the circuit is open, because the receiver's system does not answer. */
  readonly circuit: CircuitView
  /** The courier with the latest heartbeat; absent when no courier ever called. */
  readonly courier?: CourierView
}

export function routeView(sql: Sql, route: string, rules: WaitRules, now: number): RouteView {
  const stopped = pauseOf(sql, route)
  const courier = courierView(sql, route)
  const wait = routeWaitsFor(sql, route, rules, now)
  const configured = routeNamed(rules.supplier, route)
  return {
    route,
    state: !configured ? 'gone' : stopped ? 'paused' : 'open',
    paused: stopped && {
      pausedBy: stopped.pausedBy,
      reason: stopped.reason,
      pausedAt: new Date(stopped.pausedAt).toISOString(),
      ...(stopped.pausedUntil === null ? {} : { pausedUntil: new Date(stopped.pausedUntil).toISOString() }),
    },
    unsettled: countUnsettled(sql, route),
    ...(configured ? { format: configured.document.format } : {}),
    unsent: countUnsent(sql, route),
    ...(wait ? { waitsFor: wait } : {}),
    circuit: circuitView(sql, route, now),
    ...(courier ? { courier } : {}),
  }
}

/** A stored document is sent as it is, whatever the format of the route is by then. */
function countUnsent(sql: Sql, route: string): RouteView['unsent'] {
  const [row] = sql.all<{ written: number; unwritten: number }>(
    `SELECT count(*) FILTER (WHERE isWritten) AS written, count(*) FILTER (WHERE NOT isWritten) AS unwritten FROM (
       SELECT coalesce(d.interchange, 0) > 0 OR EXISTS (SELECT 1 FROM blobs p
         WHERE p.order_id = d.order_id AND p.version = d.version AND p.route = d.route) AS isWritten
       FROM deliveries d WHERE d.route = ? AND d.next_at IS NOT NULL AND d.state <> 'sent')`,
    route,
  )
  return row ?? { written: 0, unwritten: 0 }
}

/** Routes that the configuration no longer has and that still have open deliveries. */
export const removedRoutes = (sql: Sql, routes: readonly string[]): string[] =>
  sql
    .all<{ route: string }>(
      `SELECT DISTINCT route FROM deliveries WHERE next_at IS NOT NULL AND route NOT IN (SELECT value FROM json_each(?)) ORDER BY route`,
      JSON.stringify(routes),
    )
    .map(({ route }) => route)
