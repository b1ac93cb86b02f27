import { createHmac } from 'node:crypto'
import { pythonForm } from '../../src/json-text.ts'
import type { FakeOrder } from './orders.ts'

/** Over what the webhook's signature is made: the bytes as they are, or what Python's `json.dumps` makes of them. */
export type SignedForm = 'raw' | 'python'

/** As a body is written: by Python's `json.dumps`, or compact with its letters as they are. */
export type Rendering = 'python' | 'compact'

export const rendered = (order: object, rendering: Rendering): string =>
  rendering === 'python' ? pythonForm(JSON.stringify(order)) : JSON.stringify(order)

export const signatureOf = (body: string, secret: string, form: SignedForm): string =>
  createHmac('sha256', secret)
    .update(form === 'raw' ? body : pythonForm(body))
    .digest('hex')

/**
 * The same order as another program would write it: other zone, other decimals, other order of keys, absent for empty. What the
 * supplier acts on is the same.
 */
export function otherwiseWritten(order: FakeOrder): object {
  const placedAt = new Date(Date.parse(order.ordered_on) + 3_600_000).toISOString().slice(0, 19)
  const entries = Object.entries({
    ...order,
    ordered_on: `${placedAt}+01:00`,
    order_remarks: order.order_remarks ?? '',
    theoretical_price: Number(order.theoretical_price).toFixed(2),
    packages: order.packages.map((line) => ({
      ...line,
      quantity_ordered: `${line.quantity_ordered}.0`,
      total_theoretical_price: String(Number(line.total_theoretical_price)),
    })),
  })
  return Object.fromEntries(entries.reverse())
}
