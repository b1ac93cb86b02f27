import { localMinute } from '../../model/local-time.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { isCancellation } from '../deliveries.ts'
import type { Sql } from '../sql.ts'
import { nextApproaching, takeNearCutOff } from './approaching.ts'
import { type AlertPorts, raiseAlert } from './raise-alert.ts'

/** Alerts, some time before each cut-off, about the unsent orders with that cut-off. */
export function watchCutOffs(ports: AlertPorts & { readonly supplier: Supplier; readonly sql: Sql }) {
  const { sql, supplier, clock } = ports
  const before = (supplier.calendar?.warnMinutes ?? 0) * 60_000
  const next = (): number => (supplier.calendar && nextApproaching(sql, before)) ?? Number.POSITIVE_INFINITY
  let at = next()
  return {
    /** Call when an order with a cut-off was accepted. */
    expect(cutOff: number | null): void {
      // An order accepted after the warning time raises a `late` alert like any other order.
      if (cutOff !== null && cutOff - before > clock.now()) at = Math.min(at, cutOff - before)
    },
    /** Raises the alerts that are due. */
    look(now: number): void {
      if (now < at) return
      sql.atomically(() => {
        for (const { cutOff, orderNumber, ...delivery } of takeNearCutOff(sql, now, before)) {
          const by = localMinute(cutOff, supplier.timeZone)
          const why = isCancellation(sql, delivery.orderId, delivery.version)
            ? ({ says: 'cut-off-near', until: by } as const)
            : ({ says: 'leave-by', order: orderNumber ?? delivery.orderId, until: by } as const)
          raiseAlert(ports, { kind: 'cut-off', ...delivery, cause: by, why })
        }
      })
      at = next()
    },
    /** Time of the next check; Infinity when none is due. */
    get at() {
      return at
    },
  }
}
