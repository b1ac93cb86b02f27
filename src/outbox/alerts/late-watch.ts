import type { AlertRules } from '../../alerts/rules.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { Sql } from '../sql.ts'
import { nextLate, takeLateDeliveries, whyDue } from './late.ts'
import { type AlertPorts, raiseAlert } from './raise-alert.ts'

/** Tells of what should long be settled. */
interface LateWatch {
  /** Something was set going, or handed over: it is late no sooner than so much later. */
  begun(now: number): void
  /** Something is late from then on, unless it is settled before. */
  expect(at: number): void
  /** Tells what is due to be told. */
  look(now: number): void
  /** When it must look next; never is Infinity. */
  readonly at: number
}

interface LatePorts extends AlertPorts {
  readonly supplier: Supplier
  readonly sql: Sql
  readonly alerts: AlertRules
}

/** `whyAlone`: why a route is left alone; null when it isn't. */
export function watchLateness(ports: LatePorts, whyAlone: (route: string) => string | null): LateWatch {
  const { sql, supplier } = ports
  const soonest =
    60_000 * Math.min(ports.alerts.afterMinutes, ...supplier.routes.map((route) => route.receiptDueMinutes))
  const next = (): number => nextLate(sql) ?? Number.POSITIVE_INFINITY
  let at = next()
  return {
    begun(now) {
      at = Math.min(at, now + soonest)
    },
    expect(moment) {
      at = Math.min(at, moment)
    },
    look(now) {
      if (now < at) return
      sql.atomically(() => {
        for (const { note, sent, lies, ...late } of takeLateDeliveries(sql, now)) {
          const receipt = supplier.routes.find(({ name }) => name === late.route)?.receipt
          raiseAlert(ports, {
            kind: 'late',
            ...late,
            ...(sent ? { cause: 'unanswered' } : {}),
            why: sent ? whyDue({ lies }, receipt) : (note ?? whyAlone(late.route) ?? { says: 'untried' }),
          })
        }
      })
      at = next()
    },
    get at() {
      return at
    },
  }
}
