import { type Telling, tell } from '../alerts/tell.ts'
import type { PassedOn } from './ladder.ts'
import { pauseOf } from './pause.ts'

/** Tells that another route has taken an order, and what ails the one that had it: `alone` says why that is left alone. */
export function tellPassedOn(telling: Telling, passed: PassedOn, alone: string | null): void {
  const { orderId, version, route, ladder, from, note } = passed
  const why = note ?? pauseOf(telling.sql, from)?.reason ?? alone ?? ({ says: 'untried' } as const)
  tell(telling, { kind: 'fallback', orderId, version, route: ladder, cause: route, why })
}
