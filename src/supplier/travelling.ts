import type { Travelling } from '../outbox/route/changed-routes.ts'
import type { Route } from '../profile/supplier.ts'
import { transports } from '../transports/registry.ts'

/**
 * The destination of a route's documents. A mail goes to its recipients through any mail server, so the recipients
 * count.
 */
export function travelling({ name, document, transport, minimumSecurity }: Route): Travelling {
  const { kind } = transport
  // An unknown transport must not keep the outbox from opening: its other routes send.
  const known = transports[kind]
  const address = known?.storageLocation?.(transport) ?? known?.address?.(transport) ?? ''
  const to = document.format === 'email' ? JSON.stringify(document.to) : ''
  return { name, kind, destination: `${address}${to}`, minimumSecurity }
}
