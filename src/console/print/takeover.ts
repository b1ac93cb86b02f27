import type { BreakGlassOrders } from '../../model/break-glass-orders.ts'
import type { ChainEventView } from '../../outbox/route/read-outlook.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { RemoteOutbox } from '../../supplier/remote-outbox.ts'

/** The first fallback of the list if no person acts. A pause stops no fallback. */
export async function firstTakeover(
  outbox: RemoteOutbox,
  { routes }: Pick<Supplier, 'routes'>,
  { orders }: BreakGlassOrders,
): Promise<Takeover | undefined> {
  const primary = routes.filter(({ fallbacks }) => fallbacks?.length)
  const keys = orders.flatMap(({ orderId, version }) => primary.map(({ name: route }) => ({ orderId, version, route })))
  const events = (await outbox.outlooks(keys)).flatMap((outlook) => {
    const event = outlook && 'next' in outlook ? outlook.next : outlook
    return event?.kind === 'fallback' ? [event] : []
  })
  return events.sort((one, other) => (one.at < other.at ? -1 : 1))[0]
}

export type Takeover = Extract<ChainEventView, { kind: 'fallback' }>
