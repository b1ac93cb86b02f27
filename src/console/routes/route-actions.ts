import { untilOf } from '../../api/action-body.ts'
import type { RouteView } from '../../outbox/route/route-view.ts'
import type { RemoteOutbox } from '../../supplier/remote-outbox.ts'

export const ROUTE_ACTIONS = ['resume', 'pause', 'retry'] as const

export type RouteAction = (typeof ROUTE_ACTIONS)[number]

/** The actions that a route allows now, the likeliest first. */
export function routeActions({ state, unsettled, circuit }: RouteView): RouteAction[] {
  if (state === 'paused') return ['resume', 'pause']
  if (state !== 'open') return []
  const canRetry = unsettled > 0 || circuit.state !== 'closed'
  return canRetry ? ['retry', 'pause'] : ['pause']
}

/** The name of the words for an action. A paused route is only paused until another time. */
export const actionWords = (action: RouteAction, { state }: RouteView): RouteAction | 'pauseAgain' =>
  action === 'pause' && state === 'paused' ? 'pauseAgain' : action

/** The facts that the page before an action promised something about. */
export const routeState = ({ state, paused }: RouteView): string => `${state} ${paused?.pausedAt ?? ''}`

interface RouteRequest {
  readonly by: string
  readonly note?: string
  /** The end of a pause, as the field of the form gives it. */
  readonly until: string
}

interface Surroundings {
  readonly zone: string
  readonly now: number
}

/** Takes an action by the call that the Admin API uses too. Returns false for a pause that would be over already. */
export async function takeRouteAction(
  outbox: RemoteOutbox,
  action: RouteAction,
  route: string,
  { until, ...actor }: RouteRequest,
  { zone, now }: Surroundings,
): Promise<boolean> {
  if (action === 'resume') await outbox.resume(route, actor)
  if (action === 'retry') await outbox.retryRoute(route, actor)
  if (action !== 'pause') return true
  const end = untilOf({ by: actor.by, ...(until === '' ? {} : { until }) }, zone, now)
  if (!end.ok) return false
  await outbox.pause(route, actor, end.value)
  return true
}
