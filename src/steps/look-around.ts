import { type Expiring, tellExpiry } from '../outbox/alerts/expiry.ts'
import { watchNumbers } from '../outbox/alerts/number-watch.ts'
import { whySilent } from '../outbox/alerts/silence.ts'
import { over, type Telling, tell } from '../outbox/alerts/tell.ts'
import { countTraffic } from '../outbox/alerts/traffic.ts'
import type { TakeRules } from '../outbox/queue.ts'
import type { Secrets } from '../ports.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { certificateEnd } from '../transports/cms/certificate-end.ts'
import { carrierOf } from '../transports/registry.ts'

interface LookAroundPorts extends Telling {
  readonly supplier: Supplier
  readonly secrets: Secrets
  readonly rulesFor: (route: string) => Pick<TakeRules, 'ranges'>
}

const EVERY_MS = 900_000

/** Looks, now and then, for what no order tells of: silence, and what runs out. */
export function openLookAround(ports: LookAroundPorts): () => void {
  let lookedAt = Number.NEGATIVE_INFINITY
  return () => {
    const now = ports.clock.now()
    if (now < lookedAt + EVERY_MS) return
    lookedAt = now
    ports.sql.atomically(() => {
      tellSilence(ports, now)
      tellExpiry(expiring(ports), ports)
      watchNumbers(
        ports,
        ports.supplier.routes.map(({ name }) => ({ route: name, ranges: ports.rulesFor(name).ranges })),
      )
    })
  }
}

function tellSilence(ports: LookAroundPorts, now: number): void {
  const { supplier, alerts } = ports
  const { hours, learned } = alerts.silence
  const why = whySilent(
    countTraffic(ports.sql, now),
    { limitHours: hours, learned, zone: supplier.timeZone, holidays: supplier.calendar?.holidays ?? [] },
    now,
  )
  if (why === null) over(ports, { kind: 'silence' })
  else tell(ports, { kind: 'silence', why })
}

/** What the configuration says of secrets, and what the certificates among them say of themselves. */
function expiring({ supplier, secrets }: LookAroundPorts): Expiring[] {
  const said = Object.entries(supplier.expires).map(([name, date]) => ({
    name,
    endsAt: Date.parse(`${date}T00:00:00Z`),
  }))
  const endOf = (name: string): number | null => certificateEnd(secrets.get(name) ?? '')
  const names = new Set(supplier.routes.flatMap((route) => lastingNames(route, endOf)))
  const certificates = [...names].flatMap((name) => {
    const endsAt = endOf(name)
    return endsAt === null ? [] : [{ name, endsAt }]
  })
  return [...said, ...certificates]
}

/** The secrets of a route, of certificates that follow each other only the one that lasts longest. */
function lastingNames({ transport }: Route, endOf: (name: string) => number | null): string[] {
  const carrier = carrierOf(transport)
  const groups = carrier.successions?.(transport) ?? []
  const alone = carrier.secrets(transport).filter((name) => !groups.flat().includes(name))
  return [
    ...alone,
    ...groups.flatMap((names) => names.toSorted((a, b) => (endOf(b) ?? 0) - (endOf(a) ?? 0)).slice(0, 1)),
  ]
}
