import { setTimeout as sleep } from 'node:timers/promises'
import { type PlacedOrder, placeOrder, signed } from '../../crash/placed-order.ts'
import type { Setting } from './setting.ts'

/** Restaurants that place one order after another, each again and again until it has its 2xx. */
export interface Restaurants {
  /** Those that have their 2xx. */
  readonly accepted: readonly PlacedOrder[]
  /** From now on nobody places a new order. Resolves when each that was begun has its answer. */
  close(): Promise<void>
}

const AT_ONCE = 4
const PAUSE_MS = 60
const AGAIN_MS = 300
/** Always something to do for the couriers, and never more than they can bring when all is over. */
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
