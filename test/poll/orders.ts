import { createHmac } from 'node:crypto'

const DAY_MS = 86_400_000

/** One of many orders, placed so many days from today. */
export function placed(at: number, day: number) {
  const line = {
    stock_item: { name: 'Crème fraîche 1 kg' },
    supplier_package: { supplier_article_number: '00123', theoretical_price_per_package: '12.500' },
    quantity_ordered: 2,
    total_theoretical_price: '25.000',
  }
  return {
    id: `order-${at}`,
    order_number: `PO-${at}`,
    status: 'ORDERED',
    ordered_on: `${new Date(Date.now() + day * DAY_MS).toISOString().slice(0, 19)}Z`,
    owned_by: { username: 'chef@bistro.example' },
    order_remarks: null,
    packages: [line],
    expected_delivery_date: '2099-01-15',
    theoretical_price: '25.000',
    supplier_customer_number: 'C-77',
  }
}

export type Placed = ReturnType<typeof placed>

/** The same order as another program would write it: other zone, other decimals, other order of keys. */
export function otherwiseWritten(order: Placed): object {
  const placedAt = new Date(Date.parse(order.ordered_on) + 3_600_000).toISOString().slice(0, 19)
  const entries = Object.entries({
    ...order,
    ordered_on: `${placedAt}.000000+01:00`,
    expected_delivery_date: '2099-01-14T23:00:00Z',
    theoretical_price: '25.00',
    order_remarks: '',
    packages: order.packages.map((line) => ({ ...line, quantity_ordered: '2.0', total_theoretical_price: '25' })),
  })
  return Object.fromEntries(entries.reverse())
}

export function signed(order: object, secret: string) {
  const body = JSON.stringify(order)
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  return { body, headers: { 'content-type': 'application/json', 'x-apic-webhook-signature': signature } }
}
