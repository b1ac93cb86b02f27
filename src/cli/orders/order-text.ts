import { withLocalTimes } from '../local-times.ts'
import { plainText, shortTime, terminalTable } from '../terminal-table.ts'
import { noteText } from './note-text.ts'
import {
  type Delivery,
  type ListedOrder,
  nameOf,
  newestDeliveries,
  type Order,
  shownText,
  stateText,
} from './order-answer.ts'

const SHOWN_EVENTS = 10

export function listText(orders: readonly ListedOrder[]): string {
  if (orders.length === 0) return 'No order matches.'
  return terminalTable(
    ['ORDER', 'SUPPLIER', 'CUSTOMER', 'STATE', 'DELIVERY', 'RECEIVED'],
    orders.map((order) => [
      nameOf(order),
      order.supplier,
      order.customer ?? '-',
      shownText(order),
      order.deliveryDate ?? '-',
      shortTime(order.receivedAt),
    ]),
  )
}

/** The order, the newest delivery on each route, and the last events. */
export function orderText(order: Order): string {
  const facts = terminalTable(
    [nameOf(order), shownText(order)],
    [
      ['id', order.orderId],
      ['supplier', order.supplier],
      ['customer', order.customer ?? '-'],
      ['delivery date', order.deliveryDate ?? '-'],
      ['version', `${order.version}, received ${shortTime(order.receivedAt)}`],
    ],
  )
  const deliveries = terminalTable(
    ['ROUTE', 'VERSION', 'STATE', 'ATTEMPTS', 'WHAT IT WAITS FOR, OR WHAT TO DO'],
    newestDeliveries(order).map((delivery) => [
      delivery.route,
      String(delivery.version),
      stateText(delivery),
      String(delivery.attempts),
      adviceOn(delivery),
    ]),
  )
  const events = order.timeline
    .slice(-SHOWN_EVENTS)
    .map(({ at, event, route, text }) => [shortTime(at), route ?? '-', event, text ?? ''])
  return [facts, deliveries, terminalTable(['WHEN', 'ROUTE', 'EVENT', ''], events)].join('\n\n')
}

/** A line about an order after an action. */
export function outcomeText(order: Order): string {
  const routes = newestDeliveries(order).map((delivery) => {
    const advice = adviceOn(delivery)
    return `${delivery.route}: ${stateText(delivery)}${advice === '' ? '' : ` - ${advice}`}`
  })
  return plainText(`${nameOf(order)} is ${shownText(order)}. ${routes.join('; ')}`.trimEnd())
}

const adviceOn = ({ waitsFor, nextStep, ...delivery }: Delivery): string =>
  withLocalTimes(waitsFor?.text ?? [noteText(delivery), nextStep].filter((text) => text).join(' '), 'UTC')
