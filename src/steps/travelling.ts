import type { Travelling } from '../outbox/route/changed-routes.ts'
import type { Route } from '../profile/supplier.ts'
import { transportOf } from '../transports/registry.ts'

/** Where the documents of a route go. A mail goes to its recipients, whichever server takes it. */
export function travelling({ name, document, transport, minimumSecurity }: Route): Travelling {
  const { kind } = transport
  const carrier = transportOf(transport)
  const address = carrier.storageLocation?.(transport) ?? carrier.address?.(transport) ?? ''
  const to = document.format === 'email' ? JSON.stringify(document.to) : ''
  return { name, kind, destination: `${address}${to}`, minimumSecurity }
}
