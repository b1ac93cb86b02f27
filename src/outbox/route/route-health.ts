import { isLasting } from '../../model/lasting-cause.ts'
import type { RouteView } from './route-view.ts'
import type { TakenOver } from './taken-over.ts'

/**
 * Whether a route works, for Today, Routes and the Admin API. `last-failed`: the newest attempt failed, and the order is
 * open. `taken-over`: a fallback took over failed orders. `stands-by`: a fallback route.
 */
export type RouteHealth =
  | { readonly state: 'works' | 'stands-by' | 'removed' }
  | { readonly state: 'paused' | 'no-answer' | 'last-failed'; readonly since: string }
  | ({ readonly state: 'taken-over' } & TakenOver)

interface HealthFacts extends Pick<RouteView, 'paused' | 'circuit' | 'lastFailure'> {
  readonly isConfigured: boolean
  readonly takenOver: TakenOver | null
  readonly isFallback: boolean
  /** The first failure of the present outage: ISO 8601, UTC. */
  readonly failingSince: string | null
}

/** The most important fact decides: a stop of the route, then a failure. */
export function routeHealth({
  isConfigured,
  paused,
  circuit,
  lastFailure,
  takenOver,
  isFallback,
  failingSince,
}: HealthFacts): RouteHealth {
  if (!isConfigured) return { state: 'removed' }
  if (paused) return { state: 'paused', since: paused.pausedAt }
  const failed = lastFailure && ({ state: 'last-failed', since: failingSince ?? lastFailure.at } as const)
  // No system has the wrong name, and a person must correct the name.
  if (failed && isLasting(lastFailure.why)) return failed
  if (circuit.state !== 'closed') return { state: 'no-answer', since: circuit.since }
  if (failed) return failed
  if (takenOver) return { state: 'taken-over', ...takenOver }
  return { state: isFallback ? 'stands-by' : 'works' }
}

export const isHealthy = ({ state }: RouteHealth): boolean => state === 'works' || state === 'stands-by'
