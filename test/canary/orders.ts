import { createHmac } from 'node:crypto'
import type { Canaries } from './canaries.ts'

/** An order whose every text is a canary, named by `what` it is for. */
export function canaryOrder(what: string, { word }: Canaries, more: object = {}) {
  const price = '12.3456'
  const line = (at: number) => ({
    stock_item: { name: `Crème ${word(`${what}: name ${at}`)}` },
    supplier_package: { supplier_article_number: word(`${what}: article ${at}`), theoretical_price_per_package: price },
    quantity_ordered: 2,
    total_theoretical_price: '24.69',
  })
  return {
    id: word(`${what}: id`),
    order_number: word(`${what}: number`),
    status: 'ORDERED',
    ordered_on: '2026-11-24T09:31:05.120394Z',
    owned_by: { username: `${word(`${what}: person`)}@bistro.example` },
    order_remarks: `Ring ${word(`${what}: remarks`)} twice`,
    packages: [line(1), line(2)],
    expected_delivery_date: '2099-01-15',
    theoretical_price: '50.00',
    supplier_customer_number: word(`${what}: customer`),
    [word(`${what}: unknown key`)]: word(`${what}: unknown value`),
    ...more,
  }
}

export async function post(url: string, body: string, secret: string): Promise<number> {
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-apic-webhook-signature': signature }
  const response = await fetch(`${url}/webhooks/canary`, { method: 'POST', body, headers, redirect: 'manual' })
  await response.arrayBuffer()
  return response.status
}
