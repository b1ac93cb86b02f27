import type { Dice } from './dice.ts'
import type { OrderBook } from './order-book.ts'
import { edited, type FakeOrder } from './orders.ts'
import { type PostWebhook, type WebhookManners, webhookCall } from './webhook-sender.ts'

/** Result of an order that a chef sent. */
export interface Sending {
  /** Every content in the order of sending, with its status; 0: no response. */
  readonly tries: readonly { readonly order: FakeOrder; readonly status: number }[]
  /** The order that Apicbase recorded after a 2xx; null if the chef gave up. */
  readonly confirmed: FakeOrder | null
}

export interface ChefSettings {
  readonly book: OrderBook
  readonly post: PostWebhook
  readonly manners: WebhookManners
  readonly dice: Dice
  readonly wait: (milliseconds: number) => Promise<void>
  /** Number of attempts without a 2xx after which the chef calls the supplier. */
  readonly patience?: number
  /** Probability that the chef changes the order before the next attempt. */
  readonly edits?: number
}

const AGAIN_MS = 2_000

/**
 * Sends the order, and sends again after each error, unchanged or changed. Until a 2xx the order is a cart that can be
 * edited. After a 2xx the order is final, and the list contains the order.
 */
export async function sendOrder(order: FakeOrder, settings: ChefSettings): Promise<Sending> {
  const { book, dice, patience = 5, edits = 1 / 3 } = settings
  const tries: { order: FakeOrder; status: number }[] = []
  let cart: FakeOrder = { ...order, status: 'IN_PROGRESS' }
  if (!book.find(order.id)) book.place(cart)
  while (tries.length < patience) {
    const sent: FakeOrder = { ...cart, status: 'ORDERED' }
    const status = await settings.post(webhookCall(sent, settings.manners)).catch(() => 0)
    tries.push({ order: sent, status })
    if (status >= 200 && status < 300) {
      book.put(sent)
      return { tries, confirmed: sent }
    }
    await settings.wait(AGAIN_MS + dice.below(AGAIN_MS))
    if (dice.chance(edits)) cart = edited(cart, dice)
    book.put(cart)
  }
  return { tries, confirmed: null }
}
