import type { DeliveryState } from '../model/delivery-state.ts'
import { routeNamed } from '../profile/route-named.ts'
import { type CourierView, courierView } from './mailbox/couriers.ts'
import { readPoll } from './order-api/poll-state.ts'
import { countOrders } from './order-counts.ts'
import { circuitView } from './route/circuit-view.ts'
import { type DeliveryTimes, recentTimes } from './route/delivery-times.ts'
import { pauseOf } from './route/pause.ts'
import type { RecentArrivals } from './route/recent-arrivals.ts'
import { lastSuccess, numbersOf, removedRoutes } from './route/route-view.ts'
import type { Sql } from './sql.ts'
import type { WaitRules } from './waits-for.ts'

/** The numbers of a supplier for a monitor: no order and no secret. Moments are milliseconds since 1970. */
export type OutboxMetrics = Readonly<ReturnType<typeof readMetrics>>

export interface RouteMetrics {
  readonly route: string
  readonly open: Readonly<Partial<Record<DeliveryState, number>>>
  /** When the oldest order with an open delivery was accepted; null if no delivery is open. */
  readonly oldestAt: number | null
  readonly isPaused: boolean
  readonly hasOpenCircuit: boolean
  /** The deliveries of the last hour; null if none arrived. */
  readonly lastHour: DeliveryTimes | null
  readonly lastSuccessAt: number | null
  readonly numbersLeft: number | null
  readonly courier: Pick<CourierView, 'lastSeenAt' | 'offline'> | null
}

interface MetricsPorts extends WaitRules {
  readonly sql: Sql
  readonly arrivals: RecentArrivals
  readonly hasOrderApi: boolean
  readonly storageBytes: number | null
}

interface OpenRow {
  readonly route: string
  readonly state: DeliveryState
  readonly count: number
  readonly oldestAt: number
}

const HOUR_MS = 3_600_000

/** Reads every open delivery and the newest orders, and never the settled orders of years. */
export function readMetrics(ports: MetricsPorts, now: number) {
  const { sql, arrivals, supplier, hasOrderApi, storageBytes } = ports
  const names = supplier.routes.map(({ name }) => name)
  const routes = [...names, ...removedRoutes(sql, names)]
  const open = sql.all<OpenRow>(
    `SELECT d.route, d.state, count(*) AS count, min(v.accepted_at) AS oldestAt
     FROM deliveries d INDEXED BY open JOIN versions v ON v.order_id = d.order_id AND v.version = d.version
     WHERE d.next_at IS NOT NULL GROUP BY d.route, d.state`,
  )
  const times = recentTimes(arrivals, now - HOUR_MS, now)
  const { polledAt, failures } = readPoll(sql)
  return {
    orders: countOrders(sql),
    routes: routes.map((route) => ({
      route,
      ...openOn(open.filter((row) => row.route === route)),
      ...stateOf(route, ports, now),
      lastHour: times.get(route) ?? null,
    })),
    /** Open incidents by kind and route. The route is empty where an incident concerns the supplier. */
    incidents: sql.all<{ kind: string; route: string; count: number }>(
      `SELECT kind, route, count(*) AS count FROM incidents WHERE closed_at IS NULL
       GROUP BY kind, route ORDER BY kind, route`,
    ),
    unsentAlerts: sql.all<{ count: number }>('SELECT count(*) AS count FROM alerts')[0]?.count ?? 0,
    /** Null without an order API. */
    poll: hasOrderApi ? { lastCompleteAt: polledAt, failures } : null,
    /** Null where the platform does not say. */
    storageBytes,
  }
}

const openOn = (rows: readonly OpenRow[]): Pick<RouteMetrics, 'open' | 'oldestAt'> => ({
  open: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
  oldestAt: rows.length === 0 ? null : Math.min(...rows.map(({ oldestAt }) => oldestAt)),
})

function stateOf(
  route: string,
  ports: MetricsPorts,
  now: number,
): Omit<RouteMetrics, 'route' | 'open' | 'oldestAt' | 'lastHour'> {
  const { sql, supplier } = ports
  const success = lastSuccess(sql, route)
  const numbers = routeNamed(supplier, route) ? numbersOf(sql, ports, route) : null
  return {
    isPaused: pauseOf(sql, route) !== null,
    hasOpenCircuit: circuitView(sql, route, now).state !== 'closed',
    lastSuccessAt: success && Date.parse(success.at),
    numbersLeft: numbers?.left ?? null,
    courier: courierView(sql, route),
  }
}
