import { setTimeout as sleep } from 'node:timers/promises'
import { createAdmin } from './admin.ts'

export interface ListedOrder {
  readonly orderId: string
  readonly orderNumber: string
  readonly state: string
  readonly holdReason?: string
  readonly version: number
}

export interface ListedDelivery {
  readonly route: string
  readonly version: number
  readonly state: string
}

/** The order desk, which sees and acts through the Admin API only. */
export interface Desk {
  list(state?: string): Promise<ListedOrder[]>
  deliveries(orderId: string): Promise<ListedDelivery[]>
  release(orderId: string): Promise<boolean>
  /** Resolves when nothing is pending any more; to the orders that still are, when it takes too long. */
  settled(limitMs: number): Promise<ListedOrder[]>
}

const LOOK_MS = 250

export function createDesk(
  url: string,
  { supplier, consoleToken }: { readonly supplier: string; readonly consoleToken: string },
): Desk {
  const { call } = createAdmin(url, consoleToken)

  async function list(state?: string): Promise<ListedOrder[]> {
    const found: ListedOrder[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = new URLSearchParams({ supplier, limit: '200', ...(state ? { state } : {}), cursor })
      const page: { orders: ListedOrder[]; cursor: string | null } = (
        await call<{ orders: ListedOrder[]; cursor: string | null }>(`/orders?${query}`)
      ).value
      found.push(...page.orders)
      cursor = page.cursor
    }
    return found
  }

  /** None of an order that the gateway does not know. */
  async function deliveries(orderId: string): Promise<ListedDelivery[]> {
    const { status, value } = await call<{ deliveries: ListedDelivery[] }>(`/orders/${supplier}/${orderId}`)
    return status === 200 ? value.deliveries : []
  }

  return {
    list,
    deliveries,
    release: async (orderId) =>
      (await call(`/orders/${supplier}/${orderId}/release`, { by: 'crash test', as: 'replacement' })).status === 200,
    async settled(limitMs) {
      for (const until = Date.now() + limitMs; ; await sleep(LOOK_MS)) {
        // A held order has other routes that are still at work.
        const [pending, held] = [await list('pending'), await list('held')]
        const busy = await Promise.all(held.map(async (order) => ({ order, busy: await isBusy(order.orderId) })))
        const open = [...pending, ...busy.filter((one) => one.busy).map(({ order }) => order)]
        if (open.length === 0 || Date.now() > until) return open
      }
    },
  }

  async function isBusy(orderId: string): Promise<boolean> {
    return (await deliveries(orderId)).some(({ state }) => !RESTING.has(state))
  }
}

const RESTING: ReadonlySet<string> = new Set(['held', 'delivered', 'superseded', 'done', 'discarded'])
