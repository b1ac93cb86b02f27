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
}

/** The most important fact decides: a stop of the route, then a failure. */
export function routeHealth({
  isConfigured,
  paused,
  circuit,
  lastFailure,
  takenOver,
  isFallback,
}: HealthFacts): RouteHealth {
  if (!isConfigured) return { state: 'removed' }
  if (paused) return { state: 'paused', since: paused.pausedAt }
  if (circuit.state !== 'closed') return { state: 'no-answer', since: circuit.since }
  if (lastFailure) return { state: 'last-failed', since: lastFailure.at }
  if (takenOver) return { state: 'taken-over', ...takenOver }
  return { state: isFallback ? 'stands-by' : 'works' }
}

export const isHealthy = ({ state }: RouteHealth): boolean => state === 'works' || state === 'stands-by'
