import { type AlertPorts, raiseAlert } from '../outbox/alerts/raise-alert.ts'
import { pause, pauseOf } from '../outbox/route/pause.ts'

/**
 * A route-wide refusal pauses the route and raises one alert for all orders. Any other refusal raises an alert for
 * its order.
 */
export function alertRefusal(
  refused: { readonly routeWide?: boolean | undefined; readonly cause?: string; readonly why: string },
  { orderId, version, route }: { readonly orderId: string; readonly version: number; readonly route: string },
  alertPorts: AlertPorts,
): void {
  const { sql, clock } = alertPorts
  const { routeWide, why, ...cause } = refused
  if (routeWide && pauseOf(sql, route)?.pausedBy == null) {
    // A second lane may get the same refusal; the first alert covers both.
    if (pause(sql, route, null, why, clock.now()))
      raiseAlert(alertPorts, { kind: 'paused', orderId, version, route, why })
  } else raiseAlert(alertPorts, { kind: 'refused', orderId, version, route, ...cause, why })
}
