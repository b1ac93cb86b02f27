import type { OrderSummary } from '../../outbox/order-summary.ts'
import type { Visit } from '../frame/visit.ts'

/** The orders as rows of a CSV file. */
export function ordersCsv(orders: readonly OrderSummary[], { words }: Visit): string[][] {
  const { orders: heads } = words
  const rows = orders.map(
    ({ supplier, orderNumber, orderId, customer, customerName, state, deliveryDate, cutOff, receivedAt }) => [
      ...[supplier, orderNumber ?? orderId, customer ?? '', customerName ?? ''],
      ...[words.orderStates[state], deliveryDate ?? '', cutOff ?? '', receivedAt],
    ],
  )
  const head = [
    heads.supplier,
    heads.order,
    heads.customer,
    '',
    heads.state,
    heads.delivery,
    heads.cutOff,
    heads.received,
  ]
  return [head, ...rows]
}
