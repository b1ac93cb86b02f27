import { findingNote } from '../model/finding.ts'
import type { Actor } from '../outbox/actions/action.ts'
import * as actions from '../outbox/actions/actions.ts'
import { resolveAlert } from '../outbox/alerts/raise-alert.ts'
import { checkRefused, pause, pauseOf, resume } from '../outbox/route/pause.ts'
import { keepReason, retryRefused } from '../outbox/route/refused-by-pause.ts'
import { retryRoute } from '../outbox/route/retry-route.ts'
import { type RouteView, routeView } from '../outbox/route/route-view.ts'
import { routeNamed } from '../profile/route-named.ts'
import type { DispatcherPorts } from './dispatcher-ports.ts'
import type { ActionPorts } from './order-actions.ts'

export function createRouteActions(
  ports: DispatcherPorts,
  { dispatcher, afterCommand, start }: Omit<ActionPorts, 'rules'>,
) {
  const { sql, clock, supplier } = ports

  const isBatched = (route: string): boolean => routeNamed(supplier, route)?.batch !== undefined

  /** Ends the pause of a route after a person's action. Sends again what the gateway's pause refused. */
  function resumeRoute(route: string): void {
    const ended = pauseOf(sql, route)
    resume(sql, route, clock.now())
    retryRefused(sql, route, ended, isBatched(route), start())
    checkRefused(sql, route)
    resolveAlert(ports, { kind: 'paused', route })
  }

  return {
    /** Pauses until `until`, or until a person resumes the route. */
    pause(route: string, actor: Actor, until: number | null = null): RouteView {
      const before = pauseOf(sql, route)
      if (before?.pausedBy === null) keepReason(sql, before)
      pause(sql, route, actor.by, actor.note ?? findingNote('paused-by-hand'), clock.now(), until)
      checkRefused(sql, route)
      actions.recordEvent(sql, 'pause', actor, null, route, clock.now())
      return afterCommand(routeView(sql, route, ports, clock.now()))
    },
    resume(route: string, actor: Actor): RouteView {
      const wasPaused = pauseOf(sql, route) !== null
      resumeRoute(route)
      if (wasPaused) dispatcher.probeResumed(route)
      dispatcher.probe(route)
      actions.recordEvent(sql, 'resume', actor, null, route, clock.now())
      return afterCommand(routeView(sql, route, ports, clock.now()))
    },
    /** Ends a pause that the gateway set: a person who retries has fixed the cause. */
    retryRoute(route: string, actor: Actor): RouteView & { readonly again: number } {
      const endsPause = pauseOf(sql, route)?.pausedBy === null
      if (endsPause) resumeRoute(route)
      const again = retryRoute(sql, route, actor, isBatched(route), start())
      if (endsPause) dispatcher.probeResumed(route)
      dispatcher.probe(route)
      return afterCommand({ ...routeView(sql, route, ports, clock.now()), again })
    },
  }
}
