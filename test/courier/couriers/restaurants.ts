import { setTimeout as sleep } from 'node:timers/promises'
import { type PlacedOrder, placeOrder, signed } from '../../crash/placed-order.ts'
import type { Setting } from './setting.ts'

/** Restaurants that place orders in turn, and repeat each order until a 2xx. */
export interface Restaurants {
  /** Orders with a 2xx. */
  readonly accepted: readonly PlacedOrder[]
  /** Stops new orders. Resolves when each started order has its response. */
  close(): Promise<void>
}

const AT_ONCE = 4
const PAUSE_MS = 60
const AGAIN_MS = 300
/** Enough orders for steady work, but few enough to finish after the run. */
const BACKLOG = 40

export function openRestaurants(url: string, setting: Setting, run: string, eaten: () => number): Restaurants {
  const accepted: PlacedOrder[] = []
  let isOpen = true
  let count = 0

  async function place(order: PlacedOrder): Promise<void> {
    const { body, signature } = signed(order, setting.webhookSecret)
    const headers = { 'content-type': 'application/json', 'x-apic-webhook-signature': signature }
    for (;;) {
      try {
        const signal = AbortSignal.timeout(10_000)
        const response = await fetch(`${url}/webhooks/${setting.supplier}`, { method: 'POST', body, headers, signal })
        if (response.ok) break
      } catch {
        // The gateway is down.
      }
      await sleep(AGAIN_MS)
    }
    accepted.push(order)
  }

  const all = Array.from({ length: AT_ONCE }, async () => {
    for (; isOpen; await sleep(PAUSE_MS)) if (count - eaten() < BACKLOG) await place(placeOrder(count++, run))
  })
  return {
    accepted,
    async close() {
      isOpen = false
      await Promise.all(all)
    },
  }
}
