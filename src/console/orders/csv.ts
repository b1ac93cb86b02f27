import type { OrderSummary } from '../../outbox/views.ts'
import type { Gateway } from '../../profile/supplier.ts'
import { customerName } from '../frame/customer-name.ts'
import type { Visit } from '../frame/visit.ts'

/**
 * The orders as a CSV file for a spreadsheet. A cell that a spreadsheet would take for a formula begins with an
 * apostrophe.
 */
export function ordersCsv(orders: readonly OrderSummary[], { suppliers }: Gateway, { words }: Visit): string {
  const { orders: heads } = words
  const rows = orders.map(({ supplier, orderNumber, orderId, customer, state, deliveryDate, cutOff, receivedAt }) => [
    ...[supplier, orderNumber ?? orderId, customer ?? '', customerName(customer, suppliers[supplier])],
    ...[words.orderStates[state], deliveryDate ?? '', cutOff ?? '', receivedAt],
  ])
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
  // The mark at the beginning tells a spreadsheet that the text is UTF-8.
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

function cell(value: string): string {
  const text = value.replaceAll(/[\r\n\t]+/g, ' ')
  return `"${(/^\s*[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}
