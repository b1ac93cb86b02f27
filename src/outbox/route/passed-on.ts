import { type AlertPorts, raiseAlert } from '../alerts/raise-alert.ts'
import type { FallbackStarted } from './fallback-chain.ts'
import { pauseWhy } from './pause.ts'

/**
 * Alerts that a fallback route took over an order, and why the other route failed. `alone`: why its circuit is open.
 */
export function alertFallback(alertPorts: AlertPorts, passed: FallbackStarted, alone: string | null): void {
  const { orderId, version, route, primaryRoute, from, note } = passed
  const why = note ?? pauseWhy(alertPorts.sql, from) ?? alone ?? ({ says: 'untried' } as const)
  raiseAlert(alertPorts, { kind: 'fallback', orderId, version, route: primaryRoute, cause: route, why })
}
