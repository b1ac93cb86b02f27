import type { Dice } from './dice.ts'
import type { OrderBook } from './order-book.ts'
import { edited, type FakeOrder } from './orders.ts'
import { type PostWebhook, type WebhookManners, webhookCall } from './webhook-sender.ts'

/** What became of one order that a chef sent. */
export interface Sending {
  /** Every content in the order in which it was sent, and what was answered; 0: nothing came. */
  readonly tries: readonly { readonly order: FakeOrder; readonly status: number }[]
  /** What Apicbase recorded as ordered, since a 2xx came; null when the chef gave up. */
  readonly confirmed: FakeOrder | null
}

export interface ChefWish {
  readonly book: OrderBook
  readonly post: PostWebhook
  readonly manners: WebhookManners
  readonly dice: Dice
  readonly wait: (milliseconds: number) => Promise<void>
  /** After so many tries without a 2xx the chef telephones instead. */
  readonly patience?: number
  /** How often the order is changed before it is sent again. */
  readonly edits?: number
}

const AGAIN_MS = 2_000

/**
 * Presses the button, and presses it again when an error is shown: as it was, or changed first. Meanwhile the order is a cart
 * that can be edited; a 2xx makes it an order that can't, and from then on it is listed.
 */
export async function sendOrder(order: FakeOrder, wish: ChefWish): Promise<Sending> {
  const { book, dice, patience = 5, edits = 1 / 3 } = wish
  const tries: { order: FakeOrder; status: number }[] = []
  let cart: FakeOrder = { ...order, status: 'IN_PROGRESS' }
  if (!book.find(order.id)) book.place(cart)
  while (tries.length < patience) {
    const sent: FakeOrder = { ...cart, status: 'ORDERED' }
    const status = await wish.post(webhookCall(sent, wish.manners)).catch(() => 0)
    tries.push({ order: sent, status })
    if (status >= 200 && status < 300) {
      book.put(sent)
      return { tries, confirmed: sent }
    }
    await wish.wait(AGAIN_MS + dice.below(AGAIN_MS))
    if (dice.chance(edits)) cart = edited(cart, dice)
    book.put(cart)
  }
  return { tries, confirmed: null }
}
