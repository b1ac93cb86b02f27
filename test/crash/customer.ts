import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import { type Answer, edit, type PlacedOrder, placeOrder, signed } from './placed-order.ts'
import type { Setting } from './setting.ts'

/** The restaurants: place orders, and place again what got no answer, one in three of those changed first. */
export interface Customer {
  readonly orders: readonly PlacedOrder[]
  readonly unanswered: number
  /** Answers that came, but were no 2xx; and answers that took longer than the webhook may. */
  readonly refusals: readonly string[]
  readonly slowestMs: number
  /** From now on orders up to this count may be placed. */
  allow(count: number): void
  /** The gateway is known to be down: nobody places an order. Those under way go on, and are cut. */
  wait(): void
  /** Called as an order is posted. */
  onPost: () => void
  /** Called as a 2xx has come. */
  onAnswer: () => void
  /** Resolves when every order has got its 2xx. */
  readonly done: Promise<void>
}

const AT_ONCE = 6
/** Between two postings of one restaurant, or none at all: orders come in bursts. */
const PAUSE_MS = 300
const PATIENCE_MS = 15_000
/** Of the postings, so many lose their line before the answer has come, while the gateway lives on. */
const DROPS = 0.15
const DROPPED_WITHIN_MS = 30
/** Longer than a posting whose line was dropped may still be on its way: else it could overtake the next. */
const NEXT_TRY_MS = 1_500
/** An order that has its answer is placed once more, so often: changed, or as it was. */
const CHANGES = 0.1
const SECOND_THOUGHTS_MS = 20_000
const REPEATS = 0.1

export function createCustomer(url: string, setting: Setting, count: number, run: string, dice: Dice): Customer {
  const orders: PlacedOrder[] = []
  const again: { readonly order: PlacedOrder; readonly from: number }[] = []
  const refusals: string[] = []
  let allowed = 0
  let waits = true
  let unanswered = 0
  let slowestMs = 0

  function next(): PlacedOrder | null {
    const waiting = again.findIndex(({ from }) => from <= Date.now())
    const [found] = waiting < 0 ? [] : again.splice(waiting, 1)
    if (found) return found.order
    if (orders.length >= Math.min(allowed, count)) return null
    const order = placeOrder(orders.length, run)
    orders.push(order)
    return order
  }

  const isDone = (): boolean => orders.length === count && orders.every(({ answers }) => answers.length > 0)

  async function place(): Promise<void> {
    while (!isDone() || again.length > 0) {
      if (waits || dice.chance(0.5)) await sleep(dice.below(PAUSE_MS))
      const order = waits ? null : next()
      if (order) await post(order)
    }
  }

  async function post(order: PlacedOrder): Promise<void> {
    const quantity = String(order.quantity)
    const { body, signature } = signed(order, setting.webhookSecret)
    const begun = Date.now()
    order.postings++
    customer.onPost()
    try {
      const response = await fetch(`${url}/webhooks/${setting.supplier}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'x-apic-webhook-signature': signature },
        signal: AbortSignal.timeout(dice.chance(DROPS) ? 1 + dice.below(DROPPED_WITHIN_MS) : PATIENCE_MS),
      })
      const text = await response.text()
      slowestMs = Math.max(slowestMs, Date.now() - begun)
      if (response.ok) {
        const { status, version }: Answer = JSON.parse(text)
        order.answers.push({ status, version, quantity })
        customer.onAnswer()
        if (dice.chance(CHANGES)) {
          edit(order)
          again.push({ order, from: Date.now() + dice.below(SECOND_THOUGHTS_MS) })
        } else if (dice.chance(REPEATS)) again.push({ order, from: 0 })
        return
      }
      refusals.push(`${order.id}: ${response.status} ${text.slice(0, 300)}`)
    } catch {
      // Cut, refused or too slow: nobody can tell from here whether it was stored.
    }
    unanswered++
    if (order.answers.length === 0 && dice.chance(1 / 3)) edit(order)
    again.push({ order, from: Date.now() + NEXT_TRY_MS })
  }

  const customer: Customer = {
    orders,
    refusals,
    get unanswered() {
      return unanswered
    },
    get slowestMs() {
      return slowestMs
    },
    allow: (upTo) => {
      allowed = upTo
      waits = false
    },
    wait: () => {
      waits = true
    },
    onPost: () => {},
    onAnswer: () => {},
    done: Promise.all(Array.from({ length: AT_ONCE }, place)).then(() => {}),
  }
  return customer
}
