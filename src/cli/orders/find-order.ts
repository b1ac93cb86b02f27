import { didYouMean } from '../../text/suggestion.ts'
import { type AdminClient, Unable } from '../admin-client.ts'
import type { Progress } from '../progress.ts'
import { type ListedOrder, nameOf, type Order, readOrder, readPage } from './order-answer.ts'

/** At 200 orders a page. */
const MOST_PAGES = 50

export const orderPath = ({ supplier, orderId }: Pick<ListedOrder, 'supplier' | 'orderId'>): string =>
  `/orders/${encodeURIComponent(supplier)}/${encodeURIComponent(orderId)}`

/** An order as the Admin API gave the order, and as read. */
export interface FoundOrder {
  readonly answer: Record<string, unknown>
  readonly order: Order
}

export async function fetchOrder(client: AdminClient, path: string): Promise<FoundOrder> {
  const answer = await client.ask(path)
  return { answer, order: readOrder(answer) }
}

/** Finds the only order with this number or id. Refuses to choose between two orders. */
export async function findOrder(
  client: AdminClient,
  wanted: string,
  supplier: string | undefined,
  progress: Progress,
): Promise<FoundOrder> {
  const found: ListedOrder[] = []
  let cursor: string | null = ''
  for (let page = 0; cursor !== null; page++) {
    if (page === MOST_PAGES)
      throw new Unable(`More than ${MOST_PAGES * 200} orders contain '${wanted}'. Give the order's whole number or id.`)
    const read = readPage(await client.ask(`/orders?${listQuery({ supplier, q: wanted, limit: '200', cursor })}`))
    found.push(...read.orders.filter((order) => order.orderId === wanted || order.orderNumber === wanted))
    cursor = read.cursor
    progress.show(0, null, `${(page + 1) * 200} orders searched`)
  }
  progress.end()
  const [order, ...others] = found
  if (!order) throw new Unable(`There is no order '${wanted}'.${await suggestion(client, wanted, supplier)}`)
  if (others.length === 0) return fetchOrder(client, orderPath(order))
  const places = found.map((order) => `${order.supplier} ${order.orderId}`).join(', ')
  throw new Unable(`Several orders have the number '${wanted}': ${places}. Give the id, or --supplier.`)
}

async function suggestion(client: AdminClient, wanted: string, supplier: string | undefined): Promise<string> {
  const { orders } = readPage(await client.ask(`/orders?${listQuery({ supplier, limit: '200' })}`))
  return didYouMean(wanted, orders.map(nameOf)) || ' Show the newest orders with: npx orderbridge orders list'
}

export function listQuery(wanted: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const given = Object.entries(wanted).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return new URLSearchParams(given)
}
