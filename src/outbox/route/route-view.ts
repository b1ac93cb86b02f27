import { type CourierView, courierView } from '../mailbox/couriers.ts'
import type { Sql } from '../sql.ts'
import { countUnsettled } from '../views.ts'
import { hasRoute, routeWaitsFor, type WaitRules, type WaitsFor } from '../waits-for.ts'
import { type CircuitView, circuitView } from './circuit-breaker.ts'
import { type Pause, pauseOf } from './pause.ts'

/** A route as the Admin API shows it. */
export interface RouteView {
  readonly route: string
  /** `gone`: the configuration no longer has it, and deliveries of it are not settled. */
  readonly state: 'open' | 'paused' | 'gone'
  readonly paused:
    | (Pick<Pause, 'pausedBy' | 'reason'> & { readonly pausedAt: string; readonly pausedUntil?: string })
    | null
  readonly unsettled: number
  /** Why none of its deliveries is sent now; absent where they are. */
  readonly waitsFor?: WaitsFor
  /** Whether it is left alone for a while, because its system does not answer. */
  readonly circuit: CircuitView
  /** The courier that was heard of last; absent where there never was one. */
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

/** Routes that the configuration no longer has, and that still have something to be settled. */
export const goneRoutes = (sql: Sql, routes: readonly string[]): string[] =>
  sql
    .all<{ route: string }>(
      `SELECT DISTINCT route FROM deliveries WHERE next_at IS NOT NULL AND route NOT IN (SELECT value FROM json_each(?)) ORDER BY route`,
      JSON.stringify(routes),
    )
    .map(({ route }) => route)
