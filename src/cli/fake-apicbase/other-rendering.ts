import type { FakeOrder } from './orders.ts'

/**
 * The same order as another program would write the order: other zone, other decimals, other order of keys, blank for
 * absent. The supplier acts on the same content.
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
