import { utcTime } from '../../model/local-time.ts'
import { isFallbackRoute } from '../../profile/fallbacks.ts'
import { routeNamed } from '../../profile/route-named.ts'
import { hasDocument } from '../documents.ts'
import { type CourierView, courierView } from '../mailbox/couriers.ts'
import { lastNumber, numbersLeft } from '../numbers.ts'
import { countOpen, openEnds, openRoutes } from '../open-deliveries.ts'
import { NEVER } from '../schema.ts'
import type { Sql } from '../sql.ts'
import { routeWaitsFor, type WaitRules, type WaitsFor } from '../waits-for.ts'
import { type CircuitView, circuitView } from './circuit-view.ts'
import { failingSince, type LastFailure, lastFailure } from './last-failure.ts'
import { type Pause, pauseOf } from './pause.ts'
import { IS_LEFT_OUT, RETRIED } from './retry-route.ts'
import { type RouteHealth, routeHealth } from './route-health.ts'
import { takenOver } from './taken-over.ts'

/** A route in the Admin API. */
export interface RouteView {
  readonly route: string
  /** `gone`: the configuration no longer has the route, but open deliveries use it. */
  readonly state: 'open' | 'paused' | 'gone'
  readonly paused:
    | (Pick<Pause, 'pausedBy' | 'reason'> & { readonly pausedAt: string; readonly pausedUntil?: string })
    | null
  /** At most `MOST_COUNTED`. */
  readonly unsettled: number
  /** The format of new documents; absent when the configuration no longer has the route. */
  readonly format?: string
  /**
   * Open deliveries that were not handed over: with a stored document, and without one. `isMore`: the numbers are lower
   * bounds, because only the first deliveries were read.
   */
  readonly unsent: {
    readonly written: number
    readonly unwritten: number
    /** The deliveries that a retry of the route sends, without the held deliveries. */
    readonly retryable: number
    readonly isMore: boolean
  }
  readonly health: RouteHealth
  /** Why the route sends no delivery now; absent when it sends. */
  readonly waitsFor?: WaitsFor
  /** Whether the circuit is open, because the receiver's system does not answer. */
  readonly circuit: CircuitView
  /** The courier with the latest heartbeat; absent when no courier ever called. */
  readonly courier?: CourierView
  /** The newest delivery that arrived; absent when none of the newest orders arrived. */
  readonly lastSuccess?: LastSuccess
  /** The newest failed attempt among the newest 50 orders; absent when a delivery succeeded since, or a person settled it. */
  readonly lastFailure?: LastFailure
  /** The control numbers that are left before the first number comes again; absent for documents without a number. */
  readonly numbers?: { readonly last: number | null; readonly left: number; readonly of: number }
  /** The certificates and secrets of the route that have an end, by name; absent without one. */
  readonly ends?: readonly SecretEnd[]
}

export interface LastSuccess {
  readonly at: string
  readonly orderId: string
  readonly orderNumber: string | null
}

/** ISO 8601, UTC. */
export interface SecretEnd {
  readonly name: string
  readonly endsAt: string
}

export function routeView(sql: Sql, route: string, rules: WaitRules, now: number): RouteView {
  const stopped = pauseOf(sql, route)
  const courier = courierView(sql, route)
  const wait = routeWaitsFor(sql, route, rules, now)
  const configured = routeNamed(rules.supplier, route)
  const success = lastSuccess(sql, route)
  const unsettled = countOpen(sql, route)
  const failure = unsettled > 0 ? lastFailure(sql, route) : null
  const numbers = configured && numbersOf(sql, rules, route)
  const stand: Pick<RouteView, 'state' | 'paused' | 'circuit' | 'lastFailure'> = {
    state: !configured ? 'gone' : stopped ? 'paused' : 'open',
    paused: stopped && {
      pausedBy: stopped.pausedBy,
      reason: stopped.reason,
      pausedAt: new Date(stopped.pausedAt).toISOString(),
      ...(stopped.pausedUntil === null ? {} : { pausedUntil: new Date(stopped.pausedUntil).toISOString() }),
    },
    circuit: circuitView(sql, route, now),
    ...(failure ? { lastFailure: failure } : {}),
  }
  const isFallback = isFallbackRoute(rules.supplier, route)
  return {
    route,
    ...stand,
    health: routeHealth({
      ...stand,
      isConfigured: configured !== undefined,
      takenOver: takenOver(sql, route),
      isFallback,
      failingSince: failure && failingSince(sql, route, failure.at),
    }),
    unsettled,
    ...(configured ? { format: configured.document.format } : {}),
    unsent: countUnsent(sql, route),
    ...(wait ? { waitsFor: wait } : {}),
    ...(courier ? { courier } : {}),
    ...(success ? { lastSuccess: success } : {}),
    ...(numbers ? { numbers } : {}),
  }
}

/** The view is read often, and an outbox may hold the orders of years. Mostly the first few orders have the answer. */
const NEWEST = [10, 100]

export function lastSuccess(sql: Sql, route: string): LastSuccess | null {
  for (const newest of NEWEST) {
    const [row] = sql.all<Omit<LastSuccess, 'at'> & { readonly at: number }>(
      // The planner would else read the timeline and the deliveries of all orders.
      `WITH newest AS (SELECT id, number FROM orders ORDER BY seq DESC LIMIT ${newest})
       SELECT t.at, o.id AS orderId, o.number AS orderNumber FROM newest o CROSS JOIN timeline t ON t.order_id = o.id
       WHERE t.route = ?1 AND t.event IN ('delivered', 'confirmed', 'notified', 'collected', 'consumed')
       UNION ALL SELECT d.delivered_at, o.id, o.number FROM newest o CROSS JOIN deliveries d ON d.order_id = o.id
       WHERE d.route = ?1 AND d.delivered_at IS NOT NULL ORDER BY 1 DESC LIMIT 1`,
      route,
    )
    if (row) return { ...row, at: utcTime(row.at) }
  }
  return null
}

export function numbersOf(sql: Sql, { rulesFor }: WaitRules, route: string): RouteView['numbers'] | null {
  const { control } = rulesFor(route).ranges
  if (!control) return null
  const last = lastNumber(sql, control.sequence)
  return { last: last ?? null, left: numbersLeft(control, last), of: control.wrapAt - control.start + 1 }
}

/** The row of a version is read for each delivery. */
const MOST_UNSENT = 500

/** A stored document is sent unchanged, also after a change of the route's format. */
function countUnsent(sql: Sql, route: string): RouteView['unsent'] {
  const [row] = sql.all<{ written: number; unwritten: number; retryable: number; due: number; others: number }>(
    `SELECT count(*) FILTER (WHERE isWritten) AS written, count(*) FILTER (WHERE NOT isWritten) AS unwritten,
       count(*) FILTER (WHERE isRetried) AS retryable,
       count(*) FILTER (WHERE isDue) AS due, count(*) FILTER (WHERE NOT isDue) AS others FROM (
       SELECT d.next_at < ${NEVER} AS isDue, (d.${RETRIED} AND NOT ${IS_LEFT_OUT}) AS isRetried, iif(d.state = 'sent', NULL, coalesce(d.interchange, 0) > 0 OR ${hasDocument()}) AS isWritten
       FROM ${openEnds(MOST_UNSENT)} k CROSS JOIN deliveries d
       WHERE d.order_id = k.order_id AND d.version = k.version AND d.route = k.route)`,
    route,
  )
  const { written = 0, unwritten = 0, retryable = 0, due = 0, others = 0 } = row ?? {}
  return { written, unwritten, retryable, isMore: Math.max(due, others) === MOST_UNSENT }
}

/** Routes that the configuration no longer has and that still have open deliveries. */
export const removedRoutes = (sql: Sql, routes: readonly string[]): string[] =>
  openRoutes(sql).filter((route) => !routes.includes(route))
