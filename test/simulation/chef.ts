import type { Pick } from './scenes.ts'

/** An order as its chef and Apicbase have it. The contents are numbers: the quantity of the only line. */
export interface ChefsOrder {
  readonly id: string
  readonly number: string
  readonly placedAt: number
  /** The current content of the cart. */
  content: number
  /** Every content that was ever posted. */
  readonly posted: Set<number>
  /** The content for which Apicbase recorded a 2xx; null for a cart. */
  confirmed: number | null
  /** When the order API lists the order; Infinity for never. */
  listedAt: number
  /** Contents that the outbox certainly has. */
  readonly stored: Set<number>
  /** Contents from senders who stayed until the outbox was asked. */
  readonly attended: Set<number>
  /** Every post was answered and every answer arrived. */
  plain: boolean
  /** The chef has given up. */
  givenUp: boolean
  /** Contents whose 2xx was sent and lost. The gateway cannot know. */
  readonly lost: Set<number>
}

export const newOrder = (at: number, placedAt: number): ChefsOrder => ({
  id: `o${at}`,
  number: `PO-o${at}`,
  placedAt,
  content: 1,
  posted: new Set(),
  confirmed: null,
  listedAt: Number.POSITIVE_INFINITY,
  stored: new Set(),
  attended: new Set(),
  plain: true,
  givenUp: false,
  lost: new Set(),
})

/** The chef's next move on a cart that was not sent, or whose sending failed. */
export type Move = 'send' | 'edit' | 'go back' | 'give up'

export function nextMove(order: ChefsOrder, pick: Pick): Move {
  if (order.posted.size === 0) return 'send'
  return pick(['send', 'send', 'send', 'edit', 'edit', 'go back', 'give up'])
}

/** Changes the cart according to the move. */
export function edit(order: ChefsOrder, move: Move, pick: Pick): void {
  if (move === 'edit') order.content = Math.max(...order.posted, order.content) + 1
  if (move === 'go back') order.content = pick([...order.posted, order.content])
  if (move === 'give up') order.givenUp = true
}

/** Apicbase has the 2xx: the cart is an order and can no longer change. */
export function record(order: ChefsOrder, content: number, listedAt: number): void {
  order.confirmed = content
  order.listedAt = listedAt
}

/** The body, as posted and as listed. */
export const bodyOf = ({ id, number, placedAt }: ChefsOrder, content: number): string =>
  JSON.stringify({
    id,
    order_number: number,
    status: 'ORDERED',
    ordered_on: new Date(placedAt).toISOString(),
    owned_by: { username: 'chef@bistro.example' },
    order_remarks: null,
    packages: [
      {
        stock_item: { name: 'Crème fraîche 1 kg' },
        supplier_package: { supplier_article_number: '00123', theoretical_price_per_package: '12.500' },
        quantity_ordered: content,
        total_theoretical_price: '25.000',
      },
    ],
    expected_delivery_date: null,
    theoretical_price: '25.000',
    supplier_customer_number: 'C-77',
  })
