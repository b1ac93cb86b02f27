import type { BreakGlassOrders } from '../../model/break-glass-orders.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { RemoteOutbox } from '../../supplier/remote-outbox.ts'

/** A fallback route that will take over orders of the list, and the time of the first order. */
export interface Takeover {
  readonly route: string
  readonly at: string
}

/** The fallback routes that take orders of the list over if no person acts. A pause stops none of them. */
export async function takeoversOf(
  outbox: RemoteOutbox,
  { routes }: Pick<Supplier, 'routes'>,
  { orders }: BreakGlassOrders,
): Promise<Takeover[]> {
  const primary = routes.filter(({ fallbacks = [] }) => fallbacks.length > 0)
  const keys = orders.flatMap(({ orderId, version }) => primary.map(({ name: route }) => ({ orderId, version, route })))
  const outlooks = keys.length === 0 ? [] : await outbox.outlooks(keys)
  const events = outlooks.flatMap((outlook) => {
    const event = outlook && 'next' in outlook ? outlook.next : outlook
    return event?.kind === 'fallback' ? [event] : []
  })
  return [...Map.groupBy(events, ({ route }) => route)].map(([route, all]) => ({
    route,
    at: all.map(({ at }) => at).sort()[0] ?? '',
  }))
}
