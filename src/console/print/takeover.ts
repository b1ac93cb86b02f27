import type { BreakGlassOrders } from '../../model/break-glass-orders.ts'
import type { ChainEventView } from '../../outbox/route/read-outlook.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { RemoteOutbox } from '../../supplier/remote-outbox.ts'

/** The next events of the orders of the list, if no person acts. */
export interface Coming {
  /** The first fallback of the list. A pause stops no fallback. */
  readonly takeover: Takeover | undefined
  /** The routes that send an order of the list by themselves, to a system that a person keys the order for. */
  readonly sending: ReadonlySet<string>
}

export async function comingOf(
  outbox: RemoteOutbox,
  { routes }: Pick<Supplier, 'routes'>,
  { orders }: BreakGlassOrders,
): Promise<Coming> {
  const toKey = orders.filter(({ cancelled }) => !cancelled)
  const keys = toKey.flatMap(({ orderId, version, others }) =>
    routes.filter(({ name }) => !others.includes(name)).map(({ name: route }) => ({ orderId, version, route })),
  )
  const outlooks = await outbox.outlooks(keys)
  const events = outlooks.flatMap((outlook) => {
    const event = outlook && 'next' in outlook ? outlook.next : outlook
    return event?.kind === 'fallback' ? [event] : []
  })
  return {
    takeover: events.sort((one, other) => (one.at < other.at ? -1 : 1))[0],
    sending: new Set([
      ...keys.flatMap(({ route }, at) => (outlooks[at] && outlooks[at].kind !== 'stays' ? [route] : [])),
      ...toKey.flatMap(({ holdings, others }) =>
        holdings.flatMap(({ primaryRoute, perhaps }) =>
          perhaps?.state === 'sending' && !others.includes(primaryRoute) ? [perhaps.route] : [],
        ),
      ),
    ]),
  }
}

export type Takeover = Extract<ChainEventView, { kind: 'fallback' }>
