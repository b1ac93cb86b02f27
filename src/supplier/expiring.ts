import type { Expiring, SecretUse } from '../outbox/alerts/expiry.ts'
import type { Secrets } from '../ports.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { transports } from '../transports/registry.ts'

interface ExpiryPorts {
  readonly supplier: Pick<Supplier, 'routes' | 'secretExpiry' | 'webhook'>
  readonly secrets: Secrets
}

/** Expiry dates from the configuration, and from the certificates. */
export function expiring({ supplier, secrets }: ExpiryPorts): Expiring[] {
  const endOf = endReader(secrets)
  const names = new Set(supplier.routes.flatMap((route) => lastingNames(route, endOf)))
  return [...Object.entries(supplier.secretExpiry).map(dated(supplier)), ...certificates([...names], supplier, endOf)]
}

/** The same for one route: the secrets that the route names, and its certificates. */
export function expiringOn(route: Route, { supplier, secrets }: ExpiryPorts): Expiring[] {
  const endOf = endReader(secrets)
  const { transport } = route
  const named = new Set(transports[transport.kind]?.secrets(transport) ?? [])
  const configured = Object.entries(supplier.secretExpiry).filter(([name]) => named.has(name))
  return [...configured.map(dated(supplier)), ...certificates(lastingNames(route, endOf), supplier, endOf)]
}

type EndOf = (name: string) => number | null

const endReader =
  (secrets: Secrets): EndOf =>
  (name) => {
    const [reader] = Object.values(transports).flatMap(({ certificateEnd }) => certificateEnd ?? [])
    return reader?.(secrets.get(name) ?? '') ?? null
  }

/** A secret is valid until the end of the last valid day. */
const dated =
  (supplier: UsingSupplier) =>
  ([name, date]: [string, string]): Expiring => ({
    name,
    endsAt: Date.parse(`${date}T23:59:59Z`),
    use: secretUse(name, supplier),
  })

type UsingSupplier = Pick<Supplier, 'routes' | 'webhook'>

/** No code of the gateway checks a configured end. A receiver may refuse a secret of a route after the end. */
export function secretUse(name: string, { routes, webhook }: UsingSupplier): SecretUse {
  if (webhook?.secrets.includes(name)) return 'webhook'
  const users = routes.filter(
    ({ transport }) => transport.kind !== 'mailbox' && transports[transport.kind]?.secrets(transport).includes(name),
  )
  if (users.length === 0) return 'other'
  return users.every((route) => rotatedNames(route).includes(name)) ? 'rotated' : 'route'
}

const certificates = (names: readonly string[], supplier: UsingSupplier, endOf: EndOf): Expiring[] =>
  names.flatMap((name) => {
    const endsAt = endOf(name)
    return endsAt === null ? [] : [{ name, endsAt, use: secretUse(name, supplier) }]
  })

const rotatedNames = ({ transport }: Route): string[] => groupsOf(transport).flat()

const groupsOf = (transport: Route['transport']): readonly (readonly string[])[] =>
  transports[transport.kind]?.rotatedSecrets?.(transport) ?? []

/** The secrets of a route; of rotated certificates only the certificate that expires last. */
function lastingNames({ transport }: Route, endOf: EndOf): string[] {
  const known = transports[transport.kind]
  const groups = groupsOf(transport)
  const alone = (known?.secrets(transport) ?? []).filter((name) => !groups.flat().includes(name))
  return [
    ...alone,
    ...groups.flatMap((names) => names.toSorted((a, b) => (endOf(b) ?? 0) - (endOf(a) ?? 0)).slice(0, 1)),
  ]
}
