import type { RouteView } from '../../outbox/route/route-view.ts'
import { fallbacksOf } from '../../profile/fallbacks.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { moment } from './times.ts'
import type { Visit } from './visit.ts'

/**
 * A route that sends no order now: paused, or the system behind the route does not answer. `failed`: the last attempt
 * failed. The next attempt may fail too.
 */
export interface StillRoute {
  readonly route: string
  readonly kind: 'pause' | 'circuit' | 'failed'
  readonly since: string | null
}

/** The named routes that stand still. */
export const stillRoutes = (routes: readonly RouteView[], names: readonly string[]): StillRoute[] =>
  routes.flatMap<StillRoute>(({ route, paused, waitsFor, lastFailure, health }) => {
    if (!names.includes(route)) return []
    if (paused) return [{ route, kind: 'pause', since: paused.pausedAt }]
    if (waitsFor?.kind === 'circuit' && health.state === 'no-answer')
      return [{ route, kind: 'circuit', since: waitsFor.since }]
    return lastFailure && !lastFailure.isRefusal ? [{ route, kind: 'failed', since: lastFailure.at }] : []
  })

const TEXTS = { pause: 'routePaused', circuit: 'routeSilent', failed: 'routeFailed' } as const

/** Says since when the route stands still, that orders wait, and which fallback route takes over orders that wait too long. */
export function stillText(
  { route, kind, since }: StillRoute,
  visit: Visit,
  supplier: Pick<Supplier, 'routes' | 'timeZone'>,
): string {
  const { confirm } = visit.words
  const time = moment(since ?? visit.now, visit, supplier.timeZone)
  const still = fill(confirm[TEXTS[kind]], { route, time })
  const [next] = fallbacksOf(supplier, route).flatMap((step) => step.route ?? [])
  return next === undefined ? still : `${still} ${fill(confirm.fallbackLater, { route: next })}`
}
