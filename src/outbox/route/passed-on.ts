import { type AlertPorts, raiseAlert } from '../alerts/raise-alert.ts'
import type { FallbackStarted } from './fallback-chain.ts'
import { pauseOf } from './pause.ts'

/** Tells that another route has taken an order, and what ails the one that had it: `alone` says why that is left alone. */
export function alertFallback(telling: AlertPorts, passed: FallbackStarted, alone: string | null): void {
  const { orderId, version, route, ladder, from, note } = passed
  const why = note ?? pauseOf(telling.sql, from)?.reason ?? alone ?? ({ says: 'untried' } as const)
  raiseAlert(telling, { kind: 'fallback', orderId, version, route: ladder, cause: route, why })
}
