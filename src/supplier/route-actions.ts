import { findingNote } from '../model/finding.ts'
import type { Actor } from '../outbox/actions/action.ts'
import * as actions from '../outbox/actions/actions.ts'
import { resolveAlert } from '../outbox/alerts/raise-alert.ts'
import { pause, pauseOf, resume } from '../outbox/route/pause.ts'
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

  /** Ends the pause of a route after a person's action. */
  function resumeRoute(route: string): void {
    resume(sql, route, clock.now())
    resolveAlert(ports, { kind: 'paused', route })
  }

  return {
    /** Pauses until `until`, or until a person resumes the route. */
    pause(route: string, actor: Actor, until: number | null = null): RouteView {
      pause(sql, route, actor.by, actor.note ?? findingNote('paused-by-hand'), clock.now(), until)
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
      const together = routeNamed(supplier, route)?.batch !== undefined
      const again = retryRoute(sql, route, actor, together, start())
      if (endsPause) dispatcher.probeResumed(route)
      dispatcher.probe(route)
      return afterCommand({ ...routeView(sql, route, ports, clock.now()), again })
    },
  }
}
