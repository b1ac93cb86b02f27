import { isLasting } from '../../model/lasting-cause.ts'
import type { AlertRules } from '../../profile/alert-rules.ts'
import { routeNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { pauseWhy, routePause } from '../route/pause.ts'
import type { Sql } from '../sql.ts'
import { hasOpenDelivery, type Late, nextLate, takeLateDeliveries, whyDue } from './late.ts'
import type { AlertPorts, Occurrence } from './raise-alert.ts'
import { raiseTogether } from './raise-together.ts'

interface LatePorts extends AlertPorts {
  readonly supplier: Supplier
  readonly sql: Sql
  readonly alerts: AlertRules
}

/**
 * Alerts about deliveries that should be settled by now. `whyAlone`: why the circuit of a route is open; null when it is closed.
 */
export function watchLateness(ports: LatePorts, whyAlone: (route: string) => string | null) {
  const { sql, supplier } = ports
  const soonest =
    60_000 * Math.min(ports.alerts.afterMinutes, ...supplier.routes.map((route) => route.receiptDueMinutes))
  const next = (): number => nextLate(sql) ?? Number.POSITIVE_INFINITY
  let at = next()
  function occurrenceOf({ note, sent, lies, ...late }: Late): Occurrence {
    const paused = pauseWhy(sql, late.route)
    const failure = routePause(sql, late.route) === 'person' ? null : (note ?? whyAlone(late.route))
    const cause = sent ? 'receipt-overdue' : failure !== null && isLasting(failure) ? 'lasting' : null
    const receipt = routeNamed(supplier, late.route)?.receipt
    return {
      kind: 'late',
      ...late,
      ...(cause === null ? {} : { cause }),
      why: sent ? whyDue({ lies }, receipt) : (failure ?? paused ?? { says: 'untried' }),
    }
  }
  return {
    /** Call when a delivery started or was handed over: it becomes late no sooner than the shortest limit. */
    begun(now: number): void {
      at = Math.min(at, now + soonest)
    },
    /** Call for a delivery that becomes late at this moment, unless it is settled before. */
    expect(moment: number): void {
      at = Math.min(at, moment)
    },
    /** Raises the alerts that are due. */
    look(now: number): void {
      // Without an open delivery no check is due, and no alarm must be set for it.
      if (at !== Number.POSITIVE_INFINITY && !hasOpenDelivery(sql)) at = Number.POSITIVE_INFINITY
      if (now < at) return
      sql.atomically(() => {
        raiseTogether(ports, takeLateDeliveries(sql, now).map(occurrenceOf))
      })
      at = next()
    },
    /** Time of the next check; Infinity when none is due. */
    get at() {
      return at
    },
  }
}
