import type { OrderSummary } from '../../outbox/order-summary.ts'
import type { Gateway } from '../../profile/supplier.ts'
import { isoMoment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'

/** The orders as rows of a CSV file, in the words and on the clock of the page. */
export function ordersCsv(orders: readonly OrderSummary[], { suppliers }: Gateway, { words }: Visit): string[][] {
  const { orders: heads } = words
  const rows = orders.map((order) => {
    const { supplier, orderNumber, orderId, customer, customerName, deliveryDate, cutOff, receivedAt, shownState } =
      order
    const zone = suppliers[supplier]?.timeZone ?? 'UTC'
    const time = (at: string): string => isoMoment(Date.parse(at), zone)
    return [
      ...[supplier, orderNumber ?? orderId, customer ?? '', customerName ?? ''],
      ...[words.orderStates[shownState], deliveryDate ?? '', cutOff === null ? '' : time(cutOff)],
      time(receivedAt),
    ]
  })
  const head = [
    ...[heads.supplier, heads.order, heads.customer, heads.customerName],
    ...[heads.state, heads.delivery, heads.cutOff, heads.received],
  ]
  return [head, ...rows]
}
