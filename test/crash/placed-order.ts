import { createHmac } from 'node:crypto'

/** What the gateway said to one posting. */
export interface Answer {
  readonly status: 'accepted' | 'duplicate' | 'revised' | 'held'
  readonly version: number
  /** Of the content that was posted. */
  readonly quantity: string
}

/** An order as the customer keeps it: its content now, and every answer to it. */
export interface PlacedOrder {
  readonly id: string
  readonly number: string
  quantity: number
  edits: number
  postings: number
  readonly answers: Answer[]
}

export const placeOrder = (index: number, run: string): PlacedOrder => ({
  id: `crash-${run}-${String(index).padStart(4, '0')}`,
  number: `PO-${run}-${String(index).padStart(4, '0')}`,
  quantity: 1 + (index % 90),
  edits: 0,
  postings: 0,
  answers: [],
})

/** Every content of an order has a quantity of its own. */
export function edit(order: PlacedOrder): void {
  order.edits++
  order.quantity += 100
}

/** The order as Apicbase posts it, and its signature. */
export function signed(order: PlacedOrder, secret: string): { body: string; signature: string } {
  const body = JSON.stringify({
    id: order.id,
    order_number: order.number,
    status: 'ORDERED',
    ordered_on: '2026-11-24T09:15:32.123456+01:00',
    owned_by: { username: 'chef@bistro.example' },
    order_remarks: "Vóór 10:00 + graag bellen? 'achterdeur'",
    packages: [
      {
        stock_item: { name: 'Crème fraîche 30% (1 L)' },
        supplier_package: { supplier_article_number: '00123', theoretical_price_per_package: '12.50' },
        quantity_ordered: order.quantity,
        total_theoretical_price: (order.quantity * 12.5).toFixed(2),
      },
    ],
    expected_delivery_date: null,
    theoretical_price: (order.quantity * 12.5).toFixed(2),
    supplier_customer_number: 'K-778812',
  })
  return { body, signature: createHmac('sha256', secret).update(body).digest('hex') }
}
