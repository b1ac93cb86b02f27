import { localMinute } from '../../local-time.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { Sql } from '../sql.ts'
import { nextApproaching, takeNearCutOff } from './approaching.ts'
import { type AlertPorts, raiseAlert } from './raise-alert.ts'

/** Tells, some time before each cut-off, of the orders that have not left for it. */
interface CutOffWatch {
  /** An order was accepted that must leave by then. */
  expect(cutOff: number | null): void
  /** Tells what is due to be told. */
  look(now: number): void
  /** When it must look next; never is Infinity. */
  readonly at: number
}

export function watchCutOffs(ports: AlertPorts & { readonly supplier: Supplier; readonly sql: Sql }): CutOffWatch {
  const { sql, supplier, clock } = ports
  const before = (supplier.calendar?.warnMinutes ?? 0) * 60_000
  const next = (): number => (supplier.calendar && nextApproaching(sql, before)) ?? Number.POSITIVE_INFINITY
  let at = next()
  return {
    expect(cutOff) {
      // What comes later than that is told as late, like any other.
      if (cutOff !== null && cutOff - before > clock.now()) at = Math.min(at, cutOff - before)
    },
    look(now) {
      if (now < at) return
      sql.atomically(() => {
        for (const { cutOff, orderNumber, ...one } of takeNearCutOff(sql, now, before)) {
          const by = localMinute(cutOff, supplier.timeZone)
          const why = { says: 'leave-by', order: orderNumber ?? one.orderId, until: by } as const
          raiseAlert(ports, { kind: 'cut-off', ...one, cause: by, why })
        }
      })
      at = next()
    },
    get at() {
      return at
    },
  }
}
