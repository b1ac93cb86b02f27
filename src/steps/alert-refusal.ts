import { type AlertPorts, raiseAlert } from '../outbox/alerts/raise-alert.ts'
import { pause, pauseOf } from '../outbox/route/pause.ts'

/** What is refused for the whole route stops the route, with one alert for all of its orders; anything else is told of its order. */
export function alertRefusal(
  refused: { readonly routeWide?: boolean | undefined; readonly cause?: string; readonly why: string },
  { orderId, version, route }: { readonly orderId: string; readonly version: number; readonly route: string },
  telling: AlertPorts,
): void {
  const { sql, clock } = telling
  const { routeWide, why, ...cause } = refused
  if (routeWide && pauseOf(sql, route)?.pausedBy == null) {
    // The second lane of the same fault is covered by the first one's alert.
    if (pause(sql, route, null, why, clock.now())) raiseAlert(telling, { kind: 'paused', orderId, version, route, why })
  } else raiseAlert(telling, { kind: 'refused', orderId, version, route, ...cause, why })
}
