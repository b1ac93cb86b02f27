import { listOrders } from '../../outbox/order-list.ts'
import { readStoredOrder } from '../../steps/commit.ts'
import type { EntryPorts } from './entry-orders.ts'

/** Each number reads the content of a few orders. */
const MOST_NUMBERS = 40
const ORDERS = 3

/** The names of articles in the newest orders, by number. A number without a name in these orders is left out. */
export function articleNames(ports: EntryPorts, numbers: readonly string[]): Readonly<Record<string, string>> {
  const named = [...new Set(numbers)].slice(0, MOST_NUMBERS).flatMap((number) => {
    const name = nameOf(ports, number)
    return name === null ? [] : [[number, name] as const]
  })
  return Object.fromEntries(named)
}

function nameOf(ports: EntryPorts, number: string): string | null {
  const query = { state: null, text: number, limit: ORDERS, before: null }
  for (const { order } of listOrders(ports.sql, ports.name, query).rows) {
    const content = readStoredOrder(ports, order.orderId, order.version)
    const line = content?.lines.find(({ article, name }) => article === number && name.trim() !== '')
    if (line) return line.name
  }
  return null
}
