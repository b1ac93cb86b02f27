import { createHmac } from 'node:crypto'

/** An order ready to be posted. */
export interface SignedOrder {
  readonly body: Buffer
  readonly signature: string
}

let counted = 0

/** New orders with `lines` lines each. */
export function signedOrders(count: number, lines: number, secret: string): SignedOrder[] {
  return Array.from({ length: count }, () => {
    const body = Buffer.from(JSON.stringify(posting(counted++, lines)))
    return { body, signature: createHmac('sha256', secret).update(body).digest('hex') }
  })
}

const posting = (index: number, lines: number) => ({
  id: `8f14e45f-ceea-467f-a9b1-${String(index).padStart(12, '0')}`,
  order_number: `PO-2026-${String(index).padStart(6, '0')}`,
  status: 'ORDERED',
  ordered_on: '2026-11-24T09:15:32.123456+01:00',
  owned_by: { username: 'chef@bistro.example' },
  order_remarks: "Leveren vóór 10:00 + graag bellen? 'achterdeur'",
  packages: Array.from({ length: lines }, (_, line) => ({
    stock_item: { name: `Crème fraîche 30% (1 L) nr. ${line}` },
    supplier_package: {
      supplier_article_number: String(100_000 + line),
      theoretical_price_per_package: '12.3456',
    },
    quantity_ordered: 1 + (line % 20),
    total_theoretical_price: ((1 + (line % 20)) * 12.35).toFixed(2),
  })),
  expected_delivery_date: '2027-11-26T00:00:00+01:00',
  theoretical_price: Array.from({ length: lines }, (_, line) => (1 + (line % 20)) * 12.35)
    .reduce((sum, next) => sum + next, 0)
    .toFixed(2),
  supplier_customer_number: 'K-778812',
})
