import type { Budget } from './budget.ts'
import type { Desk } from './desk.ts'
import { post } from './load.ts'
import { signedOrders } from './order.ts'
import type { Served } from './stage.ts'

const ORDERS = 50
const LINES = 10
/** Six rows for the order, five rows for its route, and a few alarms for all the orders of a drain. */
const LIMIT = 11.2

/** Rows written, which Cloudflare bills: to accept an order, and then to deliver the order on one route. */
export async function measureRows({ url, pids }: Served, desk: Desk, secret: string): Promise<Budget[]> {
  const rows = async (): Promise<number> => (await fetch(`${url}/bench/rows/bench`)).json()
  await desk.pause()
  await post(url, pids, signedOrders(1, LINES, secret), 1)
  const before = await rows()
  await post(url, pids, signedOrders(ORDERS, LINES, secret), 1)
  const accepted = (await rows()) - before
  await desk.resume()
  const resumed = await rows()
  await desk.settled()
  const delivered = (await rows()) - resumed
  // The delivered orders include the earlier order.
  const [perOrder, perRoute] = [accepted / ORDERS, delivered / (ORDERS + 1)]
  console.log(
    `\nrows written: ${perOrder.toFixed(2)} to accept an order for one route, ${perRoute.toFixed(2)} to deliver it`,
  )
  return [{ name: 'rows written up to delivered, by one route', limit: LIMIT, value: perOrder + perRoute }]
}
