import type { AlertPorts } from '../alerts/raise-alert.ts'
import { raiseTogether } from '../alerts/raise-together.ts'
import type { FallbackStarted } from './fallback-chain.ts'
import { pauseWhy } from './pause.ts'

/**
 * Alerts that fallback routes took over orders, and why the other route failed. `whyAlone`: why the circuit of a route is
 * open; null when it is closed.
 */
export function alertFallbacks(
  ports: AlertPorts,
  started: readonly FallbackStarted[],
  whyAlone: (route: string) => string | null,
): void {
  const occurrences = started.map(({ orderId, version, route, primaryRoute, from, note }) => {
    const why = note ?? pauseWhy(ports.sql, from) ?? whyAlone(from) ?? ({ says: 'untried' } as const)
    return { kind: 'fallback' as const, orderId, version, route: primaryRoute, cause: route, why }
  })
  raiseTogether(ports, occurrences)
}
