import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** Places orders at a supplier and reads the results. */
export interface Desk {
  place(orderId: string): Promise<void>
  view(orderId: string): Promise<Seen>
  /**
   * The first entry that `wanted` accepts, and what the same view said of the receiver. `reached` is null when a later
   * attempt had begun.
   */
  outcome(orderId: string, wanted: readonly string[]): Promise<Outcome>
  /** The first refusal of any of these. */
  refusal(orderIds: readonly string[]): Promise<Entry>
  delivered(orderId: string): Promise<Seen>
  held(orderId: string): Promise<unknown>
  document(orderId: string): Promise<Buffer>
  retryRoute(): Promise<void>
  /** On an order: `order-1/release`. */
  act(path: string): Promise<void>
  isPaused(): Promise<boolean>
}

export interface Entry {
  readonly event: string
  readonly route: string | null
  readonly text: string | null
}

export interface Outcome extends Entry {
  readonly reached: string | null
}

export interface Seen {
  readonly timeline: readonly Entry[]
  readonly deliveries: readonly {
    readonly state: string
    readonly reached: string
    readonly attempts: number
    readonly phase: string | null
    readonly next: string | null
    readonly controlNumber: number | null
    readonly receipts: readonly unknown[]
  }[]
}

export const ROUTE = 'files'
const LOOK_MS = 60
const PATIENCE_MS = 90_000
/** Enough for a line to be cut in the middle of. */
const LINES = 700

export function createDesk(url: string, supplier: string, secrets: { webhook: string; console: string }): Desk {
  async function call(path: string, body?: object): Promise<Response> {
    return fetch(`${url}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${secrets.console}` },
      ...(body ? { body: JSON.stringify({ by: 'conformance', ...body }) } : {}),
      signal: AbortSignal.timeout(10_000),
    })
  }

  async function until<T>(what: string, orderId: string, look: () => Promise<T | undefined>): Promise<T> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(LOOK_MS)) {
      const found = await look().catch(() => undefined)
      if (found !== undefined) return found
    }
    const { timeline } = await desk.view(orderId)
    throw new Error(
      `It never came to this: ${what}. ${timeline.map(({ event, text }) => `${event}: ${text}`).join(' | ')}`,
    )
  }

  const desk: Desk = {
    async place(orderId) {
      const body = JSON.stringify(orderOf(orderId))
      const response = await fetch(`${url}/webhooks/${supplier}`, {
        method: 'POST',
        body,
        headers: { 'x-apic-webhook-signature': createHmac('sha256', secrets.webhook).update(body).digest('hex') },
      })
      if (!response.ok) throw new Error(`The order was answered ${response.status}: ${await response.text()}`)
    },
    view: async (orderId) => (await (await call(`/orders/${supplier}/${orderId}`)).json()) as Seen,
    outcome: (orderId, wanted) =>
      until(`${orderId} is ${wanted.join(' or ')}`, orderId, async () => {
        const { timeline, deliveries } = await desk.view(orderId)
        const entry = timeline.find(({ event, route }) => route === ROUTE && wanted.includes(event))
        const [delivery] = deliveries
        return entry && { ...entry, reached: !delivery || delivery.attempts > 1 ? null : delivery.reached }
      }),
    refusal: (orderIds) =>
      until('one is refused', orderIds[0] ?? '', async () => {
        const seen = await Promise.all(orderIds.map(desk.view))
        return seen
          .flatMap(({ timeline }) => timeline)
          .find(({ event, route }) => route === ROUTE && (event === 'refused' || event === 'delivered'))
      }),
    delivered: (orderId) =>
      until(`${orderId} is delivered`, orderId, async () => {
        const seen = await desk.view(orderId)
        return seen.deliveries.every(({ state }) => state === 'delivered') ? seen : undefined
      }),
    held: (orderId) =>
      until(`${orderId} is held`, orderId, async () => {
        const { deliveries } = await desk.view(orderId)
        return deliveries.find(({ state }) => state === 'held')
      }),
    document: async (orderId) =>
      Buffer.from(await (await call(`/orders/${supplier}/${orderId}/documents/${ROUTE}`)).arrayBuffer()),
    act: async (path) => void (await call(`/orders/${supplier}/${path}`, {})),
    retryRoute: async () => void (await call(`/suppliers/${supplier}/routes/${ROUTE}/retry`, {})),
    async isPaused() {
      const { routes } = (await (await call(`/suppliers/${supplier}/routes`)).json()) as {
        readonly routes: readonly { readonly state: string }[]
      }
      return routes[0]?.state === 'paused'
    },
  }
  return desk
}

const orderOf = (orderId: string): object => ({
  id: orderId,
  order_number: orderId,
  status: 'ORDERED',
  ordered_on: '2026-11-24T09:15:32Z',
  packages: Array.from({ length: LINES }, (_, line) => ({
    stock_item: { name: `Crème fraîche 30%, kist ${line}` },
    supplier_package: { supplier_article_number: String(10_000 + line), theoretical_price_per_package: '12.50' },
    quantity_ordered: 1 + (line % 9),
    total_theoretical_price: '12.50',
  })),
  expected_delivery_date: '2099-01-15',
  theoretical_price: '12.50',
  supplier_customer_number: 'K-778812',
})
