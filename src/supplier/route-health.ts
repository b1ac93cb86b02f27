import type { Lease } from '../outbox/queue.ts'
import { createCircuitBreaker, type Failure } from '../outbox/route/circuit-breaker.ts'
import { routeNamed } from '../profile/route-named.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'

/** How the last attempts on each route ended. Only in memory, next to the circuits that are stored. */
export type RouteHealth = ReturnType<typeof createRouteHealth>

export function createRouteHealth({ sql, supplier, clock }: Pick<DispatcherPorts, 'sql' | 'supplier' | 'clock'>) {
  const failing = new Set<string>()
  const healthy = new Set<string>()
  /** A route waits until this time if a result could not be stored: else the route would repeat each document. */
  const blockedUntil = new Map<string, number>()
  const breaker = createCircuitBreaker(sql, (route) => routeNamed(supplier, route)?.retry.delaysSeconds ?? [])

  return {
    breaker,
    needsProbe: (route: string): boolean => failing.has(route) || !healthy.has(route),
    /** Routes whose last attempt failed, or that send a single delivery as a probe. */
    troubled: (): ReadonlySet<string> => new Set([...failing, ...breaker.probed()]),
    block(route: string, until: number): void {
      blockedUntil.set(route, until)
    },
    isBlocked: (route: string, now: number): boolean => (blockedUntil.get(route) ?? 0) > now,
    /** Infinity when no route is blocked. */
    nextUnblocked: (now: number): number => Math.min(...[...blockedUntil.values()].filter((until) => until > now)),
    recordAttempt(lease: Lease, health: 'healthy' | Failure | 'untried'): void {
      const { route } = lease
      if (health === 'untried') breaker.untried(route, clock.now())
      else if (health === 'healthy') {
        breaker.worked(route)
        failing.delete(route)
        healthy.add(route)
      } else {
        failing.add(route)
        breaker.failed(lease, health, clock.now())
      }
    },
  }
}
