import { alertExpiring } from '../outbox/alerts/expiry.ts'
import { findSilence } from '../outbox/alerts/no-orders.ts'
import { watchNumbers } from '../outbox/alerts/number-watch.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from '../outbox/alerts/raise-alert.ts'
import { watchStorage } from '../outbox/alerts/storage-watch.ts'
import { countTraffic } from '../outbox/alerts/traffic.ts'
import type { LeaseRules } from '../outbox/queue.ts'
import type { StoragePorts } from '../outbox/storage-use.ts'
import type { Secrets } from '../ports.ts'
import type { AlertRules } from '../profile/alert-rules.ts'
import type { Supplier } from '../profile/supplier.ts'
import { expiring } from './expiring.ts'

interface PeriodicCheckPorts extends AlertPorts, Pick<StoragePorts, 'storageBytes'> {
  readonly supplier: Supplier
  readonly secrets: Secrets
  readonly alerts: AlertRules
  readonly rulesFor: (route: string) => Pick<LeaseRules, 'ranges'>
}

const EVERY_MS = 900_000

/**
 * Checks every 15 minutes for events without an order: no orders at all, expiring secrets, control numbers that
 * run out, and storage that fills.
 */
export function createPeriodicChecks(ports: PeriodicCheckPorts): () => void {
  let checkedAt = Number.NEGATIVE_INFINITY
  return () => {
    const now = ports.clock.now()
    if (now < checkedAt + EVERY_MS) return
    checkedAt = now
    ports.sql.atomically(() => {
      if (!checkTraffic(ports, now)) checkedAt = Number.NEGATIVE_INFINITY
      watchStorage(ports, now)
      alertExpiring(expiring(ports), ports)
      watchNumbers(
        ports,
        ports.supplier.routes.map(({ name }) => ({ route: name, ranges: ports.rulesFor(name).ranges })),
      )
    })
  }
}

/** Returns false while orders wait to be counted: their absence is no silence. */
function checkTraffic(ports: PeriodicCheckPorts, now: number): boolean {
  const { supplier, alerts } = ports
  const { hours, learned } = alerts.noOrders
  const traffic = countTraffic(ports.sql, now)
  if (traffic.isBehind) return false
  const why = findSilence(
    traffic,
    { limitHours: hours, learned, zone: supplier.timeZone, holidays: supplier.calendar?.holidays ?? [] },
    now,
  )
  if (why === null) resolveAlert(ports, { kind: 'no-orders' })
  else raiseAlert(ports, { kind: 'no-orders', why })
  return true
}
