import { alertExpiring, type Expiring } from '../outbox/alerts/expiry.ts'
import { findSilence } from '../outbox/alerts/no-orders.ts'
import { watchNumbers } from '../outbox/alerts/number-watch.ts'
import { type AlertPorts, raiseAlert, resolveAlert } from '../outbox/alerts/raise-alert.ts'
import { countTraffic } from '../outbox/alerts/traffic.ts'
import type { LeaseRules } from '../outbox/queue.ts'
import type { Secrets } from '../ports.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { certificateEnd } from '../transports/cms/certificate-end.ts'
import { transports } from '../transports/registry.ts'

interface PeriodicCheckPorts extends AlertPorts {
  readonly supplier: Supplier
  readonly secrets: Secrets
  readonly rulesFor: (route: string) => Pick<LeaseRules, 'ranges'>
}

const EVERY_MS = 900_000

/**
 * Checks every 15 minutes for events without an order: no orders at all, expiring secrets, and control numbers that
 * run out.
 */
export function createPeriodicChecks(ports: PeriodicCheckPorts): () => void {
  let checkedAt = Number.NEGATIVE_INFINITY
  return () => {
    const now = ports.clock.now()
    if (now < checkedAt + EVERY_MS) return
    checkedAt = now
    ports.sql.atomically(() => {
      checkTraffic(ports, now)
      alertExpiring(expiring(ports), ports)
      watchNumbers(
        ports,
        ports.supplier.routes.map(({ name }) => ({ route: name, ranges: ports.rulesFor(name).ranges })),
      )
    })
  }
}

function checkTraffic(ports: PeriodicCheckPorts, now: number): void {
  const { supplier, alerts } = ports
  const { hours, learned } = alerts.noOrders
  const why = findSilence(
    countTraffic(ports.sql, now),
    { limitHours: hours, learned, zone: supplier.timeZone, holidays: supplier.calendar?.holidays ?? [] },
    now,
  )
  if (why === null) resolveAlert(ports, { kind: 'silence' })
  else raiseAlert(ports, { kind: 'silence', why })
}

/** Expiry dates from the configuration, and from the certificates. */
function expiring({ supplier, secrets }: PeriodicCheckPorts): Expiring[] {
  const configured = Object.entries(supplier.secretExpiry).map(([name, date]) => ({
    name,
    endsAt: Date.parse(`${date}T00:00:00Z`),
  }))
  const endOf = (name: string): number | null => certificateEnd(secrets.get(name) ?? '')
  const names = new Set(supplier.routes.flatMap((route) => lastingNames(route, endOf)))
  const certificates = [...names].flatMap((name) => {
    const endsAt = endOf(name)
    return endsAt === null ? [] : [{ name, endsAt }]
  })
  return [...configured, ...certificates]
}

/** The secrets of a route; of rotated certificates only the certificate that expires last. */
function lastingNames({ transport }: Route, endOf: (name: string) => number | null): string[] {
  const known = transports[transport.kind]
  const groups = known?.rotatedSecrets?.(transport) ?? []
  const alone = (known?.secrets(transport) ?? []).filter((name) => !groups.flat().includes(name))
  return [
    ...alone,
    ...groups.flatMap((names) => names.toSorted((a, b) => (endOf(b) ?? 0) - (endOf(a) ?? 0)).slice(0, 1)),
  ]
}
