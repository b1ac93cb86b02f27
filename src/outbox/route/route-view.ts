import { type CourierView, courierView } from '../mailbox/couriers.ts'
import type { Sql } from '../sql.ts'
import { countUnsettled } from '../views.ts'
import { hasRoute, routeWaitsFor, type WaitRules, type WaitsFor } from '../waits-for.ts'
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
  return {
    route,
    state: !hasRoute(rules, route) ? 'gone' : stopped ? 'paused' : 'open',
    paused: stopped && {
      pausedBy: stopped.pausedBy,
      reason: stopped.reason,
      pausedAt: new Date(stopped.pausedAt).toISOString(),
      ...(stopped.pausedUntil === null ? {} : { pausedUntil: new Date(stopped.pausedUntil).toISOString() }),
    },
    unsettled: countUnsettled(sql, route),
    ...(wait ? { waitsFor: wait } : {}),
    circuit: circuitView(sql, route, now),
    ...(courier ? { courier } : {}),
  }
}

/** Routes that the configuration no longer has and that still have open deliveries. */
export const goneRoutes = (sql: Sql, routes: readonly string[]): string[] =>
  sql
    .all<{ route: string }>(
      `SELECT DISTINCT route FROM deliveries WHERE next_at IS NOT NULL AND route NOT IN (SELECT value FROM json_each(?)) ORDER BY route`,
      JSON.stringify(routes),
    )
    .map(({ route }) => route)
